"""Enumerations: members as values, how they are found, compared, shown, gone through."""

from dataclasses import dataclass
from enum import Enum, auto, unique
from typing import Optional

from jitscript import script


@unique
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 4

    @property
    def warm(self) -> bool:
        return self is Color.RED

    def next(self) -> "Color":
        members = list(Color)
        return members[(members.index(self) + 1) % len(members)]

    @classmethod
    def parse(cls, text: str) -> "Color":
        return Color[text.upper()]

    @staticmethod
    def default() -> "Color":
        return Color.GREEN


class Op(Enum):
    ADD = "+"
    SUB = "-"
    PLUS = "+"

    def apply(self, a: int, b: int) -> int:
        if self is Op.ADD:
            return a + b
        return a - b

    def __str__(self) -> str:
        return f"op {self.value}"


class Mixed(Enum):
    ONE = 1
    TEXT = "two"
    PAIR = (3, 4.5)
    NONE = None
    FLOAT = 1.5


class State(Enum):
    IDLE = auto()
    BUSY = auto()
    DONE = auto()


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass: float, radius: float):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self) -> float:
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


@dataclass
class Light:
    color: Color
    state: State = State.IDLE

    def step(self) -> None:
        self.color = self.color.next()
        if self.state is State.IDLE:
            self.state = State.BUSY
        elif self.state == State.BUSY:
            self.state = State.DONE


NEXT = (Color.BLUE, Color.RED)


@script
def shown(n: int) -> None:
    for c in Color:
        print(c, repr(c), f"{c} {c!r}", c.name, c.value, c.warm, c.next(), c == Color.RED, bool(c))
    print([*Op], Op.PLUS is Op.ADD, Op.SUB, f"{Op.SUB}", repr(Op.SUB), Op.SUB.value, len(Op))
    print(Color.default(), Color.parse("red"), NEXT[n % 2], NEXT, Op.ADD.apply(n, 2))
    print([m.name for m in Mixed], Mixed.PAIR.value[1], Mixed.TEXT.value, Mixed.NONE.value)
    print(Planet.EARTH.gravity, Planet.MARS.mass, Planet.MARS.value, Color.RED in Color)


@script
def found(n: int, name: str, sign: str) -> tuple[str, str, str]:
    return str(Color(n)), repr(Color[name]), str(Op(sign))


@script
def compared(i: int) -> None:
    cs = list(Color)
    a, b = cs[i % 3], cs[(i + 1) % 3]
    print(a == b, a != b, a is b, a is not b, a is cs[i % 3], a in (Color.RED, Color.BLUE), a == 1)
    print(a in [b, a], a in {b}, a.value < b.value, hash(a) == hash(cs[i % 3]))
    maybe: Optional[Color] = a if i % 2 else None
    print(maybe is None, maybe, maybe == a, a if maybe is None else maybe.name)
    mixed = a if i % 2 else State.DONE
    print(mixed, mixed == State.DONE, isinstance(mixed, Color))


@script
def as_keys(n: int) -> None:
    counts = {c: 0 for c in Color}
    for i in range(n):
        counts[list(Color)[i % 3]] += i
    print(counts, counts[Color.RED], counts.get(Color.BLUE, -1), Color.GREEN in counts)
    names: dict[tuple[Color, int], str] = {(Color.RED, n): "r"}
    print(names, (Color.RED, n) in names, len({Color.RED, Color.GREEN, Color(1)}))
    moves = {(State.IDLE, "go"): State.BUSY, (State.BUSY, "stop"): State.DONE}
    state = State.IDLE
    for word in "go stop".split():
        state = moves[(state, word)]
    print(state, sorted([c.value for c in counts]), max(Color, key=lambda c: c.value))


@script
def matched(n: int) -> str:
    c = list(Color)[n % 3]
    match c:
        case Color.RED | Color.GREEN if n > 5:
            return "late"
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case Color.BLUE:
            return "blue"


@script
def in_fields(n: int) -> None:
    light = Light(Color.RED)
    for _ in range(n):
        light.step()
    print(light, light.color.value, light == Light(Color.RED, State.IDLE), light.state.name)


@script
def missing(i: int) -> str:
    if i == 0:
        return Color[""].name
    if i == 1:
        return list(Color)[3].name
    raise ValueError(f"{Color.RED} is not {Color.BLUE!r}")


class Letter(str, Enum):
    A = "a"
    B = "b"


@script
def formatted(n: int) -> tuple[str, str, str, str]:
    x = Letter.A if n else Letter.B
    return f"{x}", f"{x:>12}", format(x, "<10"), str(x)


CASES = {
    "formatted": [(0,), (1,)],
    "shown": [(0,), (3,)],
    "found": [
        (4, "RED", "+"),
        (3, "RED", "+"),
        (-(2**63), "RED", "+"),
        (1, "PINK", "+"),
        (1, "", "+"),
        (1, "RED", "*'"),
    ],
    "compared": [(0,), (1,), (2,)],
    "as_keys": [(0,), (7,)],
    "matched": [(0,), (1,), (2,), (6,), (7,), (8,)],
    "in_fields": [(0,), (1,), (5,)],
    "missing": [(0,), (1,), (2,)],
}
