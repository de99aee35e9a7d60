"""`x: T = None` in a dataclass: the field may be None, as with parameters."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


@dataclass
class Person:
    name: str
    nick: str = None
    age: int = None
    tags: list = None
    friend: Person = None

    def greeting(self) -> str:
        return f"Hi {self.nick or self.name}"


@script
def made(n: str) -> str:
    x = Person(n)
    y = Person(n, "q", 3, ["a"], x)
    if y.nick is not None and y.age:
        print(y.nick + "!", y.age + 1, y.friend.name)
    return f"{x} {y} {x.greeting()} {y.greeting()}"


@script
def set_later(n: str, age: int) -> tuple[str, bool]:
    x = Person(n)
    x.age = age
    x.friend = Person("f", friend=x)
    return x.friend.name, x.friend.friend is x and x.age == age


CASES = {"made": [("a",), ("",)], "set_later": [("b", 4)]}
