"""copy.copy shares what a container holds, copy.deepcopy of flat ones is a container of its own."""

import copy

from jitscript import script


@script
def rows(grid: list[list[int]]):
    other = copy.copy(grid)
    other.append([9])
    other[0].append(7)
    return grid, other, other[0] is grid[0], other is grid


@script
def table(d: dict[str, list[int]]):
    other = copy.copy(d)
    other["new"] = [1]
    other["a"].append(2)
    return d, other


@script
def flat(xs: list[int], names: dict[str, float], s: set[int], b: bytearray):
    deep, named, numbers, raw = (
        copy.deepcopy(xs),
        copy.deepcopy(names),
        copy.deepcopy(s),
        copy.deepcopy(b),
    )
    deep.append(1)
    named["x"] = 0.5
    numbers.add(77)
    raw.append(3)
    return xs, deep, names, named, s, numbers, b, raw, copy.copy(s) == s, copy.copy(b) == b


@script
def plain(n: int, x: float, t: str, b: bytes):
    return copy.copy(n), copy.deepcopy(x), copy.copy(t), copy.deepcopy(t), copy.deepcopy(b)


CASES = {
    "rows": [([[1], [2]],), ([[]],), ([],)],
    "table": [({"a": [1]},), ({"b": [], "a": []},), ({},)],
    "flat": [([1, 2], {"a": 1.0}, {3, 4}, bytearray(b"ab")), ([], {}, set(), bytearray())],
    "plain": [(1, -0.0, "é", b"\xff"), (2**62, 1e300, "", b"")],
}
