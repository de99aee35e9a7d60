"""Claims: each kind is told true from false, passes record theirs, and a false one is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import random_ir
from native_code import Native, Raised
from test_passes import outcomes, ways

import jitscript
from jitscript import Array1, f64, i64, ir, script, u8
from jitscript.backend.lower.claims import GUARDS, TESTS
from jitscript.ir import claims
from jitscript.ir.analysis import bounds, interval_rules, intervals
from jitscript.ir.interp_values import Undefined
from jitscript.ir.ops.claims import KINDS
from jitscript.ir.optable import TABLE
from jitscript.ir.passes import folds, hoist_checks
from jitscript.ir.passes.pipeline import run
from jitscript.ir.types import BOOL

LOW, HIGH = -(2**63), 2**63 - 1
WHOLE = np.arange(8.0)

# (type, values of which the claim is true, values of which it is false)
EXAMPLES: dict[str, tuple[str, list[Any], list[Any]]] = {
    "add": ("int", [(HIGH, 0), (LOW, HIGH), (LOW + 1, -1)], [(HIGH, 1), (LOW, -1)]),
    "sub": ("int", [(HIGH, 0), (-1, HIGH), (-1, LOW)], [(LOW, 1), (0, LOW), (HIGH, -1)]),
    "mul": ("int", [(2**31, 2**31), (LOW, 1), (HIGH, -1)], [(2**32, 2**31), (LOW, -1)]),
    "neg": ("int", [(LOW + 1,), (HIGH,)], [(LOW,)]),
    "index": ("int", [(0, 1), (HIGH - 1, HIGH)], [(0, 0), (-1, 5), (5, 5), (HIGH, LOW)]),
    "end": ("int", [(-1, 1), (-HIGH, HIGH)], [(0, 5), (-6, 5), (-1, 0), (LOW, HIGH)]),
    "nonneg": ("int", [(0,), (HIGH,)], [(-1,), (LOW,)]),
    "lt": ("u64", [(0, 2**64 - 1)], [(1, 1), (2**63, 1)]),
    "le": ("int", [(LOW, HIGH), (3, 3)], [(1, -1)]),
    "gt": ("i8", [(1, -1)], [(1, 1), (-128, 127)]),
    "ge": ("int", [(1, 1), (HIGH, LOW)], [(LOW, HIGH)]),
    "eq": ("int", [(LOW, LOW)], [(0, LOW)]),
    "ne": ("u8", [(0, 255)], [(7, 7)]),
    "apart": ("array<f64, 1>", [(WHOLE[:3], WHOLE[3:])], [(WHOLE[:4], WHOLE[3:])]),
    "same": ("f64", [(0.5, 0.5), (np.nan, np.nan)], [(0.0, -0.0), (1.0, np.nan)]),
}
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")


def made(kind: str, t: str, answer: bool) -> ir.Module:
    names = ["%a", "%b"][: KINDS[kind].operands]
    option = f", answer={answer}" if kind in COMPARISONS else ""
    params = ", ".join(f"{n}: {t}" for n in names)
    return ir.parse(
        f"func @f({params}) -> int {{\n claim @{kind}({', '.join(names)}{option}, by='test')\n"
        " %r = const 1 : int\n return %r\n}".replace("'", '"')
    )


def holds(run: Callable[..., Any], *args: Any) -> bool:
    try:
        return bool(run(*args) == 1)
    except (Undefined, Raised) as error:
        assert "relies on a false claim" in str(error)
        assert isinstance(error, Undefined) or error.name == "ClaimError"
        return False


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_true_from_false(kind: str) -> None:
    t, true, false = EXAMPLES[kind]
    for answer in (True, False) if kind in COMPARISONS else (True,):
        module = made(kind, t, answer)
        ir.check(module)
        native = Native(made(kind, t, answer))
        for values, expected in [*((v, True) for v in true), *((v, False) for v in false)]:
            assert holds(ir.interpret, module, "f", values) is (expected is answer)
            assert holds(native.call, "f", *values) is (expected is answer)


def test_compiled_code_tests_the_kinds_that_there_are() -> None:
    assert TESTS.keys() == KINDS.keys() == EXAMPLES.keys()
    guarded = {name for name, row in TABLE.items() if row.guard is not None and row.core}
    # Of a buffer, its length is part of it: nothing is relied on but that it exists.
    assert guarded - GUARDS.keys() <= {"buffer.len", "buffer.order", "buffer.extend"}


@pytest.mark.parametrize("seed", range(40))
def test_what_passes_rely_on_is_true(seed: int) -> None:
    before = ways(seed)
    module = random_ir.make(seed)

    def trace(name: str, module: ir.Module) -> None:
        ir.check(module, after=name)
        assert outcomes(module, before, counted=name == "refcount") == before, name

    with claims.recorded():
        run(module, trace=trace)


def test_nothing_is_recorded_unless_asked_for() -> None:
    for seed in range(0, 40, 8):
        module = random_ir.make(seed)
        run(module)
        assert "claim" not in str(module)


# --- faults are found ---------------------------------------------------------------------------


def one_past() -> float:
    a = np.zeros(10)
    j = 0
    for _ in range(10):
        j += 1
    return a[j]


def compared(n: int) -> bool:
    if n > 100:
        return False
    j = 0
    for _ in range(n):
        j += 1
    return j == 100


def times(a: Array1[u8], b: Array1[i64]) -> int:
    n = len(a) * 2
    return int(b[n]) if n < len(b) else 0


def total(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for i in range(len(a)):
        s += b[i + 1]
    return s


def raised(a: Array1[f64], b: Array1[f64]) -> None:
    a[1:] = b[:-1]


def read_twice(a: Array1[f64], b: Array1[f64]) -> float:
    first = a[0]
    b[0] = 5.0
    return first + a[0]


def _begins(self: Any, arg: Any, loop: Any) -> Any:
    return self.of(arg)


def _any_result(self: Any, loop: Any, v: Any, a: Any, b: Any, c: int, upper: bool) -> bool:
    arg = loop.regions[0].args[1 + v.index]
    return bool(self._one(arg, a, b, c, upper, loop))


LONG = np.broadcast_to(np.uint8(1), (2**62,))
SHARED = np.arange(6.0)

PLANTED: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Callable[..., Any], Any]] = {
    "intervals of results": (
        lambda m: m.setattr(intervals.Intervals, "_after", _begins),
        one_past,
        lambda: (),
    ),
    "bounds of results": (
        lambda m: m.setattr(bounds.Bounds, "_results", _any_result),
        compared,
        lambda: (100,),
    ),
    "lengths": (
        lambda m: m.setitem(interval_rules.RULES, "array.dim", lambda op, v: (0, 2**59)),
        times,
        lambda: (LONG, np.arange(4)),
    ),
    "a test before the loop": (
        lambda m: m.setattr(hoist_checks, "_test", lambda b, *rest: [b.const(True, BOOL)]),
        total,
        lambda: (np.ones(4), np.ones(4)),
    ),
    "effects of stores": (
        lambda m: m.setattr(TABLE["array.store"], "effects", TABLE["array.load"].effects),
        read_twice,
        lambda: (SHARED, SHARED),
    ),
    "aliases": (
        lambda m: m.setitem(folds.RULES, "array.overlap", _never_overlap),
        raised,
        lambda: (SHARED, SHARED),
    ),
}


def _never_overlap(op: Any, b: Any) -> Any:
    claims.rely(b, "apart", *op.operands, by="canonicalize")
    return b.const(False, BOOL)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_ends_the_call(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plant, function, args = PLANTED[name]
    monkeypatch.setenv("JITSCRIPT_CHECK", "claims")
    monkeypatch.setenv("JITSCRIPT_CACHE", str(tmp_path))
    plant(monkeypatch)
    with pytest.raises(jitscript.ClaimError) as caught:
        script(cache=False)(function)(*args())
    frames = [frame.path for frame in caught.traceback]
    assert str(frames[-1]) == __file__


def test_what_is_written_is_said() -> None:
    module = ir.parse(
        "func @f(%a: array<f64, 1>) -> int {\n %z = const 0 : int\n %x = const 2.0 : f64\n"
        " array.set %a, %z, %x\n return %z\n}"
    )
    run(module)
    ir.interpret(module, "f", [np.zeros(2)])
    module.functions["f"].attrs["writes"] = ()
    with pytest.raises(Undefined, match="writes"):
        ir.interpret(module, "f", [np.zeros(2)])
