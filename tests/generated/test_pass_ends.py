"""Each function of the programs, before and after every pass, on inputs at the ends: one beside and
at every constant that occurs in it, the ends of 64 bits, arrays of such lengths.

What the passes rely on is recorded and tested all the while. At the end references are counted, and
the code is compiled at two of LLVM's levels. The fast suite takes a few of the files.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import harness
import numpy as np
import pytest
from native_code import Native, Raised

from jitscript import frontend, ir
from jitscript.diagnostics import CompileError
from jitscript.ir import claims
from jitscript.ir.core import Module, Op
from jitscript.ir.interp import OutOfSteps
from jitscript.ir.interp_values import Undefined
from jitscript.ir.passes import pipeline
from jitscript.ir.types import BOOL, F64, FLOAT, I64, INT, U8, Array, Scalar, Tuple, Type

DEEP = "deep_recursion"  # the interpreter uses Python's own stack
FILES = sorted(f for f in harness.HERE.glob("*/*.py") if f.stem != DEEP and f.name[0] != "_")
UNDEFINED = {
    "reading": {"layout"},  # the strides of an array without elements may be any
    "ufunc_arguments": {"chained"},  # fused, an error names one shape for operands of one array
}
LOW, HIGH = -(2**63), 2**63 - 1
LENGTHS = range(9)
TRIES = 10
STEPS = 1500
FLOATS = (0.0, -0.0, 1.0, -1.5, 1e300, float("inf"), float("nan"))
EFFORTS = (0, 3)  # LLVM's
Inputs = Callable[[], list[Any]]


def supported(t: Type) -> bool:
    if isinstance(t, Array):
        return t.dtype in (F64, I64, U8)
    return t in (INT, FLOAT, BOOL, I64, F64)


def ends(module: Module) -> list[int]:
    """The constants of the module, one less and one more, and the ends of the type."""
    found = {LOW, LOW + 1, -1, 0, 1, 2, HIGH - 1, HIGH}
    for function in module.functions.values():
        for op in function.walk():
            if op.opcode == "const" and op.result.type in (INT, I64):
                found |= {op.attrs["value"] + d for d in (-1, 0, 1)}
    return sorted(v for v in found if LOW <= v <= HIGH)


def made(t: Type, rng: random.Random, values: list[int]) -> Any:
    if isinstance(t, Array):
        lengths = [v for v in values if v in LENGTHS]
        shape = [rng.choice(lengths) for _ in range(t.ndim)]
        size = int(np.prod(shape))
        fill = [rng.choice(FLOATS) for _ in range(size)]
        if t.dtype is not F64:
            fill = [rng.choice(values) for _ in range(size)]
        if t.dtype is U8:
            fill = [v % 256 for v in fill]
        kind = {F64: "f8", I64: "i8", U8: "u1"}[t.dtype]
        return np.array(fill, kind).reshape(shape)
    assert isinstance(t, Scalar)
    if t.kind == "float":
        return rng.choice(FLOATS)
    return rng.choice((True, False)) if t is BOOL else rng.choice(values)


def outcome(call: Callable[..., Any], args: list[Any]) -> Any:
    """Result or error, and the arrays afterwards; None where it takes too long."""
    given = [a.copy() if isinstance(a, np.ndarray) else a for a in args]
    with np.errstate(all="ignore"):
        try:
            result = shown(call(given))
        except (OutOfSteps, RecursionError, MemoryError):  # the interpreter uses Python's stack
            return None
        except Raised as error:
            result = f"{error.name}: {error.message}"
        except Undefined:
            raise
        except BaseException as error:  # programs raise all of them
            what = error.args[0] if isinstance(error, KeyError) else error  # str() would quote it
            result = f"{type(error).__name__}: {what}"
    return result, [shown(a) for a in given if isinstance(a, np.ndarray)]


def shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(shown, value))
    if isinstance(value, np.ndarray):
        return value.shape, [shown(v) for v in value.ravel()]
    if isinstance(value, (float, np.floating)):
        return "nan" if value != value else float(value).hex()
    return repr(value.item() if isinstance(value, np.generic) else value)


@pytest.mark.few(83)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_at_the_ends(file: Path) -> None:
    module = harness.load_plain(file)
    for name in {case.function for case in harness.cases(file)} - UNDEFINED.get(file.stem, set()):
        check(f"{file.stem}.{name}", getattr(module, name))


def check(name: str, function: Any) -> None:
    try:
        lowered = frontend.lower_function(function)
    except CompileError:
        return
    types = [p.type for p in lowered.module.functions[lowered.entry].params]
    outside = any(op.opcode in ("extern", "exc.text", "python.call") for op in ops(lowered.module))
    if outside or not all(map(supported, types)):
        return
    rng = random.Random(name)
    values = ends(lowered.module)
    inputs = [[made(t, rng, values) for t in types] for _ in range(TRIES if types else 1)]
    entry = lowered.entry

    def interpreted(module: Module, counted: bool = False) -> list[Any]:
        return [
            outcome(lambda given: ir.interpret(module, entry, given, None, counted, STEPS), args)
            for args in inputs
        ]

    before = interpreted(lowered.module)
    inputs = [args for args, out in zip(inputs, before) if out is not None]
    before = [out for out in before if out is not None]

    def trace(step: str, module: Module) -> None:
        after = interpreted(module, counted=step == "refcount")
        for args, one, other in zip(inputs, before, after):
            assert other is None or one == other, (name, step, args)

    with claims.recorded():
        pipeline.run(lowered.module, trace=trace)
        result = lowered.module.functions[entry].result
        if not inputs or not native(result) or any(map(told_otherwise, ops(lowered.module))):
            return
        if is_caught_deep(lowered.module):
            return
        for effort in EFFORTS:
            code = Native(lowered.module, [entry], effort=effort)
            for args, one in zip(inputs, before):
                other = outcome(lambda given, code=code: code.call(entry, *given), args)
                assert one == other, (name, effort, args)


def is_caught_deep(module: Module) -> bool:
    """Whether a program may go on after a RecursionError, for which no stack is measured here."""
    recursive = any(f.attrs.get("recursive") for f in module.functions.values())
    return recursive and any(op.opcode == "try" for op in ops(module))


def ops(module: Module) -> Iterator[Op]:
    for function in module.functions.values():
        yield from function.walk()


def told_otherwise(op: Op) -> bool:
    """Whether the helper does not read the arguments of an error."""
    return op.opcode == "raise" and op.attrs["message"] is None


def native(t: Type) -> bool:
    """Whether the helper reads results of the type."""
    if isinstance(t, Tuple):
        return all(map(native, t.items))
    return isinstance(t, (Scalar, Array))
