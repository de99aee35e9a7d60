"""Every method that changes or searches a list."""

from jitscript import script


@script
def extend(a: list[int], b: list[int]) -> None:
    a.extend(b)


@script
def extend_self(a: list[int]) -> None:
    a.extend(a)


@script
def insert(a: list[int], i: int, x: int) -> None:
    a.insert(i, x)


@script
def remove(a: list[int], x: int) -> None:
    a.remove(x)


@script
def index(a: list[int], x: int) -> int:
    return a.index(x)


@script
def count(a: list[int], x: int) -> int:
    return a.count(x)


@script
def reverse(a: list[int]) -> None:
    a.reverse()


@script
def clear(a: list[int]) -> int:
    a.clear()
    a.append(1)
    return len(a)


@script
def copy(a: list[int]) -> list[int]:
    b = a.copy()
    b.append(9)
    return b


@script
def pop_empty(a: list[int]) -> int:
    return a.pop()


A = [3, 1, 2, 1]
CASES = {
    "extend": [(A, [5, 6]), (A, []), ([], [1])],
    "extend_self": [(A,)],
    "insert": [(A, i, 9) for i in (0, 2, 4, 100, -1, -100)],
    "remove": [(A, 1), (A, 3), (A, 7)],
    "index": [(A, 1), (A, 2), (A, 7)],
    "count": [(A, 1), (A, 7)],
    "reverse": [(A,), ([],), ([1, 2, 3],)],
    "clear": [(A,)],
    "copy": [(A,)],
    "pop_empty": [([],)],
}
