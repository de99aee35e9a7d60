"""Arguments of another type than the annotated one, where nothing is lost: alone, in tuples, lists
and unions, as defaults. In a union, what is exactly one of the members stays it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, f32, f64, i64, script, u8

pytestmark = pytest.mark.usefixtures("optimised")

INTEGERS = [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64]


@script
def number(n: int) -> int:
    return n


@script
def real(x: float) -> float:
    return x


@script
def flag(x: bool) -> bool:
    return x


@script
def plane(z: complex) -> complex:
    return z


@script
def numbers(xs: list[int]) -> list[int]:
    return list(xs)


@script
def reals(xs: list[float]) -> list[float]:
    return list(xs)


@script
def nested(xs: list[list[float]], t: tuple[int, tuple[float, list[int]]]):
    return list(xs[0]), t[0], t[1][0], list(t[1][1])


@script
def pairs(xs: list[tuple[int, float]]) -> list[tuple[int, float]]:
    return list(xs)


@script
def mixed(xs: list[int | str | None]) -> list[str]:
    return ["text" if isinstance(x, str) else str(x) for x in xs]


@script
def optional_reals(xs: list[float | None]) -> list[float | None]:
    return list(xs)


@script
def doubles(xs: list[f64]) -> list[f64]:
    return list(xs)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and (a == b or (a != a and b != b))


TAKEN = [
    *[(number, (kind(100),), 100) for kind in INTEGERS],
    (number, (np.int64(-(2**63)),), -(2**63)),
    (number, (np.bool_(True),), 1),
    (number, (np.array(7),), 7),
    (number, (np.array(7, np.uint8),), 7),
    *[(real, (kind(100),), 100.0) for kind in INTEGERS],
    *[(real, (kind(0.5),), 0.5) for kind in (np.float16, np.float32, np.float64, np.longdouble)],
    (real, (np.float32(0.1),), float(np.float32(0.1))),
    (real, (np.float32("nan"),), math.nan),
    (real, (np.float16("inf"),), math.inf),
    (real, (np.array(0.5),), 0.5),
    (real, (np.array(0.5, ">f4"),), 0.5),
    (real, (np.array(3),), 3.0),
    (flag, (np.bool_(True),), True),
    (flag, (np.array(False),), False),
    (plane, (np.complex64(1 + 2j),), 1 + 2j),
    (plane, (np.float32(0.5),), 0.5 + 0j),
    (plane, (np.int8(3),), 3 + 0j),
    (plane, (np.array(2j),), 2j),
    (numbers, ([1, np.int64(2), True, np.uint8(3), np.array(4)],), [1, 2, 1, 3, 4]),
    (reals, ([1, 2.5, np.float32(0.5), np.array(0.25), np.int64(4)],), [1.0, 2.5, 0.5, 0.25, 4.0]),
    (
        nested,
        ([[np.float32(0.5)]], (np.int64(1), (np.float64(2.0), [np.int8(3), True]))),
        ([0.5], 1, 2.0, [3, 1]),
    ),
    (pairs, ([(np.int64(1), 2), (True, np.float16(0.5))],), [(1, 2.0), (1, 0.5)]),
    (mixed, (["a", np.int64(3), None, True, 4],), ["text", "3", "None", "1", "4"]),
    (optional_reals, ([None, 1, np.float32(0.5), 2.5],), [None, 1.0, 0.5, 2.5]),
    (doubles, ([1, 0.5, np.float64(2.5)],), [np.float64(1), np.float64(0.5), np.float64(2.5)]),
]


@pytest.mark.parametrize("function, arguments, expected", TAKEN)
def test_taken(function: Any, arguments: Any, expected: Any) -> None:
    assert same(function(*arguments), expected)


@script
def int_or_float64(x: int | f64) -> str:
    return "int" if isinstance(x, int) else "float64"


@script
def int_or_int64(x: int | i64 | None) -> str:
    return "None" if x is None else "int" if isinstance(x, int) else "int64"


@script
def float_or_float64(x: float | f64) -> str:
    try_it = x
    return "float" if not isinstance(try_it, f64) else "float64"


@script
def bool_or_int_or_float(x: bool | int | float) -> str:
    if isinstance(x, bool):
        return "bool"
    return "int" if isinstance(x, int) else "float"


@script
def narrow_or_wide(x: f32 | float | u8) -> str:
    if isinstance(x, f32):
        return "float32"
    return "uint8" if isinstance(x, u8) else "float"


@script
def tuples(x: tuple[float, float] | tuple[int, float] | tuple[f64, int]) -> str:
    return str(x)


@script
def lists(x: list[int] | list[i64] | list[float]) -> str:
    kind = str(x)
    return kind


@script
def array_or_number(x: Array1[f64] | float) -> float:
    return x if isinstance(x, float) else x[0]


@script
def in_lists(xs: list[list[int] | list[f64]], ys: list[tuple[list[f64] | list[int], int]]) -> str:
    return str(xs) + str(ys)


MEMBERS = [
    (int_or_float64, 4, "int"),
    (int_or_float64, np.float64(4), "float64"),
    (int_or_float64, True, "int"),
    (int_or_float64, np.int16(3), "int"),
    (int_or_float64, 0.5, "float64"),
    (int_or_int64, 4, "int"),
    (int_or_int64, np.int64(4), "int64"),
    (int_or_int64, None, "None"),
    (float_or_float64, 1.0, "float"),
    (float_or_float64, 1, "float"),
    (float_or_float64, np.float64(1), "float64"),
    (float_or_float64, np.float32(1), "float"),
    (bool_or_int_or_float, True, "bool"),
    (bool_or_int_or_float, np.bool_(False), "bool"),
    (bool_or_int_or_float, 1, "int"),
    (bool_or_int_or_float, np.uint8(1), "int"),
    (bool_or_int_or_float, 1.5, "float"),
    (bool_or_int_or_float, np.array(1.5), "float"),
    (narrow_or_wide, np.float32(1), "float32"),
    (narrow_or_wide, 1.5, "float"),
    (narrow_or_wide, np.float64(1.5), "float"),
    (narrow_or_wide, np.uint8(1), "uint8"),
    (tuples, (1, 2.5), "(1, 2.5)"),
    (tuples, (1.0, 2.5), "(1.0, 2.5)"),
    (tuples, (np.float64(1.0), 2), "(np.float64(1.0), 2)"),
    (lists, [1, 2], "[1, 2]"),
    (lists, [np.int64(1)], "[np.int64(1)]"),
    (lists, [1.5, 2], "[1.5, 2.0]"),
    (array_or_number, np.array(0.5), 0.5),
    (array_or_number, np.array([0.25]), 0.25),
]


@pytest.mark.parametrize("function, argument, expected", MEMBERS)
def test_member(function: Any, argument: Any, expected: Any) -> None:
    assert function(argument) == expected


def test_members_in_lists() -> None:
    a = [[1, 2], [np.float64(1.5)], [np.float64(1)], [np.int64(7)], [1, 2.5]]
    b = [([1], 1), ([np.float64(1)], np.int8(2)), ([np.int8(1)], 3)]
    assert in_lists(a, b) == (
        "[[1, 2], [np.float64(1.5)], [np.float64(1.0)], [7], [np.float64(1.0), np.float64(2.5)]]"
        "[([1], 1), ([np.float64(1.0)], 2), ([1], 3)]"
    )


@script
def defaults(a: int = np.int64(3), b: float = np.float32(0.5), c: float = np.array(2.0)):
    return a, b, c


def test_defaults() -> None:
    assert same(defaults(), (3, 0.5, 2.0))
    assert same(defaults(4, c=1), (4, 0.5, 1.0))


@script
def declared(x: Array1[f64], n: int):
    a: float = x[0]
    b: float = n
    c: float | None = x[1]
    d: complex = x[0]
    e: tuple[float, int] = (x[0], n)
    return a, b, c, d, e


@script
def declared_sum(x: Array1[f64], n: int) -> float:
    v: float = 0.0
    for y in x:
        v += y
    return v / n


def test_declared_locals() -> None:
    assert same(declared(np.array([0.5, 1.5]), 2), (0.5, 2.0, 1.5, 0.5 + 0j, (0.5, 2)))
    assert same(declared_sum(np.ones(2), 4), 0.5)
    with pytest.raises(ZeroDivisionError):
        declared_sum(np.ones(2), 0)


def test_what_would_lose_something() -> None:
    with pytest.raises(TypeError, match=r"must be float, not np\.longdouble"):
        real(np.longdouble(1) / 3)
    with pytest.raises(TypeError, match=r"must be int, not np\.timedelta64"):
        number(np.timedelta64(1, "s"))
    with pytest.raises(OverflowError, match="the int 9007199254740993 has no exact float"):
        reals([np.int64(2**53 + 1)])
    with pytest.raises(TypeError, match=r"at xs\[1\], must be int, not np.float64"):
        numbers([1, np.float64(2)])
    with pytest.raises(TypeError, match="must be int, not a 0-dimensional array of object"):
        number(np.array(1, object))
