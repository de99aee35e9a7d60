"""Tries one random IR module: the same before and after every pass, and natively.

`check(seed)` interprets the module of `random_ir.py` on inputs at the ends, and again after each
step: of a pipeline, or of passes in an order of the seed's own. The last step counts references, so
that leaks and double releases show. A share of the modules is compiled as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import random_ir

from jitscript import ir
from jitscript.ir.core import Module, Op
from jitscript.ir.interp import OutOfSteps, Undefined
from jitscript.ir.passes.pipeline import LEVELS, PASSES

INPUTS = 5
LIMIT = 1500  # rounds and calls
FREE = [n for n in PASSES if n not in ("expand", "params", "poll", "refcount")]
LAST = ("params", "poll", "refcount")
Arguments = Callable[[], list[Any]]


class Tried:
    """What became of a module: differences, and what it covered."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.features: set[str] = set()
        self.calls = 0


def outcome(call: Callable[[list[Any]], Any], arguments: Arguments) -> tuple[Any, ...] | None:
    """What a call does: its result or error, and all memory afterwards. None: it takes too long."""
    args = arguments()
    arrays = [_root(a) for a in args if hasattr(a, "dtype")]
    try:
        result: Any = shown(call(args))
    except OutOfSteps:
        return None
    except (ArithmeticError, LookupError, ValueError, MemoryError) as e:
        result = f"{type(e).__name__}: {e}"
    return result, *map(shown, arrays)


def interpreted(module: Module, arguments: Arguments, counted: bool = False) -> Any:
    return outcome(
        lambda args: ir.interpret(module, "f", args, counted=counted, limit=LIMIT), arguments
    )


def shown(value: Any) -> Any:
    """A value in a form to compare: -0.0 is not 0.0, every nan is the same."""
    if hasattr(value, "dtype"):
        return value.shape, tuple(map(repr, value.ravel().tolist()))
    if isinstance(value, tuple):
        return tuple(map(shown, value))
    return repr(value.item() if hasattr(value, "item") else value)


def _root(array: Any) -> Any:
    while array.base is not None:
        array = array.base
    return array


def plan(seed: int) -> tuple[str, list[str]]:
    """The passes that a seed runs, and what that is called."""
    rng = random.Random(f"plan {seed}")
    kind = rng.choices(("pipeline", "shuffled", "level 0", "alone"), (5, 3, 1, 2))[0]
    if kind == "pipeline":
        return kind, list(LEVELS[max(LEVELS)])
    if kind == "level 0":
        return kind, list(LEVELS[0])
    first = "expand" if rng.random() < 0.8 else "inline"
    passes = rng.choices(FREE, k=rng.randint(3, 7)) if kind == "shuffled" else [rng.choice(FREE)]
    names = [first, *passes] if first == "expand" else [first, "expand", *passes]
    return kind, [*names, *LAST]


def check(seed: int, share: float = 0.05, handlers: bool = False) -> Tried:
    """Try the module of a seed. Of the steps before the last that share is looked at; where
    something is wrong, then all of them, so that the first is told."""
    maker = random_ir.Maker(seed, handlers)
    module = maker.module()
    tried = Tried()
    tried.features |= maker.used
    try:
        ir.check(module)
        kind, passes = plan(seed)
        tried.features |= {kind}
        run(seed, module, passes, tried, share)
    except Exception as error:
        tried.found.append(f"{type(error).__name__}: {str(error)[:300]}")
    if tried.found and share < 1:
        return check(seed, 1.0, handlers)
    return tried


def run(seed: int, module: Module, passes: list[str], tried: Tried, share: float) -> None:
    """Run passes over a module, and compare what it does before and after them."""
    tries = ways(module, seed, INPUTS)
    rng = random.Random(f"steps {seed}")
    state = snapshot(module)
    for step, name in enumerate(passes):
        try:
            PASSES[name](module)
            if name != passes[-1] and rng.random() > share:
                continue
            before, state = state, snapshot(module)
            if before == state:
                continue
            tried.features.add(f"by {name}")
            ir.check(module, after=name)
            for arguments, want in tries:
                tried.calls += 1
                got = interpreted(module, arguments, counted=name == "refcount")
                if got != want and got is not None:
                    tried.found.append(f"{name}, step {step}: {want} expected, got {got}")
                    return
        except Undefined as error:
            tried.found.append(f"{name}, step {step}: undefined: {error}")
            return
    if rng.random() < 0.06:
        _native(module, tries, rng.choice((0, 0, 1, 2)), tried)


def ways(module: Module, seed: int, count: int) -> list[tuple[Arguments, Any]]:
    """Inputs for a seed's module as it was made, each with what comes of it."""
    found = []
    for arguments in random_ir.inputs(module, seed, count):
        try:
            expected = interpreted(module, arguments)
        except Undefined:  # by itself, so anything may come of it
            continue
        if expected is not None:
            found.append((arguments, expected))
    return found


def _native(module: Module, tries: list[Any], effort: int, tried: Tried) -> None:
    from native_code import Native, Raised

    tried.features.add(f"native {effort}")
    compiled = Native(module, ["f"], shares=True, effort=effort)

    def call(args: list[Any]) -> Any:
        try:
            return compiled.call("f", *args)
        except Raised as error:
            kind = ERRORS[error.name]
            raise kind(error.message or "") from None

    for arguments, want in tries:
        tried.calls += 1
        got = outcome(call, arguments)
        if got != want:
            tried.found.append(f"native, LLVM {effort}: {want} expected, got {got}")
            return


ERRORS = {e.__name__: e for e in (OverflowError, IndexError, ValueError, MemoryError)}


def snapshot(module: Module) -> list[Any]:
    """What a pass may change, to see whether it did."""
    found: list[Any] = []
    for function in module.functions.values():
        found.append((function.name, id(function), str(function.attrs)))
        found += [_op(op) for op in function.walk()]
    return found


def _op(op: Op) -> tuple[Any, ...]:
    return id(op), op.opcode, *map(id, op.operands), *op.attrs.items()
