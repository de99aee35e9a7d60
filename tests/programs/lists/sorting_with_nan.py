"""Sorting where elements do not all compare: CPython's order, which its algorithm defines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from jitscript import f64, script

NAN = float("nan")


class Level(IntEnum):
    LOW = 1
    HIGH = 2


@dataclass(order=True)
class Item:
    group: int
    value: float


@script
def in_place(x: list[float]) -> list[float]:
    x.sort()
    return x


@script
def backwards(x: list[float]) -> list[float]:
    return sorted(x, reverse=True)


@script
def of_pairs(x: list[tuple[float, int]]) -> list[tuple[float, int]]:
    return sorted(x)


@script
def of_lists(x: list[list[float]]) -> list[list[float]]:
    x.sort(reverse=True)
    return x


@script
def of_both(x: list[int | float]) -> list[int | float]:
    return sorted(x)


@script
def of_numpy(n: int) -> list[f64]:
    x: list[f64] = []
    for i in range(n):
        x.append(f64(i % 7) / f64(i % 5))
    return sorted(x)


@script
def by_level(x: list[float], reverse: bool) -> list[int]:
    return sorted(
        range(len(x)), key=lambda i: (Level.LOW if i % 3 else Level.HIGH, x[i]), reverse=reverse
    )


@script
def by_text(x: list[float]) -> list[int]:
    return sorted(range(len(x)), key=lambda i: (x[i], str(i % 5)))


@script
def of_instances(x: list[float]) -> list[float]:
    return [item.value for item in sorted([Item(i * 7 % 5, v) for i, v in enumerate(x)])]


@script
def by_instances(x: list[float]) -> list[float]:
    items = [Item(i * 7 % 5, v) for i, v in enumerate(x)]
    return [item.value for item in sorted(items, key=lambda item: (item, item.value))]


@script
def with_none(x: list[float]) -> list[float | None]:
    found: list[float | None] = [None if v != v else v for v in x[:2]]
    found.sort()
    return found


@script
def ends(x: list[float]) -> tuple[float, float]:
    return min(x), max(x)


def _mixed(n: int, every: int, factor: int = 7919, of: int = 1009) -> list[float]:
    return [NAN if i % every == every - 1 else (i * factor) % of / 4 for i in range(n)]


def _up_and_down(n: int) -> list[float]:
    return [float(i % 97 if i // 97 % 2 else 97 - i % 97) if i % 31 else NAN for i in range(n)]


_LISTS = [
    [2.0, 1.0, NAN, 0.5],
    [NAN, 1.0, 0.0],
    [1.0, NAN],
    [NAN] * 5,
    _mixed(20, 3),
    _mixed(63, 9),
    _mixed(64, 9),
    _mixed(65, 4),
    _mixed(300, 50),
    _mixed(1000, 7),
    _mixed(1000, 250, of=5),
    sorted(_mixed(500, 501)) + [NAN, 3.0, 1.0] + sorted(_mixed(200, 201)),
    sorted(_mixed(500, 501))[::-1] + [NAN] + [1.5] * 80,
    _up_and_down(700),
    _up_and_down(3000),
    [0.0, -0.0, NAN, -0.0, 0.0],
]
_ROWS = [(x,) for x in _LISTS]

CASES = {
    "in_place": _ROWS,
    "backwards": _ROWS,
    "of_pairs": [([(v, i) for i, v in enumerate(x)],) for x in _LISTS],
    "of_lists": [([[v, 1.0] for v in x],) for x in _LISTS[:9]],
    "of_both": [([int(v) if v == v and v % 1 == 0 else v for v in x],) for x in _LISTS[:12]],
    "of_numpy": [(n,) for n in (0, 5, 12, 40, 70, 300)],
    "by_level": [(x, i % 2 == 0) for i, x in enumerate(_LISTS)],
    "by_text": [([float("nan") if v != v else v for v in x],) for x in _LISTS],
    "of_instances": _ROWS,
    "by_instances": _ROWS,
    "with_none": _ROWS[:4],
    "ends": [(x,) for x in _LISTS[:6]],
}
