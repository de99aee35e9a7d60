"""Base classes: virtual calls, super(), abstract methods, isinstance, class attributes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Final

from jitscript import script


class Shape:
    def __init__(self, name: str):
        self.name = name

    def area(self) -> float:
        return 0.0

    def show(self) -> str:
        return f"{self.name}:{self.area()}"


class Circle(Shape):
    def __init__(self, r: float):
        super().__init__("circle")
        self.r = r

    def area(self) -> float:
        return 3.0 * self.r * self.r


class Square(Shape):
    def __init__(self, s: float):
        super().__init__("square")
        self.s = s

    def area(self) -> float:
        return self.s * self.s

    def show(self) -> str:
        return "[" + super().show() + "]"


@script
def shapes(n: int) -> str:
    xs: list[Shape] = []
    for i in range(n):
        if i % 2:
            xs.append(Circle(float(i)))
        else:
            xs.append(Square(float(i)))
    out = ""
    for s in xs:
        out += s.show() + " "
        if isinstance(s, Circle):
            out += str(s.r)
    return out


class Animal(ABC):
    legs: ClassVar[int] = 4
    SOUND: Final = "?"
    count = 3

    def __init__(self, name: str):
        self.name = name

    @abstractmethod
    def speak(self) -> str: ...
    def intro(self) -> str:
        return self.name + " says " + self.speak() + f" {self.legs} {self.count}"


class Dog(Animal):
    def speak(self) -> str:
        return "woof"


class Bird(Animal):
    legs = 2

    def __init__(self, name: str, wings: int = 2):
        Animal.__init__(self, name)
        self.wings = wings

    def speak(self) -> str:
        return "tweet" * self.wings


@script
def animals(n: int) -> str:
    zoo: list[Animal] = [Dog("rex"), Bird("tweety")]
    out = ""
    for a in zoo:
        out += a.intro() + ";"
        a.name = a.name + "!"
        if isinstance(a, Bird):
            out += str(a.wings)
    x = zoo[n]
    return out + x.name


CASES = {"shapes": [(0,), (5,)], "animals": [(0,), (1,), (2,)]}
