"""Scripted functions whose code is made on first use, or found in the cache.

The provider behind such a function asks the cache first, which needs no compiler: a program whose
functions were compiled once starts without importing LLVM, the front end or NumPy.
"""

from __future__ import annotations

import gc
import sys

from .runtime import abi, cache, callable, fingerprint, native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType
    from typing import Any


class Compiling:
    """Holds the lock of the compiler, and the cyclic collector off meanwhile: a compilation makes
    many objects that live to its end, and would be searched for garbage again and again.
    """

    __slots__ = ("_collects",)

    def __enter__(self) -> None:
        callable.LOCK.acquire()
        self._collects = gc.isenabled()
        gc.disable()

    def __exit__(self, *error: object) -> None:
        if self._collects:
            gc.enable()
        callable.LOCK.release()


class JitProvider(callable.Provider):
    """Compiles one Python function on demand."""

    __slots__ = ("_cached", "_checked", "_compiled", "_function", "owner")

    def __init__(self, function: FunctionType, cached: bool):
        self._function = function
        self._cached = cached
        # What the check made of the function, and the function's identity then.
        self._checked: tuple[str | None, Any] = None, None
        self._compiled: dict[str, Any] = {}
        self.owner: Any = None  # the ScriptFunction, told its signature once that is known

    def check(self) -> None:
        """Report what is wrong with the function now, unless a former run found it right."""
        identity = fingerprint.identity(self._function)
        key = self._key(identity, "checked")
        if key and cache.get(key) is not None:
            return
        with Compiling():
            driver = self._driver()
            lowered = driver.check(self._function, self._caches())
        if lowered is None:
            return
        if identity:
            self._checked = identity, lowered
            _keep(self)
        if key:
            cache.put(key, b"", {})

    def entry(self, kind: str) -> tuple[native.Image, int]:
        identity = fingerprint.identity(self._function)
        key = self._key(identity, kind)
        found = cache.get(key) if key else None
        if found is None:
            compiled = self._compile(kind, identity)
            found = compiled.object, compiled.signature
            if key:
                cache.put(key, *found)
        code, signature = found
        image = native.load_object(code)
        self.owner.signature = signature
        return image, image.symbol(abi.py_symbol(signature["symbol"]))

    def text(self, stage: str) -> str:
        identity = fingerprint.identity(self._function)
        return str(self._compile(callable.CONTIGUOUS, identity).text(stage))

    def forget(self) -> None:
        """Free what the check has made."""
        self._checked = None, None

    def _unchanged(self, identity: str | None) -> Any:
        """What the check has made, if the function is still the same; given once."""
        then, lowered = self._checked
        self.forget()
        if self in _checked:
            _checked.remove(self)
        return lowered if identity is not None and identity == then else None

    def _driver(self) -> Any:
        """The compiler. LLVM is opened while the rest is imported and checks."""
        from . import shared

        shared.prepare(self._caches(), "numpy" in sys.modules)
        from . import driver

        return driver

    def _key(self, identity: str | None, kind: str) -> str | None:
        return fingerprint.key(identity, (kind,)) if identity and self._caches() else None

    def _caches(self) -> bool:
        return self._cached and cache.folder() is not None

    def _compile(self, kind: str, identity: str | None) -> Any:
        with Compiling():
            if kind not in self._compiled:
                driver = self._driver()
                lowered = self._unchanged(identity)
                self._compiled[kind] = driver.compile_function(
                    self._function, kind, lowered, self._caches()
                )
            return self._compiled[kind]


# Those that were checked last and not compiled yet hold the IR of their check.
_checked: list[JitProvider] = []
_MOST_CHECKED = 32


def _keep(provider: JitProvider) -> None:
    """Have `provider` hold its IR, and the one that has waited longest for a call forget it."""
    _checked.append(provider)
    if len(_checked) > _MOST_CHECKED:
        _checked.pop(0).forget()


def make(function: FunctionType, cached: bool) -> Any:
    """The scripted form of `function`, checked unless the cache knows that it compiles."""
    provider = JitProvider(function, cached)
    head = {
        "name": function.__name__,
        "qualname": function.__qualname__,
        "module": function.__module__,
        "doc": function.__doc__,
    }
    made = callable.make(head, provider, function)
    provider.owner = made
    provider.check()
    for name in ("__annotations__", "__type_params__"):
        if hasattr(function, name):
            made.__dict__[name] = getattr(function, name)
    return made


def recompile(opened: Any) -> bytes:
    """Object code for a module file that has none for this machine."""
    from . import saving

    return saving.recompile(opened)


def _load_through_llvm(code: bytes) -> Callable[[str], int]:
    from .backend.cpu import linker

    return linker.load(code)


native.object_fallback = _load_through_llvm
