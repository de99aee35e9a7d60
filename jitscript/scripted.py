"""Scripted functions whose code is made on first use, or found in the cache.

The provider behind such a function asks the cache first, which needs no compiler: a program whose
functions were compiled once starts without importing LLVM, the front end or NumPy. Under the
function's own code and text lie the ways that the front end went when it looked at what the
function captures; where they lead to the same again, they give the key of the code.
"""

from __future__ import annotations

import atexit
import gc
import sys

from . import entries
from .diagnostics import CompileError
from .identity import keys, watched
from .identity.retrace import retrace, starts
from .runtime import abi, cache, callable, native
from .runtime.locks import LOCK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType
    from typing import Any

    from .identity.looks import Looks


class Compiling:
    """Holds the lock of the compiler, and the cyclic collector off meanwhile: a compilation makes
    many objects that live to its end, and would be searched for garbage again and again. Nor is the
    compiler, once its modules have been read: it counts as old at once.
    """

    __slots__ = ("_collects", "_modules")

    def __enter__(self) -> None:
        LOCK.acquire()
        self._collects = gc.isenabled()
        self._modules = len(sys.modules)
        gc.disable()

    def __exit__(self, *error: object) -> None:
        if len(sys.modules) > self._modules + _MANY and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if self._collects:
            gc.enable()
        LOCK.release()


_MANY = 50  # modules: much of the compiler


class JitProvider(callable.Provider):
    """Compiles one Python function on demand."""

    __slots__ = ("_by_class", "_cached", "_checked", "_function", "_known", "_way", "owner")
    refusals = (CompileError,)

    def __init__(self, function: FunctionType, cached: bool):
        self._function = function
        self._cached = cached
        self._checked: Any = None  # what the check made of the function
        self._by_class: Any = None
        self._way: Any = None  # what was found for the code there is, and by which steps
        self._known: bool | None = None  # whether the cache has it, once that was asked
        self.owner: Any = None  # the ScriptFunction, told its signature once that is known

    def is_known(self) -> bool:
        """Whether a former run found the function right."""
        if self._known is None:
            self._known = self._caches() and any(map(self._is_right, self._ways()))
        return self._known

    def check(self) -> None:
        """Report what is wrong with the function now, unless a former run found it right."""
        if self.is_known():
            return
        with Compiling():
            program = self._driver().check(self._function, self._caches())
        if program is None:
            return
        lowered = program.lowered
        if not lowered.postponed and lowered.looks.state() is not None:
            self._checked = program
            _keep(self)
        self._store(lowered.looks, _CHECKED, b"", {})

    def entry(self, kind: str) -> tuple[native.Image, int]:
        found = self._find(kind) if self._caches() else None
        if found is None:
            compiled = self._compile(kind)
            found = compiled.object, compiled.signature
            self._way = compiled.looks.found, compiled.looks.steps
            self._store(compiled.looks, kind, *found)
        code, signature = found
        image = native.load_object(code)
        if signature.get("objects"):
            from .runtime import instances

            instances.supply(image, signature)
        self.owner.signature = signature
        return image, image.symbol(abi.py_symbol(signature["symbol"]))

    def watch(self) -> Any:
        (found, steps), self._way = self._way, None
        return watched.watch(found, steps)

    def is_stale(self, function: Any) -> bool:
        with LOCK:
            if function._watch is None:  # another thread saw it first
                return not callable.entry_address(function)
            if not watched.is_stale(function):
                return False
            self.forget()
            self._by_class = self._known = None
            for key in [key for key in _compiled if key[0] is self]:
                del _compiled[key]
            function.unprepare()
            return True

    def text(self, stage: str) -> str:
        return str(self._compile(callable.CONTIGUOUS).text(stage))

    def decide(self, function: Any) -> Any:
        """What a call calls, now that the names in the head may be defined."""
        function._first = None
        if entries.leaves_open(self._function) or entries.fields_are_open(self._function):
            from .entries import specialise

            specialise.turn(function, self._function, self._cached)
        return function.__call__

    def named(self, types: Any) -> Any:
        if self.owner._first is not None:
            self.decide(self.owner)
        if self.owner._provider is not self:
            return self.owner._provider.named(types)
        name = self._function.__qualname__
        raise TypeError(f"every parameter of {name} has a type: call it as {name}(…)")

    def by_class(self, bound: tuple[Any, ...]) -> Any:
        if self._by_class is None:
            from .entries.subclasses import BySubclass

            self._by_class = BySubclass(self._function, self._cached)
        return self._by_class.find(bound)

    def reduce(self, function: Any) -> Any:
        from . import sending

        return sending.reduce(function, self._function, self._cached)

    def forget(self) -> None:
        """Free what the check has made."""
        self._checked = None

    # --- the cache -------------------------------------------------------------------------------

    def _caches(self) -> bool:
        return self._cached and cache.folder() is not None

    def _ways(self) -> list[Any]:
        """The steps of former compilations of the function, from which its keys are found."""
        key = keys.steps_key(self._function)
        found = cache.get(key) if key else None
        return list(found[1]["steps"]) if found else []

    def _is_right(self, steps: Any) -> bool:
        state = retrace(starts(self._function), steps)
        return state is not None and (
            cache.has(_key(state, callable.CONTIGUOUS)) or cache.has(_key(state, _CHECKED))
        )

    def _find(self, kind: str) -> tuple[bytes, dict[str, Any]] | None:
        for steps in self._ways():
            if not (self._calls_itself() or [0, "name", self._function.__name__] in steps):
                continue
            objects: list[Any] = []
            state = retrace(starts(self._function), steps, objects)
            found = cache.get(_key(state, kind)) if state is not None else None
            if found is not None:
                self._way = objects, steps
                return found[0], _with_defaults(found[1], self._function)
        return None

    def _store(self, looks: Looks, kind: str, code: bytes, signature: dict[str, Any]) -> None:
        """Have the cache hold what was made of the function as it was looked at."""
        state = looks.state() if self._caches() else None
        key = keys.steps_key(self._function) if state is not None else None
        if state is None or key is None:
            return
        cache.put(_key(state, kind), code, _without_defaults(signature, self._function))
        ways = self._ways()
        if looks.steps not in ways:
            cache.put(key, b"", {"steps": [list(looks.steps), *ways[: _MOST_WAYS - 1]]})

    # --- the compiler ----------------------------------------------------------------------------

    def _driver(self) -> Any:
        """The compiler. LLVM is opened while the rest is imported and checks."""
        from . import reading

        reading.begin()
        from . import shared

        shared.prepare(self._caches(), "numpy" in sys.modules)
        from . import driver

        return driver

    def _compile(self, kind: str) -> Any:
        with Compiling():
            found = _compiled.get((self, kind))
            if found is None:
                driver = self._driver()
                try:
                    found = driver.compile_function(
                        self._function, kind, self._unchanged(), self._caches()
                    )
                except CompileError as error:  # what the compiler was doing is of no use to a user
                    raise error.with_traceback(None) from None
                _compiled[self, kind] = found
                if len(_compiled) > _MOST_COMPILED:
                    del _compiled[next(iter(_compiled))]
            return found

    def _unchanged(self) -> Any:
        """What the check has made, if all that it looked at is still the same; given once."""
        program = self._checked
        self.forget()
        if self in _checked:
            _checked.remove(self)
        if program is None or not self._calls_itself():
            return None
        return program if program.lowered.looks.holds() else None

    def _calls_itself(self) -> bool:
        """Whether the function's name, in it, is it, as the check takes for granted: a decorator
        above may have put something else there."""
        function = self._function
        name = function.__name__
        if name not in function.__code__.co_names or "." in function.__qualname__:
            return True
        found = function.__globals__.get(name, function)
        return found is function or found is self.owner or _is_scripted(found)


def _is_scripted(found: Any) -> bool:
    return isinstance(found, callable.ScriptFunction)


_CHECKED = "checked"
_MOST_WAYS = 8  # in which the looks of one function may differ


def _key(state: bytes, kind: str) -> str:
    return keys.key("code", (state, kind))


def _defaults(function: FunctionType) -> dict[str, Any]:
    """The values of a function's defaults, by parameter."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    values = function.__defaults__ or ()
    return {
        **dict(zip(names[len(names) - len(values) :], values)),
        **(function.__kwdefaults__ or {}),
    }


_OWN = b"the function's own"  # no default is bytes


def _without_defaults(signature: dict[str, Any], function: FunctionType) -> dict[str, Any]:
    """The signature as the cache keeps it. Defaults are the function's own objects, which the
    key covers; `marshal` would take some for bytes."""
    own = _defaults(function)
    params = [
        {**p, "default": _OWN} if "default" in p and p["default"] is own[p["name"]] else p
        for p in signature.get("params", ())
    ]
    return {**signature, "params": params} if params else signature


def _with_defaults(signature: dict[str, Any], function: FunctionType) -> dict[str, Any]:
    for param in signature.get("params", ()):
        if param.get("default") == _OWN:
            param["default"] = _defaults(function)[param["name"]]
    return signature


# The latest, for those who ask for their texts. The code itself is no part of it.
_compiled: dict[tuple[JitProvider, str], Any] = {}
_MOST_COMPILED = 16

# Those that were checked last and not compiled yet hold the IR of their check.
_checked: list[JitProvider] = []
_MOST_CHECKED = 32


@atexit.register
def _let_go() -> None:
    """Keep no function, and so no user's module, from ending with the interpreter."""
    _compiled.clear()
    while _checked:
        _checked.pop().forget()


def _keep(provider: JitProvider) -> None:
    """Have `provider` hold its IR, and the one that has waited longest for a call forget it."""
    _checked.append(provider)
    if len(_checked) > _MOST_CHECKED:
        _checked.pop(0).forget()


def make(function: FunctionType, cached: bool) -> Any:
    """The scripted form of `function`, checked unless the cache knows that it compiles, or the
    arguments choose types of its parameters: the length of a `tuple[int, ...]`, too, where that
    has to be known, as that of a shape has."""
    if entries.lacks_annotations(function) or entries.recalled(function):
        return _opened(function, cached)
    provider = JitProvider(function, cached)
    if not provider.is_known():
        is_open = entries.leaves_open(function)
        if is_open or (is_open is False and entries.fields_are_open(function)):
            return _opened(function, cached)
        if is_open is None:  # its head names what is not defined yet
            made = make_closed(function, provider)
            made._first = provider.decide
            return made
    try:
        return make_closed(function, provider)
    except CompileError as error:
        if entries.has_any_length(function) and any(", ...]" in d.title for d in error.diagnostics):
            return _opened(function, cached, lengths=True)
        raise


def make_closed(function: FunctionType, provider: JitProvider) -> Any:
    """The scripted form of a function all of whose parameters have types."""
    made = callable.make(head(function), provider, function)
    provider.owner = made
    provider.check()
    dress(made, function)
    return made


def _opened(function: FunctionType, cached: bool, lengths: bool = False) -> Any:
    from .entries import specialise

    return specialise.make(function, cached, lengths)


def adopt(made: Any, function: FunctionType, cached: bool) -> None:
    """Give a scripted function without a Python function one; it is compiled on its first call."""
    made._provider = provider = JitProvider(function, cached)
    made.signature = head(function)
    made.__doc__, made.__wrapped__ = function.__doc__, function
    provider.owner = made
    dress(made, function)


def head(function: FunctionType) -> dict[str, Any]:
    return {
        "name": function.__name__,
        "qualname": function.__qualname__,
        "module": function.__module__,
        "doc": function.__doc__,
    }


def dress(made: Any, function: FunctionType) -> None:
    for name in ("__annotations__", "__type_params__"):
        if hasattr(function, name):
            made.__dict__[name] = getattr(function, name)


def recompile(opened: Any) -> tuple[bytes, list[str]]:
    """Object code for a module file that has none for this machine, and what it needs."""
    from . import saving

    return saving.recompile(opened)


def _load_through_llvm(code: bytes) -> Callable[[str], int]:
    from .backend.target import host

    return host().load(code)


def _held_methods(cls: Any) -> Any:
    """The methods of a class of what Python holds; of a class of the user's the type's name."""
    from . import held

    return held.methods(cls)


def native_class(cls: type) -> Any:
    """The class of native instances that `@script` makes of a class. Raises TypeError."""
    from .held import declared
    from .runtime.held import native_class
    from .runtime.held_type import HeldType

    text = "" if type(cls) is HeldType else declared.name_of(cls)
    return native_class(cls, text) if text else cls


native.object_fallback = _load_through_llvm
callable.held_methods = _held_methods
