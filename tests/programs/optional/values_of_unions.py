"""Values of several types in the places of a program: sums of NumPy's numbers, flags, results,
loops, elements, conditions; and what classes hold that cannot change."""

import enum
from typing import Final

import numpy as np

from jitscript import Array1, f32, f64, i64, script


class Base:
    N: Final[int] = 3

    class Inner:
        K: Final = 2

    @staticmethod
    def g(n: int) -> int:
        return n + 1


class Child(Base):
    pass


class Color(enum.Enum):
    RED = 1


@script
def classes(n: int) -> int:
    return Base.N + Child.N + Base.Inner.K + Base.g(n) + Color.RED.value


@script
def sums(x: Array1[i64], y: Array1[f32]):
    s = 0
    t = 0.0
    for v in x:
        s += v
    for w in y:
        t += w
    return (
        np.sqrt(s),
        np.sqrt(t),
        s / 2,
        t / 2,
        np.maximum(s, 2),
        np.maximum(t, 0.5),
        int(s),
        float(t),
        round(t),
        -s,
        s // 2,
        s % 2,
        abs(t),
    )


@script
def flags(x: Array1[f64]):
    found = False
    best = 0.0
    at = 0
    for i in range(len(x)):
        if x[i] > best:
            best = x[i]
            found = x[i] > 1
            at = i
    ok = found and best > 0.5
    return (
        found,
        best,
        at,
        ok,
        not found,
        found | True,
        x[at],
        f"{best} {found}",
        [best, found],
        best in x,
        np.isfinite(best),
    )


@script
def mean_std(x: Array1[f64]):
    n = len(x)
    s = 0.0
    for v in x:
        s += v
    m = s / n if n else 0.0
    q = 0.0
    for v in x:
        q += (v - m) ** 2
    return m, np.sqrt(q / n) if n else q


@script
def into_arrays(x: Array1[f64], n: int):
    out = np.zeros(n)
    s = 0.0
    for i in range(n):
        s += x[i]
        out[i] = s
        out[i] += s
    out *= s
    out -= s
    out[0:1] = s
    z = np.full(n, s)
    return out, z, np.linspace(0, s, 3), out + s, s * out, out / s


@script
def match_union(v: int | float | str | None) -> str:
    if isinstance(v, str) and v:
        return v.upper()
    elif isinstance(v, (int, float)) and v > 2:
        return f"{v + 1}"
    elif v is None or isinstance(v, str):
        return "empty"
    else:
        return str(-v)


@script
def ternaries(x: int | None, s: str | None, t: tuple[int | None, str | None]):
    a = x if x is not None else 0
    b = len(s) if s else -1
    c = t[0] + 1 if t[0] is not None else (len(t[1]) if t[1] is not None else None)
    d = 0 if x is None else 1 if s is None else x + len(s)
    return a, b, c, d


@script
def loops(xs: list[tuple[int | None, float | str]]) -> float:
    total = 0.0
    for n, v in xs:
        if n is None:
            continue
        while n > 0 and not isinstance(v, str):
            total += v
            n -= 1
        if isinstance(v, str):
            total += len(v) * n
    return total


@script
def walrus(xs: list[int | None]) -> int:
    n = 0
    while xs and (x := xs.pop()) is not None:
        n += x
    return n


@script
def returns(n: int) -> int | str | None:
    if n > 1:
        return "many"
    return n or None


@script
def uses_returns(n: int) -> int:
    r = returns(n)
    if r is None:
        return 0
    return r if isinstance(r, int) else len(r)


@script
def union_of_sequences(x: list[int] | tuple[int, int] | str, i: int):
    return len(x), x[i], x[0], x[-1]


@script
def union_methods(x: str | list[str]) -> int:
    return x.count("a") + x.index("a")


@script
def bool_index(b: bool, t: tuple[int, int], s: str, xs: list[int]):
    return t[b], s[b], xs[b], s[b:], xs[:b], (1, 2, 3)[True]


CASES = {
    "classes": [(1,)],
    "sums": [
        (np.arange(3), np.ones(2, np.float32)),
        (np.zeros(0, np.int64), np.zeros(0, np.float32)),
    ],
    "flags": [(np.array([0.1, 2.0, 3.0]),), (np.zeros(2),)],
    "mean_std": [(np.arange(4.0),), (np.zeros(0),)],
    "into_arrays": [(np.arange(4.0), 3)],
    "match_union": [(1,), (5,), (2.5,), ("ab",), ("",), (None,)],
    "ternaries": [(1, "a", (1, "b")), (None, None, (None, None)), (0, "", (None, "abc"))],
    "loops": [([(2, 0.5), (None, "a"), (3, "ab")],)],
    "walrus": [([1, 2],), ([5, None, 3],)],
    "returns": [(0,), (1,), (2,)],
    "uses_returns": [(0,), (1,), (2,)],
    "union_of_sequences": [([1, 2, 3], 1), ((4, 5), 1), ("abc", -1)],
    "union_methods": [("banana",), (["b", "a"],)],
    "bool_index": [(True, (1, 2), "abc", [5, 6]), (False, (1, 2), "abc", [5, 6])],
}
