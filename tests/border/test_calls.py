"""Calls from Python: binding, conversion, what is refused and in which words."""

from __future__ import annotations

import gc
import sys
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, Array2, f32, f64, i64, u8


def script(function: Any) -> Any:
    return js.script(cache=False)(function)


@script
def add(a: int, b: int = 7) -> int:
    return a + b


@script
def half(x: float) -> float:
    return x / 2


@script
def options(a: int, /, b: float = 1.5, *, c: bool = False, d: int) -> tuple[int, float, bool, int]:
    return a, b, c, d


@script
def same_complex(z: complex) -> complex:
    return z


@script
def maybe(a: int | None) -> int | None:
    return a


@script
def nested(t: tuple[int, tuple[float, bool]]) -> tuple[tuple[float, bool], int]:
    return t[1], t[0]


@script
def same_f32(x: f32) -> f32:
    return x


@script
def same_u8(x: u8) -> u8:
    return x


@script
def same_i64(x: i64) -> i64:
    return x


@script
def same_matrix(a: Array2[f64]) -> Array2[f64]:
    return a


@script
def fill(a: Array1[f64], value: float) -> Array1[f64]:
    for i in range(len(a)):
        a[i] = value
    return a


@script
def tail(a: Array1[f64]) -> Array1[f64]:
    return a[1:]


@script
def total(a: Array1[f64]) -> float:
    t = 0.0
    for i in range(len(a)):
        t += a[i]
    return t


@script
def longer(xs: list[int], ys: list[list[float]], s: str) -> int:
    return len(xs) + len(ys) + len(s)


REFUSED = [
    (add, (), {}, "TypeError: add() missing 1 required positional argument: 'a'"),
    (
        add,
        (1, 2, 3),
        {},
        "TypeError: add() takes from 1 to 2 positional arguments but 3 were given",
    ),
    (add, (1,), {"c": 2}, "TypeError: add() got an unexpected keyword argument 'c'"),
    (add, (1,), {"a": 2}, "TypeError: add() got multiple values for argument 'a'"),
    (options, (1,), {}, "TypeError: options() missing 1 required keyword-only argument: 'd'"),
    (add, ("x",), {}, "TypeError: add() argument 'a' must be int, not str"),
    (add, (1.0,), {}, "TypeError: add() argument 'a' must be int, not float"),
    (
        add,
        (np.float64(3),),
        {},
        "TypeError: add() argument 'a' must be int, not np.float64",
    ),
    (
        add,
        (np.uint64(2**63),),
        {},
        "OverflowError: add() argument 'a' does not fit in 64 bits (int is a 64-bit integer in "
        "compiled code): 9223372036854775808",
    ),
    (
        half,
        (np.int64(2**53 + 1),),
        {},
        "OverflowError: half() argument 'x' must be float: the int 9007199254740993 has no exact "
        "float (hint: float(x) rounds it)",
    ),
    (
        half,
        (np.array([1.0]),),
        {},
        "TypeError: half() argument 'x' must be float, not an array of float64",
    ),
    (
        add,
        (1, 2**70),
        {},
        "OverflowError: add() argument 'b' does not fit in 64 bits (int is a 64-bit integer in "
        "compiled code): 1180591620717411303424",
    ),
    (half, ("1",), {}, "TypeError: half() argument 'x' must be float, not str"),
    (
        half,
        (2**53 + 1,),
        {},
        "OverflowError: half() argument 'x' must be float: the int 9007199254740993 has no exact "
        "float (hint: float(x) rounds it)",
    ),
    (maybe, ("x",), {}, "TypeError: maybe() argument 'a' must be int | None, not str"),
    (
        nested,
        ((1, (2.0, 1)),),
        {},
        "TypeError: nested() argument 't', at t[1][1], must be bool, not int",
    ),
    (
        nested,
        ([1, 2],),
        {},
        "TypeError: nested() argument 't' must be tuple[int, tuple[float, bool]], not list "
        "(hint: tuple(t))",
    ),
    *(
        (
            nested,
            ((1, (2.0, True), 3)[:n],),
            {},
            "TypeError: nested() argument 't' must be tuple[int, tuple[float, bool]], not a tuple "
            f"of length {n}",
        )
        for n in (0, 1, 3)
    ),
    (
        nested,
        ((1, (2.0, True, False)),),
        {},
        "TypeError: nested() argument 't', at t[1], must be tuple[float, bool], not a tuple of "
        "length 3",
    ),
    (
        same_u8,
        (300,),
        {},
        "OverflowError: same_u8() argument 'x' must be np.uint8, which cannot hold 300",
    ),
    (
        same_f32,
        (np.float64(1),),
        {},
        "TypeError: same_f32() argument 'x' must be np.float32, not np.float64 "
        "(hint: np.float32(x))",
    ),
    (
        same_matrix,
        (np.zeros(3),),
        {},
        "TypeError: same_matrix() argument 'a' must be Array2[f64]: it takes 2 dimensions, not 1",
    ),
    (
        same_matrix,
        ([[1.0]],),
        {},
        "TypeError: same_matrix() argument 'a' must be Array2[f64], not list "
        "(hint: np.asarray(a, dtype=np.float64))",
    ),
    (
        same_matrix,
        (np.zeros((2, 2), "f4"),),
        {},
        "TypeError: same_matrix() argument 'a' must be Array2[f64], not a 2-dimensional array of "
        "float32 (hint: a.astype(np.float64))",
    ),
    (
        same_matrix,
        (np.zeros((2, 2), ">f8"),),
        {},
        "TypeError: same_matrix() argument 'a' must be Array2[f64], not one of foreign byte order "
        "(>f8) (hint: a.astype(np.float64))",
    ),
    (
        same_matrix,
        (np.zeros((2, 2), object),),
        {},
        "TypeError: same_matrix() argument 'a' must be Array2[f64], not a 2-dimensional array of "
        "object",
    ),
    (
        same_matrix,
        (np.ma.zeros((2, 2)),),
        {},
        "TypeError: same_matrix() argument 'a' must be Array2[f64], not numpy.ma.MaskedArray "
        "(hint: np.asarray(a))",
    ),
    (
        longer,
        ([1, "2"], [], ""),
        {},
        "TypeError: longer() argument 'xs', at xs[1], must be int, not str",
    ),
    (
        longer,
        ([1], [[1.0], [2.0, None]], ""),
        {},
        "TypeError: longer() argument 'ys', at ys[1][1], must be float, not None",
    ),
    (
        longer,
        ([1, np.float32(2.0)], [], ""),
        {},
        "TypeError: longer() argument 'xs', at xs[1], must be int, not np.float32",
    ),
    (longer, ([], [], b""), {}, "TypeError: longer() argument 's' must be str, not bytes"),
    (
        longer,
        ((), [], ""),
        {},
        "TypeError: longer() argument 'xs' must be list[int], not tuple (hint: list(xs))",
    ),
]


@pytest.mark.parametrize("function, args, keywords, message", REFUSED)
def test_refused(function: Any, args: Any, keywords: Any, message: str) -> None:
    function.prepare()
    with pytest.raises((TypeError, ValueError, OverflowError)) as caught:
        function(*args, **keywords)
    assert f"{type(caught.value).__name__}: {caught.value}" == message
    assert caught.value.__cause__ is None
    assert len(caught.traceback) == 1, "the runtime's own frames are shown"


def test_binding() -> None:
    assert add(1, 2) == add(1, b=2) == add(b=2, a=1) == add(*[1], b=2) == 3
    assert add(1) == add(a=1) == 8
    assert options(1, d=4) == (1, 1.5, False, 4)
    assert options(1, 2.0, d=4, c=True) == (1, 2.0, True, 4)
    assert options(1, d=4, b=3) == (1, 3.0, False, 4)


def test_conversions() -> None:
    assert half(3) == 1.5 and half(True) == 0.5 and half(np.float64(5)) == 2.5
    assert add(True, False) == 1 and type(add(True, False)) is int
    for value in (1, True, 1.0, np.complex128(1)):
        result = same_complex(value)
        assert result == 1 and type(result) is complex
    assert type(same_f32(1.5)) is np.float32 and type(same_u8(255)) is np.uint8
    assert type(same_i64(2**62)) is np.int64 and same_i64(np.longlong(5)) == 5
    with pytest.raises(OverflowError):
        same_f32(0.1)
    assert maybe(None) is None and maybe(5) == 5
    assert nested((1, (2, True))) == ((2.0, True), 1)


def test_arrays_keep_their_identity() -> None:
    a = np.arange(6.0)
    assert fill(a, 2.0) is a and (a == 2).all()
    strided = a[::2]
    assert fill(strided, 3) is strided
    assert a.tolist() == [3, 2, 3, 2, 3, 2]
    view = tail(a)
    assert view.base is a and view.flags.writeable and len(view) == 5
    view[0] = 9
    assert a[1] == 9
    m = np.zeros((3, 4))
    for same in (m, m.T, m[::-1, ::2], m[1:1], m[:, :0]):
        assert same_matrix(same) is same


def test_every_layout() -> None:
    raw = np.zeros(8 * 5 + 1, "u1")
    unaligned = raw[1:].view("f8")
    unaligned[:] = range(5)
    assert total(unaligned) == 10
    assert total(np.arange(5.0)[::-1]) == 10
    assert total(np.broadcast_to(np.float64(2), (4,))) == 8
    assert total(np.zeros(0)) == 0


def test_read_only_arrays() -> None:
    a = np.ones(3)
    a.flags.writeable = False
    assert total(a) == 3
    assert not tail(a).flags.writeable
    with pytest.raises(ValueError, match="argument 'a' must be writeable: assignment destination"):
        fill(a, 1.0)


def test_memory_map(tmp_path: Any) -> None:
    a = np.memmap(tmp_path / "a", "f8", "w+", shape=(3,))
    assert fill(a, 2.5) is a and a.tolist() == [2.5] * 3


def test_methods_and_attributes() -> None:
    class Number:
        value = add

    bound = Number().value
    with pytest.raises(TypeError, match="argument 'a' must be int, not Number"):
        bound(1)
    add.note = "mine"
    assert add.note == "mine" and add.__name__ == "add" and add.python(1, 2) == 3
    assert repr(add) == "<script function add>"


def test_no_leaks() -> None:
    a, strided = np.arange(4.0), np.arange(8.0)[::2]

    def work(times: int) -> None:
        for _ in range(times):
            nested((1, (2.0, True)))
            tail(a)
            tail(strided)
            add(1, b=2)
            longer([1, 2], [[1.0], []], "text")
            for bad in ((1, "x"), (None,)):
                with pytest.raises(TypeError):
                    add(*bad)
            with pytest.raises(TypeError):
                longer([1, 2], [[1.0], [None]], "text")  # type: ignore[list-item]

    work(50)
    gc.collect()
    counts = [sys.getrefcount(x) for x in (a, strided, add)]
    before = sys.getallocatedblocks()
    work(300)
    gc.collect()
    assert [sys.getrefcount(x) for x in (a, strided, add)] == counts
    assert sys.getallocatedblocks() - before < 250


CONSTANT = np.array([1.0, 2.0, 3.0])


@script
def constant() -> Array1[f64]:
    return CONSTANT


@script
def fresh(n: int) -> Array2[f64]:
    return np.ones((n, 2))


def test_constants_stay_frozen() -> None:
    a = constant()
    assert a.tolist() == [1, 2, 3] and not a.flags.writeable
    with pytest.raises(ValueError):
        a.flags.writeable = True


def test_new_arrays_own_their_memory() -> None:
    a = fresh(3)
    assert a.shape == (3, 2) and a.flags.writeable and a.flags.c_contiguous and a.flags.aligned
    part = a[1:]
    del a
    gc.collect()
    fresh(3)[:] = 7
    assert part.tolist() == [[1, 1], [1, 1]]
    assert fresh(0).shape == (0, 2)


def test_output(capsys: pytest.CaptureFixture[str]) -> None:
    """`print` goes where sys.stdout is; what that raises comes back."""

    @script
    def say(x: int, s: str) -> None:
        print(x, s)

    say(3, "é")
    assert capsys.readouterr().out == "3 é\n"

    class Broken:
        def write(self, text: str) -> None:
            raise OSError("no paper")

    old, sys.stdout = sys.stdout, Broken()  # type: ignore[assignment]
    try:
        with pytest.raises(OSError, match="no paper"):
            say(1, "")
    finally:
        sys.stdout = old
