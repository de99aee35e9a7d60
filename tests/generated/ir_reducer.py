"""Makes a failing IR module small: edits that keep the failure are kept, until none does.

    python tests/generated/ir_reducer.py SEED     save what the module of a seed shows

An edit takes one op away: its results become other values of their types that are visible there;
an `if` becomes one of its arms. The text and the passes that it failed under are kept in
`tests/fuzz/failures`, as .ir files which the test suite replays.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

import ir_swarm
import random_ir

from jitscript import ir
from jitscript.ir.core import Builder, Function, Module, Op, Region, Value
from jitscript.ir.printer import print_module
from jitscript.ir.types import Scalar, Type

FAILURES = HERE.parent / "fuzz" / "failures"


def shrink(text: str, fails: Callable[[str], bool], seconds: float = 60.0) -> str:
    """`text` after every edit that keeps `fails` true, or after some time."""
    end = time.monotonic() + seconds
    best, at, missed = text, 0, 0
    while time.monotonic() < end:
        candidates = list(edits(ir.parse(best)))
        if missed >= len(candidates):
            break
        at %= len(candidates)
        module = ir.parse(best)
        changed = candidates[at](module)
        smaller = print_module(module, None) if changed else best
        if smaller != best and _valid(smaller) and fails(smaller):
            best, missed = smaller, 0
        else:
            at, missed = at + 1, missed + 1
    return best


def _valid(text: str) -> bool:
    try:
        ir.check(ir.parse(text))
    except Exception:
        return False
    return True


Edit = Callable[[Module], bool]


def edits(module: Module) -> Iterator[Edit]:
    """Edits of a fresh copy of the module; larger ones first."""
    for name in module.functions:
        if name != "f":
            yield lambda m, n=name: m.functions.pop(n) is not None  # type: ignore[misc]
    for name, function in module.functions.items():
        ops = list(function.walk())
        for i in range(len(ops)):
            if not ops[i].info.terminator:
                yield lambda m, n=name, i=i: _without(m.functions[n], i)  # type: ignore[misc]
            if ops[i].opcode == "if":
                for arm in (0, 1):
                    yield lambda m, n=name, i=i, a=arm: _arm(  # type: ignore[misc]
                        m.functions[n], i, a
                    )
        for i, op in enumerate(ops):
            for k in range(len(op.operands)):
                yield lambda m, n=name, i=i, k=k: _earlier(  # type: ignore[misc]
                    m.functions[n], i, k
                )


def _place(function: Function, op: Op) -> Region:
    return next(r for r in _regions(function.body) if op in r.ops)


def _regions(region: Region) -> Iterator[Region]:
    yield region
    for op in region.ops:
        for inner in op.regions:
            yield from _regions(inner)


def _without(function: Function, number: int) -> bool:
    """The function without an op."""
    op = list(function.walk())[number]
    region = _place(function, op)
    before = Region()
    at = region.ops.index(op)
    region.ops, before.ops, rest = region.ops[:at], region.ops[:at], region.ops[at + 1 :]
    for result in op.results:
        other = _other(function, region, result.type)
        if other is None:
            return False
        result.replace_with(other)
    region.ops += rest
    return True


def _other(function: Function, region: Region, t: Type) -> Value | None:
    """Some value of a type that is seen at the end of a region."""
    if isinstance(t, Scalar):
        zero = {"bool": False, "float": 0.0}.get(t.kind, 0)
        return Builder(region).const(zero, t)
    for value in (*region.args, *function.params):
        if value.type is t:
            return value
    for op in region.ops:
        for value in op.results:
            if value.type is t:
                return value
    return None


def _arm(function: Function, number: int, arm: int) -> bool:
    """An `if` replaced by the ops of an arm."""
    op = list(function.walk())[number]
    region = _place(function, op)
    at = region.ops.index(op)
    ops = op.regions[arm].ops
    last = ops[-1]
    if last.opcode != "yield":
        region.ops = [*region.ops[:at], *ops]
        return not op.results
    for old, new in zip(op.results, last.operands):
        old.replace_with(new)
    region.ops = [*region.ops[:at], *ops[:-1], *region.ops[at + 1 :]]
    return True


def _earlier(function: Function, number: int, k: int) -> bool:
    """An operand replaced by a parameter of its type."""
    op = list(function.walk())[number]
    old = op.operands[k]
    for value in function.params:
        if value.type is old.type and value is not old:
            op.set_operands([value if i == k else v for i, v in enumerate(op.operands)])
            return True
    return False


# --- saved failures -------------------------------------------------------------------------------


def replay(text: str) -> list[str]:
    """In what a saved module fails today."""
    head = dict(re.findall(r"^; (\w+): (.*)$", text, re.MULTILINE))
    module = ir.parse(text)
    ir.check(module)
    tried = ir_swarm.Tried()
    try:
        ir_swarm.run(int(head["seed"]), module, head["passes"].split(), tried, 1.0)
    except Exception as error:
        tried.found.append(f"{type(error).__name__}: {error}")
    return tried.found


def reduce(seed: int) -> str:
    """The smallest module found that fails as that of the seed does, as a file to replay."""
    module = random_ir.make(seed)
    passes = " ".join(ir_swarm.plan(seed)[1])
    head = f"; seed: {seed}\n; passes: {passes}\n"
    text = print_module(module, None)
    wanted = {_kind(found) for found in replay(head + text)}
    if not wanted:
        return ""
    small = shrink(text, lambda t: bool(wanted & {_kind(f) for f in replay(head + t)}))
    return head + small


def _kind(found: str) -> str:
    step, _, rest = found.partition(":")
    return step.partition(",")[0] + (" undefined" if rest.startswith(" undefined") else "")


def main() -> None:
    seed = int(sys.argv[1])
    small = reduce(seed)
    if not small:
        print("does not fail")
        return
    FAILURES.mkdir(exist_ok=True)
    file = FAILURES / f"ir_{seed}.ir"
    file.write_text(small)
    print(f"{len(small.splitlines())} lines in {file}")


if __name__ == "__main__":
    main()
