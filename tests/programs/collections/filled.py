"""Empty containers whose types are told by what they are filled from."""

from jitscript import script
from collections import defaultdict, deque, Counter, OrderedDict


@script
def a(xs: list[str]):
    s = set()
    s.update(xs)
    return s


@script
def a2(xs: list[str]):
    s = set()
    s |= set(xs)
    return s


@script
def a3(xs: list[str]):
    d = {}
    d |= {x: x for x in xs}
    return d


@script
def a4(xs: list[str]):
    q = deque()
    q.extend(xs)
    q.extendleft(xs)
    return q


@script
def a5(s: str):
    c = Counter()
    c.update(s)
    c += Counter("zz")
    return c


@script
def a6(xs: list[str]):
    d = OrderedDict()
    d.update({1: "a"})
    return d


@script
def a7(xs: list[str]):
    ys = []
    ys[:] = xs
    zs = []
    zs += xs
    ws = []
    ws.extend(x for x in xs)
    ws.insert(0, 5)
    return ys, zs, ws


@script
def a8(xs: list[str]):
    s = set()
    t = s.union(xs)
    u = s | set(xs)
    return t, u, s == set(), s.issubset(xs)


@script
def a9(xs: list[str]):
    d = {}
    e = {**d, "a": 1}
    f = dict(d)
    d.setdefault("k", []).append(1)
    return d, e


@script
def b1(xs: list[tuple[str, str]]):
    d = {}
    d.update(xs)
    e = dict()
    e.update(a=1)
    f = {}
    f.update(zip("ab", [1, 2]))
    return d, e, f


@script
def b2(n: int):
    d = {}
    for i in range(n):
        d.update({i: str(i)})
    return d.get(1), d.get(9, "no"), d


@script
def b3(d: dict[str, int]):
    out = {}
    out.update(d)
    out["z"] = 1
    other = {}
    other.update(d.items())
    return out, other, d


@script
def b4():
    d = dict.fromkeys(["a", "b"])
    e = dict.fromkeys("ab", 0)
    d2 = {}
    d2["x"] = {}
    d2["x"]["y"] = 1
    return d, e, d2


@script
def b5(words: list[str]):
    idx = {}
    for i, w in enumerate(words):
        if w not in idx:
            idx[w] = []
        idx[w] += [i]
    inv = {}
    for k, v in idx.items():
        for x in v:
            inv[x] = k
    return idx, inv


@script
def b6(n: int):
    grid = [[None] * n for _ in range(n)]
    grid[0][0] = 1
    seen = [False] * n
    memo = {}

    def go(k):
        if k < 2:
            return k
        if k not in memo:
            memo[k] = go(k - 1) + go(k - 2)
        return memo[k]

    return grid, seen, go(n)


L = [(["p", "q", "q"],)]
CASES = {
    **{k: L for k in "a a2 a3 a4 a6 a7 a8 a9".split()},
    "a5": [("abca",)],
    "b1": [([("a", "b")],)],
    "b2": [(3,)],
    "b3": [({"q": 1},)],
    "b4": [()],
    "b5": [(["a", "b", "a"],)],
    "b6": [(5,)],
}


@script
def of_default(n: int):
    d = defaultdict(list, {"a": [1]})
    d["b"].append(n)
    e = defaultdict(int, [("x", 1)], y=2)
    e["z"] += 1
    return d, e, defaultdict(int, a=n)


CASES["of_default"] = [(1,)]
