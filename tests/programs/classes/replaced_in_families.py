"""`dataclasses.replace` of what may be an instance of a derived class: another of that class."""

from dataclasses import dataclass, replace

from jitscript import script


@dataclass
class Shape:
    x: float
    y: int = 0


@dataclass
class Named(Shape):
    name: str = "?"

    def __post_init__(self) -> None:
        self.name += "!"


@dataclass(frozen=True)
class Apart:
    y: int


@script
def moved(n: int) -> list[str]:
    shapes: list[Shape] = [Shape(1.0), Named(2.0, 3, "q")]
    found = [replace(s, y=n) for s in shapes]
    return [repr(s) for s in found + shapes]


@script
def of_one(named: bool, n: int) -> str:
    s: Shape = Named(1.5) if named else Shape(0.5)
    s = replace(replace(s, x=s.x + 1.0), y=n)
    return f"{s} {type(s).__name__}"


@script
def of_two_classes(first: bool) -> str:
    v = Apart(1) if first else Named(1.0)
    return repr(replace(v, y=7))


CASES = {
    "moved": [(0,), (-4,)],
    "of_one": [(True, 2), (False, 3)],
    "of_two_classes": [(True,), (False,)],
}
