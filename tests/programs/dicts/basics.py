"""What every dict does: counting, grouping, deleting, going through, views, errors, the border."""

# ruff: noqa: C416, SIM118, RUF005, B033

from jitscript import script


@script
def count(words: list[str]) -> int:
    d = {}
    for w in words:
        d[w] = d.get(w, 0) + 1
    return d["a"]


@script
def count_with_test(words: list[str]) -> list[int]:
    d = {}
    for w in words:
        if w in d:
            d[w] += 1
        else:
            d[w] = 1
    return list(d.values())


@script
def groups(xs: list[int]) -> list[list[int]]:
    g = {}
    for x in xs:
        g.setdefault(x % 2, []).append(x)
    return [v for v in g.values()]


@script
def groups_by_test(xs: list[int]) -> list[list[int]]:
    g = {}
    for x in xs:
        if x % 2 not in g:
            g[x % 2] = []
        g[x % 2].append(x)
    return [g[k] for k in sorted(g)]


@script
def pops(n: int) -> list[int]:
    d = {i: i + 10 for i in range(5)}
    out = [d.pop(2), d.pop(77, -1)]
    k, v = d.popitem()
    out.append(k)
    out.append(v)
    out.append(d.pop(n))
    return out


@script
def changed(n: int) -> int:
    d = {i: i for i in range(n)}
    for k in d:
        d[k + 100] = 1
    return len(d)


@script
def keys_changed(n: int) -> int:
    d = {i: i for i in range(n)}
    t = 0
    for k in d:
        del d[k]
        d[k + 100] = 1
        t += k
    return t


@script
def equality() -> list[bool]:
    a = {1: "x", 2: "y"}
    b = {2: "y", 1: "x"}
    c = {1.0: "x", 2.0: "y"}
    return [a == b, a != b, a == c, bool(a), not a, {} == a, a == {1: "x"}]


@script
def merge() -> list[tuple[str, int]]:
    a = {"a": 1, "b": 2}
    b = {"b": 3, "c": 4}
    c = a | b
    a |= b
    d = {**a, "z": 9, **b}
    d.update({"q": 1})
    d.update([("r", 5)])
    e = d.copy()
    e.clear()
    e["only"] = len(d)
    return list(c.items()) + list(a.items()) + list(d.items()) + list(e.items())


@script
def as_text(k: int) -> str:
    d = {1: [1.5, 2], 2: []}
    return f"{d} {d.keys()} {d.values()} {d.items()} {len(d.items())} {str(d)}"


@script
def in_builtins() -> list[int]:
    d = {3: 1, 1: 2, 2: 9}
    return (
        [max(d), min(d), sum(d), max(d.values()), sum(d.values()), len(d.keys())]
        + sorted(d)
        + list(d)
        + sorted(d.values(), reverse=True)
    )


@script
def items() -> list[tuple[int, int]]:
    d = {3: 1, 1: 2, 2: 9}
    return (
        sorted(d.items()) + list(d.items()) + [(k, v) for k, v in sorted(d.items(), reverse=True)]
    )


@script
def made_from(n: int) -> list[int]:
    d = dict.fromkeys([1, 2, n], 5)
    e = dict([(1, 2), (3, 4)])
    f = dict(e)
    return list(d) + list(e) + list(f.values())


@script
def adapters() -> list[int]:
    d = {3: 1, 1: 2, 2: 9}
    out = []
    for i, k in enumerate(d):
        out.append(i * k)
    for i, (k, v) in enumerate(d.items()):
        out.append(i * k * v)
    for k, v in zip(d, d.values()):
        out.append(k - v)
    return out


@script
def backwards() -> list[int]:
    d = {3: 1, 1: 2, 2: 9}
    return [k for k in reversed(d)] + [v for v in reversed(d.values())]


@script
def keys_of_union(x: int | str | None) -> list[int]:
    d: dict[int | str | None, int] = {1: 1, "a": 2, None: 3}
    d[x] = 7
    return list(d.values())


@script
def keys_of_tuples(x: tuple[int, str]) -> int:
    d = {(1, "a"): 5, (1, "b"): 6}
    return d[x]


@script
def keys_of_floats(x: float) -> list[float]:
    d = {0.5: 1.0, 1.0: 2.0, -0.0: 3.0}
    return [d[x], d[1], d[True], d[0], d.get(3, 2.5)]


@script
def in_views(n: int) -> list[bool]:
    d = {i: str(i) for i in range(n)}
    return [2 in d.keys(), "3" in d.values(), (1, "1") in d.items(), (1, "2") in d.items(), 9 in d]


@script
def deleted_by_copy(n: int) -> list[int]:
    d = {i: i for i in range(n)}
    for k in list(d):
        if k % 2:
            del d[k]
    return list(d)


@script
def deleted_twice(n: int) -> int:
    d = {1: 2}
    del d[n]
    return 1


@script
def nested(n: int) -> dict[str, dict[int, list[int]]]:
    d: dict[str, dict[int, list[int]]] = {}
    for i in range(n):
        d.setdefault("k", {}).setdefault(i, []).append(i)
    return d


@script
def border(d: dict[int, int]) -> int:
    d[5] = 6
    d[1] = 0
    return len(d)


@script
def updated_by_words(n: int) -> tuple[dict[str, int], dict[str, int], int]:
    d = {"a": 1, "other": 2}
    d.update(other=n)
    d.update({"b": n, "a": 5}, a=6, self=7)
    e: dict[str, int] = {}
    e.update(items=n)
    return d, e, len(d)


CASES = {
    "updated_by_words": [(3,), (0,)],
    "count": [(["a", "b", "a"],)],
    "count_with_test": [(["a", "b", "a"],)],
    "groups": [([1, 2, 3, 4, 5],)],
    "groups_by_test": [([1, 2, 3, 4, 5],)],
    "pops": [(5,), (1,), (2,)],
    "changed": [(3,), (0,)],
    "keys_changed": [(3,)],
    "equality": [()],
    "merge": [()],
    "as_text": [(1,), (5,)],
    "in_builtins": [()],
    "items": [()],
    "made_from": [(3,)],
    "adapters": [()],
    "backwards": [()],
    "keys_of_union": [(1,), (True,)],
    "keys_of_tuples": [((1, "a"),), ((2, "b"),)],
    "keys_of_floats": [(0.5,)],
    "in_views": [(5,)],
    "deleted_by_copy": [(5,)],
    "deleted_twice": [(5,)],
    "nested": [(1,), (2,)],
    "border": [({1: 2, 3: 4},)],
}
