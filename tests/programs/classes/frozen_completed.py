"""Fields of frozen dataclasses set by `object.__setattr__` where an instance is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import gcd

from jitscript import script


@dataclass(frozen=True)
class Ratio:
    num: int
    den: int = 1
    divisor: int = field(init=False, default=1)
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.den == 0:
            raise ZeroDivisionError(f"{self.num}/0")
        g = gcd(self.num, self.den)
        if self.den < 0:
            g = -g
        object.__setattr__(self, "num", self.num // g)
        object.__setattr__(self, "den", self.den // g)
        if g > 1:
            object.__setattr__(self, "divisor", g)
        object.__setattr__(self, "key", f"{self.num}:{self.den}")

    def __add__(self, o: Ratio) -> Ratio:
        return Ratio(self.num * o.den + o.num * self.den, self.den * o.den)


HALF = Ratio(2, 4)


@script
def summed(n: int) -> tuple[list[str], int]:
    s = HALF
    for i in range(1, n):
        s = s + Ratio(1, i)
    shown = [repr(s), s.key, str(s.divisor), repr(replace(HALF, num=6)), HALF.key]
    return shown, len({s, HALF, Ratio(-1, -2)})


@script
def made(num: int, den: int) -> str:
    return repr(Ratio(num, den))


@dataclass(frozen=True, slots=True)
class Span:
    low: float
    high: float
    length: float = field(init=False)

    def __post_init__(self) -> None:
        if self.low > self.high:
            low = self.low
            object.__setattr__(self, "low", self.high)
            object.__setattr__(self, "high", low)
        object.__setattr__(self, "length", self.high - self.low)


@dataclass(frozen=True)
class Named(Span):
    name: str = "?"

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        object.__setattr__(self, "name", self.name.title())


@script
def lengths(a: float, b: float) -> tuple[float, str]:
    return Span(a, b).length, repr(Named(a, b, "from to"))


@dataclass(frozen=True, init=False)
class Parsed:
    whole: int
    text: str

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "text", text.strip())
        object.__setattr__(self, "whole", int(self.text))


@script
def parsed(text: str) -> tuple[str, int]:
    p = Parsed(text)
    return repr(p), p.whole


class Plain:
    def __init__(self, n: int) -> None:
        object.__setattr__(self, "n", n)
        object.__setattr__(self, "seen", [n])


@script
def plain(n: int) -> tuple[int, list[int]]:
    p = Plain(n)
    p.n += 1
    p.seen.append(p.n)
    return p.n, p.seen


CASES = {
    "summed": [(1,), (6,)],
    "made": [(6, 4), (6, -4), (1, 0)],
    "lengths": [(1.0, 2.5), (2.5, 1.0)],
    "parsed": [(" 12 ",), ("x",)],
    "plain": [(3,)],
}
