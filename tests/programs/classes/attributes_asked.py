"""hasattr of what instances have, and of what only their classes have."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

import numpy as np

from jitscript import script


class Plain:
    shared = 1

    def __init__(self, x: int) -> None:
        self.x = x

    def method(self) -> int:
        return self.x

    @property
    def double(self) -> int:
        return 2 * self.x


class Called(Plain):
    def __call__(self) -> int:
        return self.x


class Kind(Enum):
    FIRST = 1
    SECOND = 2

    def __init__(self, number: int) -> None:
        self.number = number


class Pair(NamedTuple):
    left: int
    right: int = 0


@script
def of_instances(x: int) -> list[bool]:
    a, b = Plain(x), Called(x)
    found = [hasattr(a, "x"), hasattr(a, "shared"), hasattr(a, "method"), hasattr(a, "double")]
    found += [hasattr(a, "__call__"), hasattr(b, "__call__"), hasattr(a, "__len__")]
    found += [hasattr(a, "__name__"), hasattr(a, "mro"), hasattr(a, "__mro__")]
    return [*found, hasattr(a, "__class__"), hasattr(a, "__doc__"), hasattr(a, "__module__")]


@script
def of_members(number: int) -> list[bool]:
    kind = Kind(number)
    found = [hasattr(kind, "name"), hasattr(kind, "value"), hasattr(kind, "number")]
    found += [hasattr(kind, "_value_"), hasattr(kind, "__name__"), hasattr(kind, "__members__")]
    return [*found, hasattr(kind, "mro"), hasattr(kind, "__call__"), hasattr(kind, "other")]


@script
def of_builtins(n: int, text: str, items: list[int]) -> list[bool]:
    pair = Pair(n)
    found = [hasattr(n, "__call__"), hasattr(n, "real"), hasattr(n, "__name__"), hasattr(n, "mro")]
    found += [hasattr(text, "__iter__"), hasattr(text, "__qualname__"), hasattr(text, "upper")]
    found += [hasattr(items, "append"), hasattr(items, "__bases__"), hasattr(items, "__call__")]
    return [*found, hasattr(pair, "left"), hasattr(pair, "_fields"), hasattr(pair, "__name__")]


@script
def of_arrays(a: np.ndarray) -> list[bool]:
    return [hasattr(a, "shape"), hasattr(a, "__call__"), hasattr(a, "__name__"), hasattr(a, "T")]


@script
def with_another(x: int) -> str:
    a = Called(x)
    return f"{getattr(a, '__name__', 'none')} {getattr(x, '__name__', 'none')}"


CASES = {
    "of_instances": [(1,)],
    "of_members": [(1,)],
    "of_builtins": [(1, "a", [1])],
    "of_arrays": [(np.zeros(2),)],
    "with_another": [(1,)],
}
