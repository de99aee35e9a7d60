"""Special methods that are called by name."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


@dataclass(order=True)
class Point:
    x: int
    y: float = 0.5


class Named:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Named({self.name})"

    def __len__(self) -> int:
        return len(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and self.name == other.name

    def __hash__(self) -> int:
        return self.name.__len__()

    def __add__(self, other: Named) -> Named:
        return Named(self.name.__add__(other.name))


@script
def of_ints(a: int, b: int) -> str:
    found = [a.__add__(b), a.__sub__(b), a.__mul__(b), a.__floordiv__(b), a.__mod__(b)]
    found += [a.__and__(b), a.__or__(b), a.__xor__(b), a.__neg__(), a.__invert__(), a.__abs__()]
    tests = [a.__lt__(b), a.__le__(b), a.__eq__(b), a.__ne__(b), a.__bool__()]
    return f"{found} {tests} {a.__truediv__(b)} {a.__repr__()} {a.__str__()} {a.__float__()}"


@script
def of_floats(x: float, y: float) -> str:
    tests = [x.__gt__(y), x.__ge__(y), x.__eq__(y)]
    return f"{x.__mul__(y)} {x.__truediv__(y)} {tests} {x.__int__()} {x.__round__()} {x.__repr__()}"


@script
def of_texts(text: str, more: str) -> str:
    found = text.__repr__() + text.__add__(more) + text.__getitem__(0) + text.__format__(">8")
    return f"{found} {text.__len__()} {text.__contains__(more)} {text.__eq__(more)}"


@script
def of_containers(items: list[int], names: dict[str, int], seen: set[int]) -> str:
    items.__setitem__(0, 7)
    names.__setitem__("c", 3)
    names.__delitem__("a")
    shown = items.__repr__() + names.__str__() + str(items.__len__()) + str(seen.__contains__(1))
    return f"{shown} {items.__add__(items)} {items.__eq__([7, 2])} {names.__getitem__('c')}"


@script
def of_iterators(items: list[int]) -> int:
    found = items.__iter__()
    return found.__next__() * 10 + next(found)


@script
def of_dataclasses(x: int) -> str:
    a, b = Point(x), Point(2)
    tests = [a.__eq__(b), a.__lt__(b), a.__ge__(b)]
    return f"{a.__repr__()} {a.__str__()} {tests}"


@script
def of_classes(name: str) -> str:
    a, b = Named(name), Named("b")
    return f"{a.__str__()} {a.__len__()} {a.__eq__(b)} {a.__hash__()} {a.__add__(b).__repr__()}"


CASES = {
    "of_ints": [(7, 2), (-7, 2), (2, 2), (7, 0)],
    "of_floats": [(1.5, 0.5), (-2.5, 2.0), (1.0, 0.0)],
    "of_texts": [("abc", "b"), ("b", "b")],
    "of_containers": [([1, 2], {"a": 1}, {1}), ([1], {}, set())],
    "of_iterators": [([1, 2],), ([1],)],
    "of_dataclasses": [(1,), (2,)],
    "of_classes": [("a",), ("b",)],
}
