from dataclasses import dataclass

from jitscript import script


@dataclass(frozen=True)
class Own:
    x: int

    def __init__(self, x: int) -> None:
        self.x = x


@dataclass(frozen=True)
class Post:
    x: int

    def __post_init__(self) -> None:
        self.x = abs(self.x)


@dataclass(frozen=True)
class Later:
    x: int

    def change(self) -> None:
        object.__setattr__(self, "x", 3)


@script
def f(n: int) -> int:
    a = Own(n)
    b = Post(n)
    c = Later(n)
    c.change()
    return a.x + b.x + c.x


f(3)
