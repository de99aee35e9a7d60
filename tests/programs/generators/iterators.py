"""`iter` and `next` of containers, and instances that are unpacked by their `__iter__`."""

from typing import Iterator

from jitscript import script


class Vec:
    def __init__(self, x: float, y: float):
        self.x, self.y = x, y

    def __iter__(self):
        print("it")
        yield self.x
        print("x")
        yield self.y
        print("y")


class Seq:
    def __init__(self, n: int):
        self.n = n

    def __len__(self) -> int:
        print("len")
        return self.n

    def __iter__(self) -> Iterator[int]:
        for i in range(self.n):
            print(i)
            yield i


@script
def vector() -> float:
    x, y = Vec(1.0, 2.0)
    return x + y


@script
def sequence(n: int) -> int:
    x, y = Seq(n)
    return x + y


@script
def rest(n: int) -> list[int]:
    x, *y = Seq(n)
    return y


@script
def first_key(d: dict[str, int]) -> str:
    return next(iter(d))


@script
def first_or(s: set[int]) -> int:
    return next(iter(s), -1)


@script
def pairs_by_next(xs: list[int]) -> list[int]:
    it = iter(xs)
    out = []
    for a in it:
        b = next(it, 0)
        out.append(a * b)
    return out


@script
def zipped_with_itself(xs: list[int]) -> list[tuple[int, int]]:
    it = iter(xs)
    return list(zip(it, it))


@script
def text(s: str) -> str:
    it = iter(s)
    next(it)
    return "".join(it)


@script
def until_stop(xs: list[int]) -> int:
    it = iter(xs)
    n = 0
    while True:
        try:
            n += next(it)
        except StopIteration:
            break
    return n


@script
def changed(d: dict[str, int]) -> tuple[str, int]:
    it = iter(d.items())
    k, v = next(it)
    d["new"] = 1
    for k, v in it:
        pass
    return k, v


CASES = {
    "vector": [()],
    "sequence": [(2,), (1,), (3,), (5,)],
    "rest": [(3,), (1,), (0,)],
    "first_key": [({"a": 1},), ({},)],
    "first_or": [({5},), (set(),)],
    "pairs_by_next": [([1, 2, 3, 4],), ([1, 2, 3],), ([],)],
    "zipped_with_itself": [([1, 2, 3, 4, 5],), ([],)],
    "text": [("hello",), ("",), ("é😀x",)],
    "until_stop": [([1, 2],), ([],)],
    "changed": [({"a": 1, "b": 2},), ({"a": 1},), ({},)],
}
