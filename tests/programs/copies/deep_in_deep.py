"""`copy.deepcopy` of containers in containers: what is there twice is copied once."""

import copy
from collections import deque
from typing import NamedTuple

from jitscript import script


class Named(NamedTuple):
    name: str
    rows: list[int]


@script
def of_lists(a: list[list[int]]):
    b = copy.deepcopy(a)
    a[0].append(7)
    b[-1].append(8)
    return a, b, b[0] is b[-1], a[0] is b[0]


@script
def shared(n: int):
    rows = [[0] * 2] * n
    other = copy.deepcopy(rows)
    other[0][1] = 5
    three = [rows, rows, [[1]]]
    deep = copy.deepcopy(three)
    deep[0][0][0] = 9
    deep[2].append(deep[0][0])
    return rows, other, three, deep, deep[0] is deep[1], deep[0][0] is deep[1][1]


@script
def of_dicts(d: dict[str, list[int]], key: str):
    e = copy.deepcopy(d)
    e[key].append(1)
    pairs = {key: d, "": e}
    f = copy.deepcopy(pairs)
    f[key][key] = []
    return d, e, pairs, f, list(f)


@script
def of_tuples(row: list[int], x: float | None):
    t = (row, (row, "a"), {1, 2}, deque([row], 3), x)
    u = copy.deepcopy(t)
    u[0].append(3)
    u[2].add(9)
    named = copy.deepcopy(Named("n", row))
    named.rows.append(100)
    optional = [row, None, row]
    other = copy.deepcopy(optional)
    return (
        t,
        u,
        u[0] is u[1][0],
        u[3].maxlen,
        u[3][0] is u[0],
        named.name,
        named.rows,
        other,
        other[0] is other[2],
    )


@script
def plain(a: list[tuple[int, str]], s: str):
    return copy.deepcopy(a), copy.deepcopy(s), copy.deepcopy((1, s)), copy.deepcopy(None)


ROW = [1, 2]
CASES = {
    "of_lists": [([[1], [2]],), (lambda: ([ROW[:]] * 2,))],
    "shared": [(2,), (3,)],
    "of_dicts": [({"a": [1], "b": []}, "a"), ({"a": [1]}, "b")],
    "of_tuples": [([1], 2.5), ([], None)],
    "plain": [([(1, "a")], "text")],
}
