"""Where the stages meet: Python function → IR → passes → machine code.

    check      front end: the function's own body, every error of it, located
    lower      the rest: what it calls, typed IR all of it
    share      large library functions become objects of their own, made once on a machine
    optimise   the passes, as the target orders them
    emit       back end: one object file with the functions' entry points
    join       the object with those that it needs

`compile_function` does them for one layout variant of one function. `saving` lowers several
functions together and shares nothing. What differs between machines is asked of the target. Nothing
here keeps state: a callable's provider (`scripted.py`) decides when to compile, and what to keep.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import frontend, shared
from .backend.target import Emitted, Target, host
from .diagnostics import CompileError, Diagnostic, Span
from .ir import claims
from .ir.core import Function, Module
from .ir.passes import pipeline
from .ir.types import Array, walk_type
from .runtime import instances
from .runtime.callable import CONTIGUOUS


class Compiled:
    """One variant of one function, compiled: its object code, signature and texts."""

    __slots__ = ("emitted", "looks", "module", "object", "signature")

    def __init__(
        self,
        lowered: frontend.Lowered,
        signature: dict[str, Any],
        emitted: Emitted,
        object: bytes,
    ):
        self.module, self.looks = lowered.module, lowered.looks
        self.signature = signature
        self.emitted = emitted
        self.object = object  # with those it shares with others, as `native.load_object` takes it

    def text(self, stage: str) -> str:
        """The function at a stage: "ir", "llvm" or "asm"."""
        if stage == "ir":
            from .ir.printer import print_module

            return print_module(self.module)
        return str(getattr(self.emitted, stage))


class Program:
    """A function as the front end has made it, and the objects that it shares with others."""

    __slots__ = ("lowered", "shelf")

    def __init__(self, function: Any, cached: bool, check_only: bool = True):
        _tell_of_numpy_1()
        self.shelf = shared.Shelf(cached)
        self.lowered = frontend.lower_function(
            function, check_only=check_only, outside=self.shelf.find
        )


def _tell_of_numpy_1() -> None:
    """Once in a process, if it is so: compiled code and the NumPy that is here differ."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not str(numpy.__version__).startswith("1.") or _told:
        return
    _told.append(True)
    import warnings

    warnings.warn(
        f"NumPy {numpy.__version__} chooses result types by the values of numbers; compiled "
        "code follows NumPy 2 (NEP 50)",
        RuntimeWarning,
        stacklevel=2,
    )


_told: list[bool] = []


def check(function: Any, cached: bool = False) -> Program | None:
    """Type-check `function`, its own body and heads of what it calls. Raises CompileError with
    every error found. The result serves `compile_function`, unless names that are not defined yet
    were left for the first use (`lowered.postponed`); None where already its head needs them.
    """
    with nesting(function):
        try:
            return Program(function, cached)
        except frontend.Postponed:
            return None


def compile_function(
    function: Any, kind: str, checked: Program | None = None, cached: bool = False
) -> Compiled:
    """Compile the `kind` variant (contiguous or strided arguments) of a Python function for this
    machine. Raises CompileError with every error found. `checked` is what `check` gave, to be used
    once, if nothing that the function depends on has changed since. With `cached`, objects that
    programs share come from the cache.
    """
    with nesting(function):
        lowered, shelf = _lower(function, checked, cached)
        shares = host().shares()
        if shelf.pays():
            shelf.take_out(lowered)
        entry = lowered.module.functions[lowered.entry]
        if kind == CONTIGUOUS:
            entry.attrs["contiguous"] = True
        optimise(lowered.module, host())
        signature = described(lowered)
        emitted = host().compile(
            lowered.module,
            [signature, *resumed(signature)],
            c_entries=False,
            public=() if shares else None,
        )
        if emitted.objects:
            signature["objects"] = emitted.objects
            for name in signature["classes"]:
                instances.meet(name, frontend.class_named(name))
        code = shelf.joined(lowered.module, emitted) if shares else emitted.object
        return Compiled(lowered, signature, emitted, code)


def _lower(
    function: Any, checked: Program | None, cached: bool
) -> tuple[frontend.Lowered, shared.Shelf]:
    if checked is None:
        made = Program(function, cached, check_only=False)
        return made.lowered, made.shelf
    return checked.lowered.complete(), checked.shelf


def optimise(module: Module, target: Target) -> None:
    """Run the target's passes, in place."""
    pipeline.run(module, passes=target.passes, trace=tracer())


# Frames. Before Python 3.11 every call of a Python function used the machine's stack.
DEEPEST = 10_000 if sys.version_info >= (3, 11) else 3_000


@contextmanager
def nesting(*functions: Any) -> Iterator[None]:
    """Room for what is deeply nested, as a sum of hundreds of terms is: the compiler recurses with
    the syntax. What is still too deep is a CompileError. With JITSCRIPT_CHECK=claims, what the
    passes rely on is recorded meanwhile.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST))
    try:
        with claims.recorded("claims" in os.environ.get("JITSCRIPT_CHECK", "").split(",")):
            yield
    except RecursionError:
        names = ", ".join(f"`{f.__name__}`" for f in functions)
        code = functions[0].__code__
        raise CompileError(
            [
                Diagnostic(
                    f"{names} is nested too deeply to be compiled",
                    Span(code.co_filename, code.co_firstlineno),
                    hint="split long expressions, and chains of `elif`, into several",
                )
            ]
        ) from None
    finally:
        sys.setrecursionlimit(limit)


def described(lowered: frontend.Lowered) -> dict[str, Any]:
    """The signature of a function with what its code, optimised, adds; the code that goes on with a
    generator of its own is made ready for `resumed`."""
    entry = lowered.module.functions[lowered.entry]
    if "resumes" in lowered.signature:
        resume = lowered.module.functions[lowered.signature["resumes"]]
        _with_arrays(entry, resume)
        if any(p.get("held") for p in lowered.signature["params"]):
            resume.attrs["gil"] = True
    return {**lowered.signature, **facts(entry), "symbol": lowered.entry}


def _with_arrays(entry: Function, resume: Function) -> None:
    """A generator may write to the arrays that the call was given, and count those that it yields
    while Python does: it keeps the GIL then."""
    if any(isinstance(t, Array) for t in walk_type(resume.result)):
        resume.attrs["gil"] = True
    if any("array" in op.effects.writes for op in resume.walk()):
        arrays = [i for i, p in enumerate(entry.params) if isinstance(p.type, Array)]
        entry.attrs["demands"] = arrays


def resumed(signature: dict[str, Any]) -> list[dict[str, Any]]:
    """The signature of the entry that goes on with a generator that Python holds."""
    if "resumes" not in signature:
        return []
    params = [{"name": "generator", "type": signature["result"], "kind": "posonly"}]
    return [{**signature, "params": params, "symbol": signature["resumes"]}]


def facts(entry: Function) -> dict[str, Any]:
    """What the passes found out about a function that its border needs to know."""
    return {
        "writes": list(entry.attrs.get("demands", ())),  # to arrays, which must be writeable
        "loops": bool(entry.attrs.get("loops")),
        "recursive": bool(entry.attrs.get("recursive")),
    }


def tracer() -> Any:
    """Prints the module after each pass where JITSCRIPT_PRINT asks for it."""
    if "passes" not in os.environ.get("JITSCRIPT_PRINT", "").split(","):
        return None

    from .ir.printer import print_module

    def trace(name: str, module: Module) -> None:
        print(f"; after {name}\n{print_module(module)}", file=sys.stderr)

    return trace
