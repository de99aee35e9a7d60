"""Random expressions of arrays of different ranks, reduced along axes: what the fused code gives,
beside NumPy's.

A program has a few statements, each an expression of arrays, numbers, views and earlier results; it
is called with arrays of several shapes that go together (sizes of 1, 0 and beyond a block among
them), in C order, transposed, stepped and reversed.
`python tests/generated/array_expressions.py SEED [SECONDS]` prints what differs.
"""

from __future__ import annotations

import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from array_calls import NUMPY, bits, loaded

from jitscript import CompileError, script

DTYPES = ("f64", "f32", "i64", "u8")
SIZES = (1, 2, 3, 5, 9, 40, 150)
BINARY = ("{} + {}", "{} - {}", "{} * {}", "np.maximum({}, {})", "np.minimum({}, {})")
UNARY = ("-{}", "abs({})", "{} * 2", "1.5 - {}", "np.where({0} > 1, {0}, -{0})", "({}) ** 2")
REDUCE = ("sum", "max", "min", "mean", "prod", "any", "all", "argmax", "argmin", "cumsum")
TIMES = 7


class Program:
    """One function, of a seed."""

    def __init__(self, seed: int):
        self.seed = seed
        self.rng = r = random.Random(seed)
        self.rank = r.choice((1, 2, 2, 2, 3, 3))
        self.arrays = {
            f"a{i}": (
                r.choice((0, *range(1, self.rank + 1), self.rank)),
                r.choice([*DTYPES, "f64"]),
            )
            for i in range(r.choice((1, 2, 2, 3)))
        }
        self.known = {name: rank for name, (rank, _) in self.arrays.items()}
        lines = []
        for k in range(r.choice((1, 2, 3))):
            text, rank = self._statement()
            lines.append(f"    t{k} = {text}")
            if r.random() < 0.5:
                self.known[f"t{k}"] = rank
        params = ", ".join(f"{n}: Array{rank}[{t}]" for n, (rank, t) in self.arrays.items())
        results = ", ".join(f"t{k}" for k in range(len(lines)))
        self.text = f"def program({params}):\n" + "\n".join(lines) + f"\n    return {results},\n"

    def _statement(self) -> tuple[str, int]:
        text, rank = self._expression(3)
        if self.rng.random() < 0.75:
            text, rank = self._reduced(text, rank)
        return text, rank

    def _expression(self, depth: int) -> tuple[str, int]:
        r = self.rng
        kind = r.random()
        if depth == 0 or kind < 0.15:
            return self._leaf()
        if kind < 0.7:
            (a, m), (b, n) = self._expression(depth - 1), self._expression(depth - 1)
            return f"({r.choice(BINARY).format(a, b)})", max(m, n)
        if kind < 0.85:
            a, m = self._expression(depth - 1)
            return f"({r.choice(UNARY if m else UNARY[:4]).format(a)})", m
        a, m = self._reduced(*self._expression(depth - 1), kept=True)
        return a, m

    def _leaf(self) -> tuple[str, int]:
        r = self.rng
        name, rank = r.choice(list(self.known.items()))
        if r.random() < 0.15:
            return r.choice(("2", "0.5", "-3")), 0
        return name, rank

    def _reduced(self, text: str, rank: int, kept: bool = False) -> tuple[str, int]:
        """A reduction of an expression; with `kept` its result goes with the others' shapes."""
        r = self.rng
        name = r.choice(REDUCE[:5] if kept else REDUCE)
        if rank == 0:
            return text, 0
        made = f"np.{name}({text}"
        if name == "cumsum" or name.startswith("arg"):
            return f"{made}, axis={r.randrange(-rank, rank)})", rank - (name != "cumsum")
        axes = sorted(r.sample(range(rank), r.randint(1, rank)))
        axis = str(axes[0]) if len(axes) == 1 else str(tuple(axes))
        if len(axes) == rank and r.random() < 0.5:
            axis = "None"
        keep = kept or r.random() < 0.2
        return f"{made}, axis={axis}{', keepdims=True' * keep})", rank if keep else rank - len(axes)

    def function(self) -> Callable[..., Any]:
        head = "import numpy as np\nfrom jitscript import Array0, Array1, Array2, Array3\n"
        source = head + "from jitscript import f32, f64, i64, u8\n\n\n" + self.text
        return loaded(f"<array expression {self.seed}>", source, "program")

    def arguments(self, rng: random.Random) -> list[Any]:
        shape = [rng.choice(SIZES if rng.random() < 0.9 else (0,)) for _ in range(self.rank)]
        if len(shape) == 3:
            shape = [min(n, 40) for n in shape]
        made = []
        for rank, dtype in self.arrays.values():
            own = shape[self.rank - rank :]
            if rng.random() < 0.3:
                own = [1 if rng.random() < 0.5 else n for n in own]
            made.append(_array(rng, own, NUMPY[dtype]))
        return made


def _array(rng: random.Random, shape: list[int], dtype: Any) -> np.ndarray:
    numbers = np.random.default_rng(rng.randrange(2**32))
    layout = rng.choice(("C", "C", "C", "F", "stepped", "reversed"))
    wide = [2 * n for n in shape] if layout == "stepped" else shape
    if np.dtype(dtype).kind == "f":
        a = numbers.standard_normal(wide).astype(dtype)
    else:
        a = numbers.integers(0, 9, wide).astype(dtype)
    if layout == "F" and shape:
        return np.asfortranarray(a)
    step = {"stepped": 2, "reversed": -1}.get(layout, 1)
    return a[(..., *(slice(None, None, step) for _ in shape))]


def outcome(fn: Callable[..., Any], args: list[Any]) -> Any:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return tuple(
                (type(v).__name__, np.asarray(v).dtype.str, np.shape(v), bits(np.asarray(v)))
                for v in fn(*args)
            )
        except Exception as error:
            return type(error).__name__


def differences(program: Program) -> Iterator[str]:
    """What differs; a refusal begins with "refused"."""
    plain = program.function()
    try:
        compiled = script(cache=False)(program.function())
        cases = [program.arguments(random.Random(program.seed * 100 + n)) for n in range(TIMES)]
        outcomes = [(outcome(plain, a), outcome(compiled, a)) for a in cases]
    except CompileError as refusal:
        yield "refused: " + next(t for t in str(refusal).splitlines() if t.strip())
        return
    for args, (wanted, got) in zip(cases, outcomes):
        if wanted == got:
            continue
        shown = [f"{a.dtype}{a.shape}{a.strides}" for a in args]
        if isinstance(wanted, str) or isinstance(got, str):
            yield f"{shown}\n   wanted {str(wanted)[:300]}\n   got    {str(got)[:300]}"
            return
        for k, (one, other) in enumerate(zip(wanted, got)):
            if one != other:
                yield f"{shown}\n   t{k} wanted {str(one)[:300]}\n   t{k} got    {str(other)[:300]}"
                return


def main() -> None:
    first = int(sys.argv[1])
    end = time.time() + float(sys.argv[2] if len(sys.argv) > 2 else 600)
    seed = first
    while time.time() < end:
        program = Program(seed)
        try:
            for text in differences(program):
                print(f"--- {seed}\n{program.text}{text}", flush=True)
        except Exception as error:
            print(f"--- {seed}: CRASH\n{program.text}\n{error!r}", flush=True)
        seed += 1
    print(f"{seed - first} programs")


if __name__ == "__main__":
    main()
