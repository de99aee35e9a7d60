"""Attributes of exceptions that `__init__` computes."""

from __future__ import annotations

import math
from enum import Enum

from jitscript import script


class Level(Enum):
    LOW = 1
    HIGH = 2


class Short(Exception):
    def __init__(self, name: str, needed: float, available: float = 1.5) -> None:
        super().__init__(f"{name}: {needed}")
        self.name = name.title()
        self.missing = needed - available
        self.ratio = round(needed / available, 2) if available else math.inf
        self.level = Level.HIGH if self.missing > 1 else Level.LOW
        self.pair = (name, int(needed))
        self.far = needed > 10 and available < 2


class Located(ValueError):
    def __init__(self, message, line, column=0):
        where = f"{line}:{column}"
        text = where + " " + message
        super().__init__(text)
        self.where, self.total = where, line + column
        self.words = len(message.split())


class Placed(Exception):
    def __init__(self, message: str, line: int, column: int = 0) -> None:
        self.where, self.total = f"{line}:{column}", line + column
        self.words = len(message.split())


class Wrapped(Placed):
    def __init__(self, message: str) -> None:
        super().__init__(message, 3, 4)
        self.first = message[:1] or None


@script
def short(name: str, needed: float, available: float) -> tuple[str, float, float, str, bool]:
    try:
        raise Short(name, needed, available)
    except Short as e:
        print(e, e.pair[0], e.pair[1] + 1)
        return e.name, e.missing + 1.0, e.ratio, e.level.name, e.far


@script
def by_default(needed: float) -> float:
    try:
        raise Short("a", needed)
    except Short as e:
        return e.missing


@script
def located(message: str, line: int) -> tuple[str, int, int, str]:
    try:
        raise Located(message, line, 2)
    except Located as e:
        return e.where.upper(), e.total * 2, e.words, str(e)


@script
def wrapped(message: str) -> tuple[str, int, str | None]:
    try:
        raise Wrapped(message)
    except Wrapped as e:
        return e.where, e.total + e.words, e.first


@script
def given(n: int) -> list[float]:
    found = []
    for i in range(n):
        try:
            if i % 2:
                raise Short("x" * i, float(i))
            found.append(float(i))
        except Short as e:
            found.append(e.missing)
    return found


CASES = {
    "short": [("ann b", 3.0, 1.0), ("c", 12.0, 0.0), ("", 1.0, 4.0)],
    "by_default": [(2.0,)],
    "located": [("a b c", 3), ("", 0)],
    "wrapped": [("x y",), ("",)],
    "given": [(5,)],
}
