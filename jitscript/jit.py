"""Scripted functions whose code is made on first use, or found in the cache.

The provider behind such a function asks the cache first, which needs no compiler: a program whose
functions were compiled once starts without importing LLVM, the front end or NumPy.
"""

from __future__ import annotations

import gc

from .runtime import abi, cache, callable, native

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

    __slots__ = ("_cached", "_compiled", "_function", "owner")

    def __init__(self, function: FunctionType, cached: bool):
        self._function = function
        self._cached = cached
        self._compiled: dict[str, Any] = {}
        self.owner: Any = None  # the ScriptFunction, told its signature once that is known

    def check(self) -> None:
        """Report what is wrong with the function now, unless a former run found it right."""
        key = cache.key(self._function, "checked") if self._cached else None
        if key and cache.get(key) is not None:
            return
        with Compiling():
            from . import driver

            complete = driver.check(self._function)
        if complete and key:
            cache.put(key, b"", {})

    def entry(self, kind: str) -> tuple[native.Image, int]:
        key = cache.key(self._function, kind) if self._cached else None
        found = cache.get(key) if key else None
        if found is None:
            compiled = self._compile(kind)
            found = compiled.object, compiled.signature
            if key:
                cache.put(key, *found)
        code, signature = found
        image = native.load_object(code)
        self.owner.signature = signature
        return image, image.symbol(abi.py_symbol(signature["symbol"]))

    def text(self, stage: str) -> str:
        return str(self._compile(callable.CONTIGUOUS).text(stage))

    def _compile(self, kind: str) -> Any:
        with Compiling():
            if kind not in self._compiled:
                from . import driver

                self._compiled[kind] = driver.compile_function(self._function, kind)
            return self._compiled[kind]


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
