"""The kinds of values that swarm programs compute with, and how arguments of them are made.

An argument is text, evaluated anew for each call. Arrays come in every layout that NumPy knows: the
makers below are ordinary functions, put into the programs that use them.
"""

from __future__ import annotations

import random

INTEGERS = {f"{s}{n}": (s == "i", n) for s in "iu" for n in (8, 16, 32, 64)}
SCALARS = ("int", "float", "bool", *INTEGERS, "f64", "f32")
NAMES = {"f64": "float64", "f32": "float32", "b1": "bool_"}
NAMES.update({k: ("int" if signed else "uint") + str(n) for k, (signed, n) in INTEGERS.items()})
# Arrays: kind → dtype, rank.
ARRAYS = {
    "floats": ("f64", 1), "ints": ("i64", 1), "bytes": ("u8", 1), "smalls": ("i8", 1),
    "words32": ("i32", 1), "naturals": ("u64", 1), "singles": ("f32", 1), "flags": ("b1", 1),
    "matrix": ("f64", 2), "grid": ("i64", 2), "cube": ("f64", 3), "block": ("f32", 4),
}  # fmt: skip
LISTS = {
    "list": "int", "reals": "float", "texts": "str", "rows": "list", "vectors": "floats",
    "pairs": "pair", "truths": "bool", "nats": "u8",
}  # fmt: skip
TABLES = {"table": ("int", "int"), "counts": ("str", "int"), "groups": ("int", "list")}
SETS = {"bag": "int", "names": "str", "points": "spot"}
ANNOTATIONS = {
    "int": "int", "float": "float", "bool": "bool", "str": "str",
    "pair": "tuple[int, float]", "nested": "tuple[str, tuple[int, bool]]",
    "holder": "tuple[Array1[f64], int]", "maybe": "int | None", "maybe_text": "str | None",
    "list": "list[int]", "reals": "list[float]", "texts": "list[str]", "rows": "list[list[int]]",
    "vectors": "list[Array1[f64]]", "pairs": "list[tuple[int, float]]", "truths": "list[bool]",
    "nats": "list[u8]", "table": "dict[int, int]", "counts": "dict[str, int]",
    "groups": "dict[int, list[int]]", "bag": "set[int]", "names": "set[str]",
    "points": "set[tuple[int, str]]", "spot": "tuple[int, str]", "thing": "Thing",
    **{k: k for k in (*INTEGERS, "f64", "f32")},
    **{k: f"Array{rank}[{dtype}]" for k, (dtype, rank) in ARRAYS.items()},
}  # fmt: skip
SIZED = (*ARRAYS, *LISTS, *TABLES, *SETS, "str")
ITERATED = {
    **LISTS,
    **{k: dtype for k, (dtype, rank) in ARRAYS.items() if rank == 1 and dtype != "b1"},
    "matrix": "floats", "grid": "ints", "str": "str", **SETS,
    **{k: key for k, (key, _) in TABLES.items()},
}  # fmt: skip

TEXTS = (
    "''", "'a'", "'a,b,c'", "' x '", "'héllo'", "'ÿĀ'", "'日本語'", "'x 日本 😀'", "'😀'",
    "'a\\u0301'", "'\\x00b'", "'ß'", "'0123456789'", "'-12'", "'a\\tb\\n'",
)  # fmt: skip
FLOATS = (
    "0.0", "-0.0", "1.0", "-1.5", "0.1", "2.5", "0.5", "3.0", "1e300", "-1e-300", "inf", "-inf",
    "nan", "5e-324", "9007199254740993.0", "9.223372036854775807e18", "-9.223372036854775808e18",
    "1.8446744073709552e19", "4503599627370495.5", "1.7976931348623157e308",
)  # fmt: skip

MAKERS = {
    "unaligned": '''\
def _unaligned(a):
    """The elements of `a`, at an odd address."""
    found = np.frombuffer(bytearray(a.nbytes + 1), a.dtype, offset=1).reshape(a.shape)
    found[...] = a
    return found
''',
    "read_only": """\
def _read_only(a):
    a.flags.writeable = False
    return a
""",
    "window": '''\
def _window(a, n):
    """Rows of `n` elements that overlap."""
    return np.lib.stride_tricks.sliding_window_view(a, n, writeable=True)
''',
    "cell": '''\
def _cell(a, n):
    """One element, `n` times."""
    return np.lib.stride_tricks.as_strided(a, (n,), (0,))
''',
    "field": '''\
def _field(a):
    """The elements of `a` as a field of records."""
    made = np.zeros(a.shape, [("x", np.int8), ("y", a.dtype), ("z", np.int16)])
    made["y"] = a
    return made["y"]
''',
}
ASTRONOMIC = (2**48, 2**59, 2**60 - 1, 2**60, 2**61 + 1, 2**62, 2**62 + 2**58, 2**63 - 1)


class Values:
    """Draws constants from a pool of this program's own, so that they meet again."""

    def __init__(self, rng: random.Random, on: set[str]):
        self.rng, self.on = rng, on
        ends = [2**63 - 1, -(2**63), 2**62, -(2**62), 2**31, -(2**31), 2**32, 2**53 + 1]
        powers = [1 << rng.randrange(64) for _ in range(3)]
        pool = [rng.randrange(-3, 12) for _ in range(3)] + [rng.choice((0, 1, -1, 2))]
        if "powers" in on:
            pool += [p + rng.randrange(-1, 2) for p in powers if p < 2**62]
        if "ends" in on:
            pool += [*rng.sample(ends, 2), rng.choice(ends) + rng.choice((0, 1, -1))]
        self.ints = [max(-(2**63), min(2**63 - 1, n)) for n in pool]
        self.floats = rng.sample(FLOATS, 5)
        if "no_nan" in on:
            self.floats = [x for x in self.floats if x != "nan"] or ["1.0"]
        self.texts = rng.sample(TEXTS, 4)

    def integer(self) -> int:
        return self.rng.choice(self.ints)

    def small(self) -> int:
        return self.rng.randrange(0, 12)

    def constant(self, kind: str) -> str:
        """A constant of the kind, in parentheses where it needs them."""
        rng = self.rng
        if kind == "int":
            return _literal(self.integer())
        if kind == "float":
            text = rng.choice(self.floats)
            return f"({text})" if text[0] == "-" else text
        if kind == "bool":
            return rng.choice(("True", "False"))
        if kind == "str":
            return rng.choice(self.texts)
        if kind in INTEGERS:
            signed, bits = INTEGERS[kind]
            low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
            n = rng.choice((0, 1, low, high, high // 2 + 1, self.integer() % (high + 1)))
            return f"np.{NAMES[kind]}({n})"
        if kind in ("f64", "f32"):
            return f"np.{NAMES[kind]}({rng.choice(self.floats)})"
        return self.argument(kind)

    # --- arguments --------------------------------------------------------------------------------

    def argument(self, kind: str) -> str:
        rng = self.rng
        if kind == "int":
            return _literal(self.integer() if rng.random() < 0.5 else self.small())
        if kind in ("maybe", "maybe_text"):
            of = "int" if kind == "maybe" else "str"
            return rng.choice(("None", self.argument(of)))
        if kind == "pair":
            return f"({self.argument('int')}, {self.constant('float')})"
        if kind == "spot":
            return f"({self.argument('int')}, {self.constant('str')})"
        if kind == "nested":
            return f"({self.constant('str')}, ({self.argument('int')}, {self.constant('bool')}))"
        if kind == "thing":
            return f"Thing({self.argument('int')}, {self.argument('list')})"
        if kind == "holder":
            return f"({self.argument('floats')}, {self.argument('int')})"
        if kind in LISTS:
            n = rng.choice((0, 1, 2, 3, 5))
            return f"[{', '.join(self.argument(LISTS[kind]) for _ in range(n))}]"
        if kind in SETS:
            n = rng.choice((0, 1, 2, 3, 5, 9))
            return f"set([{', '.join(self.argument(SETS[kind]) for _ in range(n))}])"
        if kind in TABLES:
            key, value = TABLES[kind]
            n = rng.choice((0, 1, 2, 3, 5, 9))
            items = (f"{self.argument(key)}: {self.argument(value)}" for _ in range(n))
            return f"{{{', '.join(items)}}}"
        if kind in ARRAYS:
            return self.array(kind)
        return self.constant(kind)

    def filled(self, dtype: str, shape: tuple[int, ...]) -> str:
        size = 1
        for n in shape:
            size *= n
        as_type = f"np.{NAMES[dtype]}"
        shaped = "" if len(shape) == 1 else f".reshape{shape}"
        if dtype == "b1":
            return f"(np.arange({size}) % 3 == 0){shaped}"
        if self.rng.random() < 0.6 or size > 12:
            return f"np.arange({size}, dtype={as_type}){shaped}"
        if dtype in INTEGERS:
            items = [self.constant(dtype).partition("(")[2][:-1] for _ in range(size)]
        else:
            items = [self.rng.choice(self.floats) for _ in range(size)]
        return f"np.array([{', '.join(items)}], {as_type}){shaped}"

    def array(self, kind: str, layout: str = "") -> str:
        dtype, rank = ARRAYS[kind]
        rng = self.rng
        size = rng.choice((0, 1, 2, 3, 5, 8)) if "sizes" in self.on else rng.choice((3, 4))
        rest = [rng.randrange(1, 4) for _ in range(rank - 1)]
        shape = (size % 4, *rest) if rest else (size,)
        layouts = [x for x in LAYOUTS if x in self.on]
        if not layout:
            layout = rng.choice(layouts) if layouts and rng.random() < 0.6 else "plain"
        text = self.filled(dtype, shape)
        if layout == "strided":
            doubled = self.filled(dtype, (shape[0] * 2, *shape[1:]))
            return f"{doubled}[::2]"
        if layout == "reversed":
            return f"{text}[::-1]"
        if layout == "part":
            longer = self.filled(dtype, (shape[0] + 3, *shape[1:]))
            return f"{longer}[2:-1]"
        if layout == "transposed" and rank > 1:
            return f"{text}.T"
        if layout in ("unaligned", "read_only", "field"):
            return f"_{layout}({text})"
        if layout == "broadcast":
            return f"np.broadcast_to({self.filled(dtype, shape[1:] or (1,))}, {shape})"
        if layout == "astronomic":
            rest = "".join(f", {n}" for n in shape[1:]) or ","
            room = (2**63 - 1) // (INTEGERS.get(dtype, (0, 64 if dtype == "f64" else 32))[1] // 8)
            for n in shape[1:]:
                room //= n
            one = self.constant(dtype) if dtype != "b1" else "np.True_"
            length = rng.choice([n for n in ASTRONOMIC if n <= room])
            return f"np.broadcast_to({one}, ({length}{rest}))"
        if layout == "window" and rank == 2:
            return f"_window({self.filled(dtype, (6,))}, {rng.randrange(1, 4)})"
        if layout == "window" and rank == 1:
            return f"_cell({self.filled(dtype, (1,))}, {shape[0]})"
        return text

    def overlapping(self, kind: str) -> tuple[str, tuple[str, str]]:
        """The base of two arrays, and the two."""
        dtype, rank = ARRAYS[kind]
        shape = (6,) if rank == 1 else (4, *[2] * (rank - 1))
        views = ["b", "b[1:]", "b[:-1]", "b[::-1]", "b[::2]", "b[1::2]", "b[2:4]", "b[:3]"]
        one, two = self.rng.choice(views), self.rng.choice(views)
        return self.filled(dtype, shape), (one, two)


LAYOUTS = (
    "strided", "reversed", "part", "transposed", "unaligned", "read_only", "field", "broadcast",
    "astronomic", "window",
)  # fmt: skip


def _literal(n: int) -> str:
    return f"({n})" if n < 0 else str(n)
