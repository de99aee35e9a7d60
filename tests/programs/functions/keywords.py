"""`**keywords`: taken, looked into, changed, passed on."""

from __future__ import annotations

import functools
from collections.abc import Callable

from jitscript import script

DEFAULTS = {"low": 1, "high": 9}


def total(**parts: int) -> int:
    s = parts.get("x", 10)
    if "y" in parts:
        s += 100 * parts["y"]
    if "z" not in parts:
        s += 1000
    for name, value in parts.items():
        print(name, value)
    for name in parts:
        s += len(name)
    return s + len(parts)


@script
def taken(n: int) -> int:
    return total() + total(x=n) + total(y=2, x=n) + total(**{"z": 5}) + total(w=1, **{"x": n})


def line(a: int, *, scale: float = 1.0, name: str = "n") -> str:
    return f"{a} {scale} {name}"


def passed(a, **kw):
    return line(a, **kw)


@script
def forwarded(n: int) -> tuple[str, str, str]:
    return passed(n), passed(n, scale=2.0), passed(name="q", scale=0.5, a=n)


def ordered(**kw):
    return list(kw), list(kw.values()), sorted(kw.items()), len(kw), bool(kw)


@script
def order(n: int) -> tuple[list[str], list[int], list[tuple[str, int]], int, bool]:
    return ordered(b=n, a=2, c=3)


def changed(**kw):
    first = kw.pop("first", 0)
    last = kw.pop("last", None)
    kw["more"] = first
    again = kw.setdefault("more", 7)
    other = kw.setdefault("other", 8)
    return f"{first} {last} {again} {other} {kw} {'first' in kw}"


@script
def changes(n: int) -> tuple[str, str]:
    return changed(), changed(first=n, last="x", n=n)


def counted(**kw: int):
    for name in ("a", "b"):
        if name in kw:
            kw[name] += 1
        else:
            kw[name] = 0
    alias = kw
    alias["c"] = 5
    del kw["a"]
    return kw


@script
def as_dict(n: int) -> tuple[dict[str, int], dict[str, int]]:
    given = {"a": n}
    made = counted(**{"a": n, "b": 2})
    given["z"] = made["c"]
    return made, given


def kept(**kw: float) -> dict[str, float]:
    return kw


@script
def own_dict(n: int) -> tuple[dict[str, float], bool]:
    a = kept(x=1.5, y=2.5 * n)
    b = kept(x=1.5, y=2.5 * n)
    a["x"] = 2.0
    return b, a == b


def missing(**kw: int) -> int:
    return kw["absent"]


@script
def absent(n: int) -> int:
    return missing(present=n)


def by_key(key: str, **kw: int) -> int:
    return kw[key] + kw.get(key, 0)


@script
def dynamic(key: str) -> int:
    return by_key(key, a=1, b=20)


def positional(a, /, b=2, *, c=3, **kw):
    return (a, b, c), kw.get("a", -1)


@script
def same_name(n: int) -> tuple[tuple[tuple[int, int, int], int], tuple[tuple[int, int, int], int]]:
    return positional(n, a=5), positional(n, c=n, b=n, a=n + 1)


def bounded(x: int, low: int = 0, high: int = 5) -> int:
    return max(low, min(x, high))


@script
def of_constants(n: int) -> int:
    return bounded(n, **DEFAULTS) + bounded(n, **dict(high=3)) + bounded(n, **{"low": n}, high=n)


def applied(f: Callable[..., int], *args, **kw):
    return f(*args, **kw)


@script
def applies(n: int) -> int:
    k = 10

    def inner(a: int, b: int = 1, **rest: int) -> int:
        return a * b + k + sum(rest.values()) if rest else a - b

    local = applied(inner, n) + applied(inner, n, b=3) + applied(inner, n, c=1, d=2)
    return local + applied(lambda x, **kw: x + len(kw), n, p=1, q=2) + applied(bounded, n, high=2)


def functions(**kw):
    return kw["f"](kw["x"]) + kw.get("g", abs)(-3)


@script
def of_functions(n: int) -> int:
    return functions(f=lambda v: v * n, x=2) + functions(f=abs, x=-n, g=lambda v: v)


def twice(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs) * 2

    return wrapper


def repeated(times: int):
    def decorator(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            result = 0
            for _ in range(times):
                result += f(*args, **kwargs)
            return result

        return wrapper

    return decorator


def described(f):
    @functools.wraps(f)
    def wrapper(x: float) -> str:
        print("called with", x)
        return f"<{f(int(x))}>"

    return wrapper


@twice
def plus(x: int, y: int = 3) -> int:
    return x + y


@repeated(3)
@twice
def power(x: int, *, exponent: int = 2) -> int:
    if x < 0:
        raise ValueError(f"negative: {x}")
    return x**exponent


@described
def half(x: int) -> float:
    return x / 2


@script
def decorated(n: int) -> tuple[int, int, int, str]:
    return plus(n) + plus(n, 4) + plus(n, y=5), power(n), power(n, exponent=3), half(2.5)


class Shape:
    def __init__(self, name: str, **sizes: float):
        self.name = name
        self.area = sizes.get("width", 1.0) * sizes.get("height", 1.0)

    @twice
    def doubled(self, by: int) -> int:
        return int(self.area) * by

    def scaled(self, **kw: int) -> float:
        return self.area * kw.get("by", 2)


class Named(Shape):
    def __init__(self, **kw):
        super().__init__("named", **kw)


@script
def methods(n: int) -> tuple[float, float, float, int]:
    a, b = Shape("a", width=n, height=2.0), Shape("b")
    return a.area + b.area, a.scaled(by=3) + a.scaled(), Named(height=4.0).area, a.doubled(by=n)


CASES = {
    "taken": [(3,), (-7,)],
    "forwarded": [(1,)],
    "order": [(9,)],
    "changes": [(4,)],
    "as_dict": [(1,)],
    "own_dict": [(3,)],
    "absent": [(1,)],
    "dynamic": [("a",), ("b",), ("c",)],
    "same_name": [(1,)],
    "of_constants": [(-2,), (2,), (20,)],
    "applies": [(4,)],
    "of_functions": [(5,)],
    "decorated": [(2,), (-1,)],
    "methods": [(3,)],
}
