"""What a user touches: `script`, `compile`, `save`, `load`.

Importing this imports neither the compiler nor NumPy; a program whose functions are in the cache
never does.
"""

from __future__ import annotations

import os
import sys
from types import FunctionType

from . import __version__, runtime, scripted
from .diagnostics import CompileError
from .identity import options
from .runtime.held_type import HeldType
from .runtime.locks import LOCK
from .runtime.switches import switch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any, Generic, Literal, ParamSpec, TypeVar, overload

    P = ParamSpec("P")
    R = TypeVar("R", covariant=True)
    T = TypeVar("T")

    class ScriptFunction(Generic[P, R]):
        """What type checkers see of `runtime.callable.ScriptFunction`."""

        __name__: str
        __qualname__: str
        __wrapped__: Callable[P, R]
        signature: dict[str, Any]

        def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...
        def prepare(self) -> None: ...
        @property
        def python(self) -> Callable[P, R]: ...
        @property
        def ir(self) -> str: ...
        @property
        def llvm(self) -> str: ...
        @property
        def asm(self) -> str: ...

else:
    from .runtime.callable import ScriptFunction

    def overload(function: Any) -> Any:
        """As typing's, which costs more to import than all of this."""
        return function


VERSION = "0.1.0"
if __version__ != VERSION:  # the wheel of the runtime alone came over that of the compiler
    raise ImportError(
        f"the compiler is jitscript {VERSION}, and its runtime is that of {__version__}: install "
        "the package jitscript again, and not jitscript-runtime beside it, which it contains"
    )

__all__ = ["CompileError", "ScriptFunction", "compile", "load", "save", "script"]


@overload
def script(  # type: ignore[overload-overlap]
    function: type[T], /
) -> type[T]: ...
@overload
def script(  # noqa: F811
    function: Callable[P, R], /, *, cache: bool = True, math: Literal["exact", "fast"] = "exact"
) -> ScriptFunction[P, R]: ...
@overload
def script(  # noqa: F811
    *, cache: bool = True, math: Literal["exact", "fast"] = "exact"
) -> Callable[[Callable[P, R]], ScriptFunction[P, R]]: ...
def script(  # noqa: F811
    function: Any = None, *, cache: bool = True, math: str = "exact"
) -> Any:
    """Compile a function with annotated parameters to native code.

    Used as `@script` or `@script(cache=False)`. The function is checked now and compiled on its
    first call, or by `compile`. `cache=False` neither reads nor writes the cache on disk.

    With `math="fast"` the functions of `math` in its text give what NumPy's give for arrays: within
    4 units in the last place of the true value, in loops that become vector code. They raise what
    they always raise; in a loop that otherwise only computes, when the loop is over. Functions that
    it calls have their own option.

    The result is a `ScriptFunction`: it is called like `function`, keeps its name, docstring and
    signature, and has `.python` (the undecorated function), `.ir`, `.llvm` and `.asm`. With
    JITSCRIPT_DISABLE=1 in the environment `function` itself is returned.

    Of a class it makes one whose instances are native, and which Python holds: fields are read and
    set in place, methods are compiled, and calls work on the instance itself. (Instances of other
    classes are copied in, and written back.)

    Raises CompileError where the function cannot be compiled, with every error found; TypeError
    where `function` is no Python function, or a class whose instances cannot be held; ValueError
    for another `math`.
    """
    __tracebackhide__ = True  # notebooks and pytest show the user's frames only
    if math not in ("exact", "fast"):
        raise ValueError(f'math is "exact" or "fast", got {math!r}')
    if function is None:
        return lambda function: _scripted(function, cache, math == "fast")
    return _scripted(function, cache, math == "fast")


# Where it is a list, decorators note the functions that they are given, and do no more.
noted: list[Any] | None = None


def is_disabled() -> bool:
    """Whether functions stay as they are."""
    return bool(os.environ.get("JITSCRIPT_DISABLE")) and switch("JITSCRIPT_DISABLE") is not False


def _scripted(function: Any, cache: bool, fast: bool = False) -> Any:
    __tracebackhide__ = True
    if is_disabled():
        return function
    if isinstance(function, ScriptFunction):
        if not fast or options.has_fast_math(function):
            return function
        function = function.python
    if isinstance(function, type):
        if fast:
            raise TypeError('math="fast" is for functions; methods may call one that has it')
        if noted is not None:
            noted.append(function)
            return function
        return scripted.native_class(function)
    if _is_cached(function):  # the cache stays Python's, around the scripted function
        from functools import lru_cache

        return lru_cache(**function.cache_parameters())(
            _scripted(function.__wrapped__, cache, fast)
        )
    if not isinstance(function, FunctionType):
        raise TypeError(
            f"script takes a Python function, got {_kind(function)}; decorate the function itself, "
            "below @staticmethod, @classmethod or other decorators"
        )
    if fast:
        function = options.with_fast_math(function)
    if noted is not None:
        noted.append(function)
        return function
    try:
        return scripted.make(function, cache)
    except CompileError as error:  # what the compiler was doing is of no use to the user
        raise error.with_traceback(None) from None


def compile(function: ScriptFunction[P, R]) -> ScriptFunction[P, R]:
    """Compile a scripted function now, for contiguous arrays; returns it.

    Raises CompileError as `script` does, also for names that were not defined at decoration.
    """
    if _is_cached(function):
        compile(function.__wrapped__)  # type: ignore[arg-type]
        return function
    if not isinstance(function, ScriptFunction):
        raise TypeError(f"compile takes a scripted function, got {_kind(function)}")
    try:
        function.prepare()
    except CompileError as error:
        raise error.with_traceback(None) from None
    return function


def save(
    path: str | bytes | os.PathLike[str] | IO[bytes],
    *functions: ScriptFunction[..., Any],
    **named: ScriptFunction[..., Any],
) -> None:
    """Write compiled functions, and kernels, to the module file `path` (by convention `.jsm`), or
    to a file that is opened for writing bytes.

    `load` reads it back, also where only the runtime is installed. Functions are saved under
    their own names, those given by keyword under that name; of js.List[int] and its like, the
    methods are saved. Raises CompileError, TypeError where
    something is no scripted function, ValueError where two have one name, a name is no identifier
    or no function is given, OSError where the file cannot be written, RuntimeError where no linker
    is found. A failed save leaves an existing file as it was; one that a link leads to is written
    through the link.
    """
    chosen: dict[str, Any] = {}
    given: list[tuple[str, Any]] = [(getattr(f, "__name__", "?"), f) for f in functions]
    held: list[Any] = [f for f in functions if isinstance(f, HeldType) and f.__text__]
    given = [(name, f) for name, f in given if f not in held]
    for cls in held:
        from .held import saved

        given += saved(cls).items()
    for name, function in [*given, *named.items()]:
        if _is_cached(function):
            function = function.__wrapped__
        if not isinstance(function, ScriptFunction) and not _is_kernel(function):
            raise TypeError(f"save takes scripted functions and kernels, got {_kind(function)}")
        if "__wrapped__" not in vars(function):
            raise TypeError(
                f"save takes functions that are scripted in this process; {name} was loaded from a "
                "module file: copy that file, or save the function where it is scripted"
            )
        wanted = getattr(vars(function)["_provider"], "wanted", None)
        if wanted is not None and wanted():
            raise TypeError(
                f"save takes functions whose parameters have types, and the arguments choose "
                f"{wanted()} in {name}: name them, as in save(path, {name}[int])"
            )
        if name in chosen and chosen[name] is not function:
            raise ValueError(
                f"two functions are called {name!r}; give one another name: save(path, {name}_2=…)"
            )
        chosen[name] = function
    if not chosen:
        raise ValueError("save needs at least one scripted function")
    with LOCK:
        from . import saving

        saving.save(path, chosen)


def load(path: str | os.PathLike[str] | bytes | IO[bytes]) -> Any:
    """The functions of a module file, as attributes of a module: `jitscript.runtime.load`, which
    documents the errors. Where the file has no code for this machine, it is compiled from its IR.
    """
    from .runtime import archive

    archive.recompile = scripted.recompile
    return runtime.load(path)


def _is_cached(value: Any) -> bool:
    """Whether a function has a cache of functools around it."""
    return type(value).__name__ == "_lru_cache_wrapper"


def _is_kernel(value: Any) -> bool:
    kernels = sys.modules.get("jitscript.runtime.gpu.kernels")
    return kernels is not None and isinstance(value, kernels.Kernel)


def _kind(value: Any) -> str:
    name = type(value).__name__
    return f"the class {value.__name__}" if isinstance(value, type) else f"an object of type {name}"
