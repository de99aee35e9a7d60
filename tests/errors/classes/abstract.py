from abc import ABC, abstractmethod

from jitscript import script


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


@script
def f(n: int) -> float:
    return Shape().area()
