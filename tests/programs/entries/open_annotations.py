"""Annotations that leave a type open: the arguments choose it."""

from collections.abc import Iterable, Sequence
from typing import Any, List, Literal, Optional, TypeVar, Union

import numpy as np
import numpy.typing as npt

from jitscript import Array1, f64, script

T = TypeVar("T")
N = TypeVar("N", int, float)


@script
def norm(a: np.ndarray) -> float:
    s = 0.0
    for i in range(a.shape[0]):
        s += float(a[i]) ** 2
    return s**0.5


@script
def scaled(a: npt.NDArray[np.float64], k: float = 2.0) -> npt.NDArray[np.float64]:
    return a * k


@script
def rank(a: npt.NDArray[Any]) -> int:
    return a.ndim


@script
def first(values: list[T], default: T) -> T:
    if len(values) > 0:
        return values[0]
    return default


@script
def larger(a: N, b: N) -> N:
    if a > b:
        return a
    return b


@script
def mean(values: Sequence[float]) -> float:
    s = 0.0
    for value in values:
        s += value
    return s / len(values)


@script
def count(values: Iterable) -> int:
    n = 0
    for _ in values:
        n += 1
    return n


@script
def shifted(values: list, by: tuple) -> list:
    return [value + by[0] for value in values]


@script
def added(values: List, more: list) -> None:
    for value in more:
        values.append(value)


@script
def summed(values: tuple[int, ...]) -> int:
    s = 0
    for value in values:
        s += value
    return s


@script
def maybe(a: Optional[np.ndarray] = None, n: int = None) -> int:
    if a is None:
        return -1
    if n is None:
        return len(a)
    return len(a) * n


@script
def either(x: Union[float, np.ndarray]):
    return x * 2


@script
def anything(x: Any, y: object):
    return y, x


@script
def mode(kind: Literal["sum", "first"], values: Array1[f64]) -> float:
    if kind == "sum":
        return float(values[0] + values[1])
    return float(values[0])


@script
def mixed(x: float, y, z: int = 3):
    return x / 2, y, z


CASES = {
    "norm": [
        (np.arange(3.0),),
        (np.arange(3),),
        (np.arange(3, dtype=np.uint8),),
        (np.ones(8)[::3],),
    ],
    "scaled": [(np.ones(2),), (np.ones((2, 2)), 3.0)],
    "rank": [(np.ones((1, 2, 3), bool),), (np.ones(0, np.int16),)],
    "first": [([1, 2], 3), (["a"], "b"), ([(1, 2.5)], (3, 4.5)), ([[1]], [2])],
    "larger": [(1, 2), (2.5, 1.5), (-0.0, 0.0)],
    "mean": [([1.5, 2],), ((1, 2.5),), (np.arange(4.0),), (np.arange(3),), ([1, 2, 4],), ((),)],
    "count": [([1, 2],), ("abc",), ((1, "a"),), (np.ones(3),), (["", ""],)],
    "shifted": [([1, 2], (1,)), ([1.5], (2, "x")), (["a"], ("b", 1)), ([1, 2.5], (1,))],
    "added": [([1], [2, 3]), (["a"], ["b"]), ([1.5], [2.5])],
    "summed": [((1, 2, 3),), ((),), ((1,),)],
    "maybe": [(), (np.ones(3),), (np.ones(3), 4), {"n": 3}, (None, None)],
    "either": [(1.5,), (np.arange(3.0),), (np.arange(3),)],
    "anything": [(1, "s"), (None, 2j), (1.5, (1, 2))],
    "mode": [("sum", np.arange(2.0)), ("first", np.arange(2.0)), ("other", np.ones(2))],
    "mixed": [(1.0, 2), (1.0, "a", 4), (3.0, None), (2.0, 2.5)],
}
