"""`min` and `max` ask what Python asks, in its order: classes see it, and None is met where it is."""

from typing import Optional

from jitscript import script


class V:
    def __init__(self, n: int):
        self.n = n

    def __gt__(self, o: "V") -> bool:
        print("gt", self.n, o.n)
        return self.n > o.n

    def __lt__(self, o: "V") -> bool:
        print("lt", self.n, o.n)
        return self.n < o.n


@script
def asked(ns: list[int]) -> list[int]:
    vs = [V(n) for n in ns]
    found = [max(vs).n, min(vs).n, max(v for v in vs).n]
    return [*found, max(vs, key=lambda v: v).n, min(vs[0], vs[-1]).n, max(vs, default=V(0)).n]


@script
def most(d: dict[str, int]) -> str:
    return max(d, key=d.get)


@script
def least(xs: list[str], d: dict[str, float]) -> str:
    return min(xs, key=d.get)


@script
def largest(xs: list[Optional[str]]) -> Optional[str]:
    return max(xs)


@script
def smallest(xs: list[Optional[int]]) -> Optional[int]:
    return min(xs)


CASES = {
    "asked": [([3],), ([3, 1, 5],), ([2, 2, 1],)],
    "most": [({},), ({"a": 1, "b": 5, "c": 5},), ({"x": -1},)],
    "least": [
        (["a", "b"], {"a": 2.0, "b": 1.0}),
        (["a", "z"], {"a": 2.0}),
        (["z", "a"], {"a": 2.0}),
        (["z", "y"], {}),
        (["z"], {}),
    ],
    "largest": [(["a", "b"],), (["a", None],), ([None, "a"],), ([None],), ([None, None],)],
    "smallest": [([3, 1, 2],), ([3, None, 2],), ([None, 1],), ([],)],
}
