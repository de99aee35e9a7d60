"""An int that becomes a float is that float exactly, or an error: nothing is rounded unseen."""

from __future__ import annotations

import pytest

from jitscript import script


@script
def declared(n: int) -> float:
    x: float = n
    return x


@script
def returned(n: int) -> float:
    return n


@script
def stored(n: int) -> float:
    xs: list[float] = [0.5]
    xs.append(n)
    xs[0] = n
    return xs[0] + xs[1]


@script
def passed(n: int) -> float:
    return _half(n)


def _half(x: float) -> float:
    return x / 2


@script
def keyed(n: int) -> float:
    d: dict[str, float] = {}
    d["a"] = n
    return d.get("b", n) + d.setdefault("c", n) - d["a"]


@script
def in_a_set(n: int) -> float:
    s: set[float] = set()
    s.add(n)
    return s.pop()


class Box:
    """Holds a float."""

    x: float

    def __init__(self, x: float):
        self.x = x


@script
def in_a_field(n: int) -> float:
    box = Box(0.5)
    box.x = n
    return box.x + Box(n).x


WAYS = (declared, returned, stored, passed, keyed, in_a_set, in_a_field)
EXACT = (0, -1, 2**53 - 1, 2**53, -(2**53), 2**53 + 2, 2**62, -(2**63), 2**63 - 2**10)
INEXACT = (2**53 + 1, -(2**53) - 1, 2**63 - 1, 2**63 - 2**9, -(2**63) + 1, 2**62 + 1)


@pytest.mark.parametrize("way", WAYS, ids=lambda f: str(f.__name__))
def test_what_is_exact_is_taken(way: object) -> None:
    for n in EXACT:
        assert way(n) == way.python(n), n  # type: ignore[attr-defined,operator]


@pytest.mark.parametrize("way", WAYS, ids=lambda f: str(f.__name__))
def test_what_would_be_rounded_is_an_error(way: object) -> None:
    for n in INEXACT:
        with pytest.raises(OverflowError, match=f"int {n} is not exactly representable"):
            way(n)  # type: ignore[operator]
