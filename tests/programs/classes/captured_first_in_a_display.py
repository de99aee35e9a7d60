"""A captured instance or table that is first met inside of a display, a formatted text or a
comprehension: it is made at the entry of the function, in front of what has been begun."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from jitscript import Array1, f64, script


@dataclass(frozen=True)
class Point:
    x: float
    y: float


STILL = Point(0.0, -1.5)
PRICES = {"tea": 3, "cake": 5}
ROWS = [[1, 2], [3]]


@dataclass
class Body:
    name: str
    at: Point
    speed: Point = STILL
    tags: set[str] = field(default_factory=set)
    owned: dict[str, int] = field(default_factory=dict)


@script
def bodies(n: int) -> tuple[int, str, float]:
    made = [Body("a", Point(0, n), Point(1, 0)), Body("b", Point(3, 2)), Body("c", STILL)]
    made[0].owned["x"] = n
    return len(made), made[2].name, sum([b.speed.y for b in made])


@script
def listed(words: list[str]) -> list[list[str]]:
    return [words + ["x"], [w for w in words if w in PRICES], [*words, str(STILL.x)]]


@script
def formatted(n: int) -> list[str]:
    return [
        f"{n}:{n + 1}:{STILL.x}:{PRICES['tea'] + n}:{str(n) * 2}",
        "%s %s %d %r" % (str(n) * 2, [str(n)], ROWS[0][1], STILL.y),
        "{} {} {} {}".format(str(n) + "!", [str(n)], ROWS[1], STILL.y),
    ]


@script
def nested(n: int) -> list[list[int]]:
    return [[n], [k + PRICES["cake"] for k in range(n)], list(ROWS[0]), [PRICES["tea"]]]


@script
def effects(log: list[str]) -> list[int]:
    def note(text: str) -> int:
        log.append(text)
        return len(log)

    return [note("a"), PRICES["tea"] + note("b"), note(str(STILL.y)), len(ROWS) + note("d")]


@script
def of_text(n: int) -> tuple[str, ...]:
    def words() -> tuple[str, ...]:
        return (str(n), str(STILL), str(PRICES["tea"]))

    return words()


@script
def in_numpy(a: Array1[f64]) -> float:
    return float(np.sum(a * STILL.y) + np.median(a + ROWS[0][1]))


CASES = {
    "bodies": [(3,), (0,)],
    "listed": [(["tea", "b"],), ([],)],
    "formatted": [(7,)],
    "nested": [(2,), (0,)],
    "effects": [([],), (["z"],)],
    "of_text": [(1,)],
    "in_numpy": [(np.arange(3.0),)],
}
