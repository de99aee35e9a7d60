"""Functions marked with `python`: strings, containers and instances there and back."""

import jitscript as js
from jitscript import script


class Point:
    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y


@js.python
def shouted(s: str, times: int) -> str:
    return s.upper() * times


@js.python
def words(s: str) -> list[str]:
    return s.split()


@js.python
def counted(xs: list[str]) -> dict[str, int]:
    return {x: xs.count(x) for x in xs}


@js.python
def flattened(xs: list[list[int]], d: dict[str, list[float]], s: set[int]) -> list[float]:
    return sorted([float(x) for row in xs for x in row] + sum(d.values(), []) + list(map(float, s)))


@js.python
def mirrored(p: Point) -> Point:
    return Point(p.y, p.x)


@js.python
def first_key(d: dict[str, int]) -> str:
    return next(iter(d))


@js.python
def find(words: list[str], word: str) -> int:
    return words.index(word)


@script
def shout(s: str) -> str:
    return shouted(s, 2) + "|" + shouted(s[1:], 0)


@script
def word_count(s: str) -> list[tuple[str, int]]:
    return sorted(counted(words(s)).items())


@script
def flatten(n: int) -> list[float]:
    return flattened([[i] * i for i in range(n)], {"a": [0.5], "b": []}, {n, n + 1})


@script
def mirror(x: float, y: float) -> tuple[float, float]:
    p = mirrored(mirrored(mirrored(Point(x, y))))
    return p.x, p.y


@script
def empty_dict(n: int) -> str:
    try:
        return first_key({})
    except StopIteration:
        return "stop"


@script
def where(words: list[str], word: str) -> int:
    words.append("new")
    try:
        return find(words, word)
    except ValueError as e:
        words.append(str(e))
        return -1


@script
def unless_found(words: list[str], word: str) -> int:
    words.append(word + "!")
    return find(words, word)


CASES = {
    "shout": [("ab",), ("",), ("é😀",)],
    "word_count": [("a b a  c a",), ("",)],
    "flatten": [(0,), (4,)],
    "mirror": [(1.0, 2.0), (float("inf"), -0.0)],
    "empty_dict": [(0,)],
    "where": [(["a", "b"], "b"), (["a"], "new"), ([], "z")],
    "unless_found": [(["x"], "x"), (["x"], "y")],
}
