"""Going through values of several types: d.get(k, ())."""

from __future__ import annotations

from collections import deque


from jitscript import script


@script
def union_loop(d: dict[str, list[str]], k: str) -> list[str]:
    out = []
    for x in d.get(k, ()):
        out.append(x)
    else:
        out.append("end")
    for y in d.get(k) or ():
        if y == "b":
            break
        out.append(y)
    for i, z in enumerate(d.get(k, ())):
        out.append(f"{i}{z}")
    for a, b in zip(d.get(k, ()), d.get("b", ())):
        out.append(a + b)
    return out


@script
def union_comp(d: dict[str, list[int]], k: str) -> int:
    return (
        sum(x * 2 for x in d.get(k, ()))
        + len([z for z in d.get(k, ())])
        + sum(d.get(k, ()))
        + len(list(d.get(k, ())))
    )


@script
def sets(d: dict[int, set[int]], k: int) -> list[int]:
    out = [0]
    for x in d.get(k, ()):
        out.append(x)
    out.extend(d.get(k, ()))
    out += sorted(d.get(k, ()))
    s = set(d.get(k, ()))
    return out + sorted(s)


@script
def dicts(d: dict[int, dict[str, int]], k: int) -> list[str]:
    return [a * 2 for a in d.get(k, ())]


@script
def mixed(n: int) -> list[int | str]:
    x = [1, 2, 3] if n > 0 else "abc"
    out: list[int | str] = []
    for a in x:
        out.append(a)
        if a == 2:
            continue
    y = (1, 2) if n > 0 else range(3)
    for b in y:
        out.append(b)
    z = (1.5, 2.5) if n > 1 else [3]
    for c in reversed(z):
        print(c)
    return out


@script
def grows(n: int) -> list[int]:
    x = [1, 2, 3] if n > 0 else (4, 5)
    t = 0
    for a in x:
        t += a
        if isinstance(x, list) and len(x) < 6:
            x.append(a * 10)
    return [t]


@script
def dq(d: dict[int, deque[int]], k: int) -> int:
    t = 0
    for a in d.get(k, ()):
        t += a
    return t


@script
def tup(d: dict[int, tuple[int, ...]], k: int) -> int:
    t = 0
    for a in d.get(k, ()):
        t += a
    return t + sum(d.get(k, ())) + len(d.get(k, ()))


@script
def strs(d: dict[int, str], k: int) -> str:
    return "".join(d.get(k, ())) + ",".join(c for c in d.get(k, ()))


@script
def changed(n: int) -> int:
    d = {1: {1, 2}}
    t = 0
    for x in d.get(n, ()):
        d[1].add(x + 10)
        t += x
    return t


CASES = {
    "union_loop": [({"a": ["x", "b"], "b": ["q"]}, "a"), ({}, "a")],
    "union_comp": [({"a": [1, 2]}, "a"), ({}, "b")],
    "sets": [({1: {1, 5}}, 1), ({}, 1)],
    "dicts": [({1: {"a": 1}}, 1), ({}, 1)],
    "mixed": [(0,), (1,), (2,)],
    "grows": [(0,), (1,)],
    "dq": [({1: deque([1, 2])}, 1), ({}, 1)],
    "tup": [({1: (1, 2)}, 1), ({}, 1)],
    "strs": [({1: "ab"}, 1), ({}, 1)],
    "changed": [(1,), (2,)],
}
