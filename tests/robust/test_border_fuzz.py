"""Anything at all may be passed to a scripted function: it is taken, or refused by name."""

from __future__ import annotations

import enum
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array0, Array1, Array2, Array3, b1, c64, c128, f16, f32, f64, i8, i64, u8, u64

ROUNDS = 3000
REFUSALS = (TypeError, ValueError, OverflowError)


def script(function: Any) -> Any:
    return js.script(cache=False)(function)


@script
def numbers(a: int, b: float = 0.5, *, c: complex = 1j, d: bool = False) -> complex:
    return a + b + c + d


@script
def small(a: i8, b: u8, c: u64, d: i64) -> i64:
    return d


@script
def narrow(a: f16, b: f32, c: f64, d: c64, e: c128, f: b1) -> c128:
    return e


@script
def nothing(a: None, b: int | None = None, c: float | None = None) -> int | None:
    return b


@script
def optional_array(a: Array1[f64] | None, b: Array2[i64] | None = None) -> int:
    return -1 if a is None else len(a)


@script
def nested(a: tuple[int, tuple[float, str]], b: tuple[Array1[f64], int]) -> float:
    return a[1][0]


@script
def ranks(a: Array0[f64], b: Array1[i8], c: Array2[f32], d: Array3[c128]) -> int:
    return b.size + c.size + d.size


@script
def bools(a: Array1[b1], b: Array1[u8]) -> int:
    n = 0
    for i in range(len(a)):
        if a[i]:
            n += 1
    return n


@script
def written(a: Array1[f64], b: Array2[i64]) -> Array1[f64]:
    for i in range(len(a)):
        a[i] += 1.0
    for i in range(b.shape[0]):
        for j in range(b.shape[1]):
            b[i, j] += i + j
    return a


@script
def containers(a: list[int], b: list[list[float]], c: str = "x") -> int:
    a.append(1)
    return len(a) + len(b) + len(c)


@script
def array_lists(a: list[Array1[f64]], b: list[tuple[int, str]], c: list[str]) -> int:
    return len(a) + len(b) + len(c)


FUNCTIONS = [
    numbers,
    small,
    narrow,
    nothing,
    optional_array,
    nested,
    ranks,
    bools,
    written,
    containers,
    array_lists,
]


class Colour(enum.IntEnum):
    RED = 1


class MyInt(int):
    pass


class MyFloat(float):
    pass


class MyTuple(tuple):  # type: ignore[type-arg]
    pass


class MyList(list):  # type: ignore[type-arg]
    pass


class MyStr(str):
    pass


class MyArray(np.ndarray):
    pass


class Hostile:
    """Every question it is asked ends in an error."""

    def _fail(self, *args: object) -> Any:
        raise RuntimeError("asked")

    __index__ = __int__ = __float__ = __complex__ = __bool__ = __len__ = __iter__ = _fail
    __array__ = __eq__ = __hash__ = __getitem__ = __str__ = _fail  # type: ignore[assignment]


def scalars() -> list[Any]:
    found: list[Any] = [
        *(0, 1, -1, 2, 255, 256, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 2**64, -(2**70)),
        *(10**5000, 0.0, -0.0, 1.5, 1e308, 5e-324, float("nan"), float("inf"), True, False, None),
        *(1j, complex("nan"), "", "text", "é", "\U0001f600", "a\0b", "\ud800", "x" * 1000, b""),
        *(b"x", bytearray(b"x"), memoryview(b"x"), object(), type, int, len, lambda: 1),
        *(..., NotImplemented, (), [], {}, set(), range(3), slice(1), iter([1]), (i for i in "ab")),
        *(Decimal(1), Fraction(1, 2), Colour.RED, MyInt(3), MyFloat(3), MyStr("s"), Hostile()),
        *(np, np.int64, np.dtype("f8"), numbers, Path()),
    ]
    for kind in np.sctypeDict.values():
        try:
            found.append(kind(1))
        except (TypeError, ValueError):
            found.append(kind())
    return found


def arrays(rng: random.Random, folder: Path) -> list[Any]:
    found: list[Any] = []
    codes = [*"?bhilqBHILQefdgFDGO", "S3", "U2", "M8[s]", "m8[s]", "V4", ">f8", ">i8", ">u2"]
    for code in codes:
        dtype = np.dtype(code)
        for shape in ((), (0,), (1,), (4,), (2, 3), (0, 3), (2, 1, 2), (1,) * 5, (1,) * 32):
            found.append(np.zeros(shape, dtype))
    for code in ("f8", "i8", "u1", "?", "f4", "c16"):
        a = np.zeros((4, 6), code)
        found += [a[0], a[:, 0], a[::-1], a[::2, ::-3], a.T, a[1:1], a[..., None], a[0, 0]]
        found += [np.broadcast_to(np.ones((), code), (3,)), np.broadcast_to(a[0], (2, 6))]
        locked = np.ones(3, code)
        locked.flags.writeable = False
        raw = np.zeros(8 * 40 + 1, "u1")[1:]
        unaligned = raw[: a.itemsize * 4].view(code)
        found += [locked, unaligned, a.view(MyArray), np.ma.masked_array(a[0], a[0] == 0)]
        found += [a.view(np.recarray), np.memmap(folder / f"m{len(found)}", code, "w+", shape=(5,))]
        found += [a.ravel().newbyteorder() if hasattr(a, "newbyteorder") else a.ravel()]
    found.append(np.zeros(3, [("x", "f8"), ("y", "i4")]))
    found.append(np.zeros(3, [("x", "f8"), ("y", "i4")])["x"])
    found.append(np.rec.array([(1, 2.0)]))
    found.append(np.lib.stride_tricks.as_strided(np.zeros(8), (3, 3), (8, 0)))
    rng.shuffle(found)
    return found


def compound(rng: random.Random, plain: list[Any]) -> Any:
    items = [rng.choice(plain) for _ in range(rng.randrange(4))]
    if rng.random() < 0.3:
        items.append(tuple(rng.choice(plain) for _ in range(2)))
    return rng.choice((tuple, list, MyTuple, MyList))(items)


# What fits each parameter, so that the wrong argument is not always the first.
FITTING: dict[Any, list[Any]] = {
    numbers: [1, 2.0],
    small: [np.int8(1), np.uint8(2), np.uint64(3), np.int64(4)],
    narrow: [np.float16(1), np.float32(1), np.float64(1), np.complex64(1), 1j, np.bool_(True)],
    nothing: [None, 1, 2.0],
    optional_array: [np.zeros(3), np.zeros((2, 2), "i8")],
    nested: [(1, (2.0, "x")), (np.zeros(2), 3)],
    ranks: [np.zeros(()), np.zeros(2, "i1"), np.zeros((2, 2), "f4"), np.zeros((1, 1, 1), "c16")],
    bools: [np.ones(3, "?"), np.ones(3, "u1")],
    written: [np.zeros(3), np.zeros((2, 2), "i8")],
    containers: [[1, 2], [[1.0], []], "abc"],
    array_lists: [[np.zeros(2)], [(1, "x")], ["a", "b"]],
}


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    rng = random.Random(7)
    plain = scalars() + arrays(rng, tmp_path_factory.mktemp("memory"))
    return plain + [compound(rng, plain) for _ in range(200)]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_every_object_in_every_place(function: Any, values: list[Any]) -> None:
    for place in range(len(FITTING[function])):
        for value in values:
            args = list(FITTING[function])
            args[place] = value
            attempt(function, args, {})


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_random_calls(function: Any, values: list[Any]) -> None:
    rng = random.Random(function.__name__)
    names = [p["name"] for p in js.compile(function).signature["params"]]
    for _ in range(ROUNDS // len(FUNCTIONS)):
        args = list(FITTING[function])
        for place in range(len(args)):
            if rng.random() < 0.3:
                args[place] = rng.choice(values)
        if rng.random() < 0.2:
            args = args[: rng.randrange(len(args) + 1)]
        if rng.random() < 0.1:
            args += rng.choices(values, k=rng.randrange(30))
        keywords = {}
        while args and rng.random() < 0.3:
            keywords[names[min(len(args), len(names)) - 1]] = args.pop()
        if rng.random() < 0.1:
            keywords[rng.choice([*names, "other", "", "é", "a b"])] = rng.choice(values)
        attempt(function, args, keywords)


def attempt(function: Callable[..., Any], args: list[Any], keywords: dict[str, Any]) -> None:
    """A result, or a refusal that names the function and says what is wrong."""
    try:
        function(*args, **keywords)
    except REFUSALS as error:
        text = str(error)
        assert function.__name__ + "()" in text, (args, keywords, text)
        frames = error.__traceback__
        assert frames is not None and (frames.tb_next is None), "frames of the runtime are shown"
        assert error.__cause__ is None


REFUSED_EVERYWHERE = (object(), Hostile(), b"x", {}, Decimal(1), Ellipsis)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_refusals_name_parameter_and_type(function: Any) -> None:
    parameters = js.compile(function).signature["params"][: len(FITTING[function])]
    for place, parameter in enumerate(parameters):
        for value in REFUSED_EVERYWHERE:
            args = list(FITTING[function])
            args[place] = value
            with pytest.raises(TypeError) as caught:
                function(*args)
            text = str(caught.value)
            assert f"argument '{parameter['name']}'" in text and "must be " in text
            assert type(value).__name__ in text
