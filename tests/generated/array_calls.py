"""Random calls of NumPy's functions with random arrays: what compiled code gives, beside NumPy.

A call is drawn from `array_call_rows.py`, for arrays of a random rank and dtype, with arguments
that may be wrong. Its function is compiled once and called with arrays of random shapes (zeros
among them), layouts (reversed, stepped, transposed, repeated, not aligned, read-only) and values
from the ends of their ranges. `python tests/generated/array_calls.py SEED [SECONDS]` prints what
differs.
"""

from __future__ import annotations

import linecache
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from array_call_rows import ROWS

from jitscript import CompileError, script

DTYPES = ("f64", "f32", "i64", "i32", "i16", "i8", "u64", "u32", "u16", "u8", "b1", "c128", "c64")
NUMPY = {
    "f64": np.float64,
    "f32": np.float32,
    "b1": np.bool_,
    "c128": np.complex128,
    "c64": np.complex64,
    **{f"{k}{n}": np.dtype(f"{k}{n // 8}").type for k in "iu" for n in (8, 16, 32, 64)},
}

FLOATS = (
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    2.5,
    -3.5,
    np.nan,
    np.inf,
    -np.inf,
    1e30,
    5e-324,
    0.1,
    7.0,
    1e-9,
)
SLICES = (":", "1:", "::-1", "::2", "-1:", ":0", "5:1:-2", "1:-1", ":-1", "k:")


def values(r: random.Random, dtype: type, n: int) -> np.ndarray:
    """Elements of a dtype: some from the ends of its range, most small."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([r.random() < 0.5 for _ in range(n)], bool)
    if kind in "iu":
        info = np.iinfo(dtype)
        ends = (info.min, info.max, info.min + 1, info.max - 1)
        low = 0 if kind == "u" else -4
        wild = r.random() < 0.4
        found = [
            r.choice(ends) if wild and r.random() < 0.3 else r.randint(low, 9) for _ in range(n)
        ]
        return np.array(found, dtype)
    tame = r.random() < 0.5

    def one() -> float:
        return round(r.uniform(-9, 9), r.choice((0, 1, 15))) if tame else r.choice(FLOATS)

    with np.errstate(all="ignore"):
        if kind == "c":
            return np.array([complex(one(), one()) for _ in range(n)]).astype(dtype)
        return np.array([one() for _ in range(n)]).astype(dtype)


def array(r: random.Random, dtype: type, shape: tuple[int, ...]) -> np.ndarray:
    """An array of a random layout."""
    n = int(np.prod(shape, dtype=int))
    how = r.choice(
        ("plain", "plain", "plain", "F", "reversed", "stepped", "repeated", "odd", "read")
    )
    if how == "repeated" and shape:
        k = r.randrange(len(shape))
        small = tuple(1 if i == k else d for i, d in enumerate(shape))
        made = values(r, dtype, int(np.prod(small, dtype=int))).reshape(small)
        return np.broadcast_to(made, shape)
    flat = values(r, dtype, n)
    made = flat.reshape(shape)
    if how == "F" and shape:
        return np.asfortranarray(made)
    if how == "reversed" and shape:
        return made[tuple(slice(None, None, r.choice((1, -1))) for _ in shape)]
    if how == "stepped" and shape:
        wide = np.zeros(tuple(2 * d + 1 for d in shape), dtype)
        view = wide[tuple(slice(1, None, 2) for _ in shape)]
        view[...] = made
        return view
    if how == "odd":
        raw = np.zeros(n * made.itemsize + 1, np.uint8)
        view = raw[1:].view(dtype).reshape(shape)
        view[...] = made
        return view
    if how == "read":
        made = made.copy()
        made.flags.writeable = False
    return made


def shape_for(r: random.Random, rank: int) -> tuple[int, ...]:
    if rank == 1 and r.random() < 0.2:
        return (r.choice((8, 17, 129, 300)),)
    return tuple(r.choice((0, 1, 2, 3, 3, 4, 5)) for _ in range(rank))


def beside(r: random.Random, shape: tuple[int, ...], rank: int) -> tuple[int, ...]:
    """A shape of a rank that mostly broadcasts with another."""
    if r.random() < 0.05:
        return shape_for(r, rank)
    longer = (1,) * max(0, rank - len(shape)) + shape
    part = longer[len(longer) - rank :] if rank else ()
    return tuple(1 if r.random() < 0.25 else d for d in part)


class Program:
    """One call, as a function, and arrays for it."""

    def __init__(self, seed: int):
        r = self.random = random.Random(seed)
        self.seed = seed
        self.row = row = r.choice(ROWS)
        dtypes = [d for d in DTYPES if not row.kinds or np.dtype(NUMPY[d]).kind in row.kinds]
        self.rank = r.choice(row.ranks or (0, 1, 1, 2, 2, 3))
        self.dtype = r.choice(dtypes)
        self.other = self.dtype if r.random() < 0.5 else r.choice(dtypes)
        self.beside = r.choice((self.rank, self.rank, 1, 0))
        self.text = self.written(row.text)
        ending = "    return x, w\n" if row.statement else ""
        body = f"    {self.text}\n" if row.statement else f"    return {self.text}\n"
        self.source = (
            "from jitscript import *\nimport numpy as np\n\n"
            f"def f(x: Array{self.rank}[{self.dtype}], y: Array{self.beside}[{self.other}], "
            f"w: Array{self.rank}[{self.dtype}], m: Array{self.rank}[b1], "
            f"v: Array1[{self.other}], i: Array1[i64], k: int):\n{body}{ending}"
        )

    def written(self, text: str) -> str:
        r, out = self.random, ""
        for n, c in enumerate(text):
            alone = not (text[n - 1 : n].isalnum() or text[n + 1 : n + 2].isalnum())
            if not alone or c not in "ABKNSD" or text[n - 1 : n] in ("_", ".", '"'):
                out += c
            elif c in "AB":
                wrong = r.random() < 0.06
                out += str(r.choice((self.rank, -self.rank - 1)) if wrong else self.axis(c))
            elif c == "K":
                out += str(r.random() < 0.5)
            elif c == "N":
                out += str(r.choice((0, 1, 1, 2, 2, 3)))
            elif c == "S":
                out += r.choice(SLICES)
            else:
                out += "np." + NUMPY[r.choice(DTYPES)].__name__.rstrip("_").replace("bool", "bool_")
        return out

    def axis(self, which: str) -> Any:
        if which == "A" and self.random.random() < 0.15 and "axis" in self.row.text:
            return None
        return self.random.randrange(-self.rank, self.rank) if self.rank else -1

    def arguments(self, r: random.Random) -> list[Any]:
        shape = shape_for(r, self.rank)
        d, e = NUMPY[self.dtype], NUMPY[self.other]
        n = max(1, shape[0] if shape else 1)
        return [
            array(r, d, shape),
            array(r, e, beside(r, shape, self.beside)),
            array(r, d, shape if r.random() < 0.95 else shape_for(r, self.rank)),
            array(r, np.bool_, shape),
            array(r, e, (r.choice((0, 1, 3, 3, 3, 5)),)),
            np.array(
                [r.randrange(-n, n + (r.random() < 0.03)) for _ in range(r.choice((0, 1, 2, 3)))],
                int,
            ),
            r.choice((0, 0, 1, 1, 2, -1, -2, 5)),
        ]

    def function(self) -> Callable[..., Any]:
        return loaded(f"<array call {self.seed}>", self.source, "f")


def loaded(file: str, source: str, name: str) -> Callable[..., Any]:
    """A function of a text, which stands where Python looks for the lines of a file."""
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    space: dict[str, Any] = {}
    exec(compile(source, file, "exec", dont_inherit=True), space)
    found: Callable[..., Any] = space[name]
    return found


def outcome(fn: Callable[..., Any], given: list[Any]) -> Any:
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return "gives", described(fn(*given), given), described(given, given)
        except Exception as error:
            return "raises", (type(error).__name__, str(error)), described(given, given)


def described(value: Any, given: list[Any]) -> Any:
    """All that is to be equal of a value, as tuples."""
    if isinstance(value, np.ndarray):
        shares = (
            tuple(
                np.may_share_memory(value, a) for a in given if isinstance(a, np.ndarray) and a.size
            )
            if value.size
            else ()
        )
        return "array", value.dtype.str, value.shape, bits(value), shares
    if isinstance(value, np.generic):
        return type(value).__name__, bits(np.asarray(value))
    if isinstance(value, (tuple, list)):
        kind = "list" if isinstance(value, list) else "tuple"
        return kind, tuple(described(v, given) for v in value)
    if isinstance(value, (float, complex)):
        return type(value).__name__, bits(np.asarray(value))
    return type(value).__name__, repr(value)


def bits(a: np.ndarray) -> Any:
    """The elements, one nan for all."""
    if a.dtype.kind == "c":
        return bits(a.real), bits(a.imag)
    if a.dtype.kind == "f":
        return tuple("nan" if v != v else repr(v) for v in a.ravel().tolist())
    return tuple(a.ravel().tolist())


# What says that a call is refused: it is no answer, and no wrong one.
REFUSALS = (
    "not supported in compiled code",
    "must be writeable",
    "CompileError",
    "test the length before",
)


def differences(program: Program, times: int = 8) -> Iterator[str]:
    plain = program.function()
    seeds = [program.seed * 100 + n for n in range(times)]

    def run(fn: Callable[..., Any], seed: int) -> Any:
        return outcome(fn, program.arguments(random.Random(seed)))

    try:
        compiled = script(cache=False)(program.function())
    except CompileError as refusal:
        if any(run(plain, seed)[0] == "gives" for seed in seeds):
            yield "refused: " + next(t for t in str(refusal).splitlines() if t.strip())
        return
    for seed in seeds:
        wanted, got = run(plain, seed), run(compiled, seed)
        if wanted == got:
            continue
        if got[0] == "raises" and any(t in str(got[1]) for t in REFUSALS):
            continue
        shown = [
            f"{a.dtype}{a.shape}{a.strides} {a.tolist()}" if isinstance(a, np.ndarray) else a
            for a in program.arguments(random.Random(seed))
        ]
        changed = "" if wanted[2] == got[2] else f"\n   after {wanted[2]}\n   got   {got[2]}"
        yield f"{shown}\n   wanted {wanted[:2]}\n   got    {got[:2]}{changed}"
        return


def main() -> None:
    first = int(sys.argv[1])
    end = time.time() + float(sys.argv[2] if len(sys.argv) > 2 else 600)
    done = 0
    for seed in range(first, first + 10**9):
        if time.time() > end:
            break
        program = Program(seed)
        done += 1
        try:
            for text in differences(program):
                print(
                    f"--- {seed}: {program.source.splitlines()[3]}\n{program.text}\n{text}",
                    flush=True,
                )
        except Exception as error:
            print(f"--- {seed}: CRASH {program.text} {program.source}\n{error!r}", flush=True)
    print(f"{done} programs")


if __name__ == "__main__":
    main()
