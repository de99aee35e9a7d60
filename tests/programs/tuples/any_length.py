"""`tuple[T, ...]`: passed, returned, grown, indexed, compared, hashed, joined with fixed tuples."""

from typing import Optional

from jitscript import script

INTS = [(), (3,), (5, 3, 1, 3), tuple(range(100))]
BIG = 2**63 - 1


@script
def walked(t: tuple[int, ...]) -> tuple[int, int, list[int], list[tuple[int, int]]]:
    s = 0
    for x in t:
        s ^= x
    return s, len(t), [x * 2 for x in t if x], list(enumerate(t))


@script
def reversed_and_zipped(t: tuple[int, ...], u: tuple[str, ...]):
    return list(reversed(t)), list(zip(t, u)), [x for x in t[::-1]], list(map(str, t)), "-".join(u)


@script
def at(t: tuple[str, ...], i: int) -> str:
    return t[i]


@script
def sliced(t: tuple[int, ...], i: int | None, j: int | None, k: int | None) -> tuple[int, ...]:
    return t[i:j:k]


@script
def sliced_once(t: tuple[int, ...], i: int):
    return t[i:], t[:i], t[1:-1], t[-i:][:2], t[:]


@script
def grown(n: int) -> tuple[int, ...]:
    t: tuple[int, ...] = ()
    for i in range(n):
        t = t + (i * i,)
    return t


@script
def grown_without_type(n: int):
    t = ()
    for i in range(n):
        t += (i, -i)
    return t


@script
def chosen(n: int) -> tuple[int, ...]:
    if n == 0:
        return ()
    if n == 1:
        return 7, 8
    t = (1, 2, 3) if n > 5 else (4,)
    return t


@script
def chosen_or_none(n: int):
    t = None
    if n > 0:
        t = (1, 2)
    if n > 1:
        t = (1, 2, 3)
    if t is None:
        return 0, t
    return len(t), t


@script
def made(xs: list[int], text: str, d: dict[str, int], s: set[int]):
    a = tuple(xs)
    xs.append(1)
    return a, tuple(a), tuple(text), tuple(d), tuple(d.values()), tuple(sorted(s)), tuple()


@script
def made_of_generators(n: int):
    return (
        tuple(i for i in range(n)),
        tuple(i for i in range(n) if i % 2),
        tuple([str(i)] for i in range(n)),
        tuple(range(n)),
        tuple(zip(range(n), range(1, n + 1))),
        tuple(map(str, range(n))),
        tuple(x + y for x in range(n) for y in range(x)),
        tuple(enumerate("ab")),
    )


@script
def added(a: tuple[int, ...], b: tuple[int, ...]):
    return a + b, a + (1, 2), (1, 2) + a, a + (), () + b, (*a, *b), (*a, 9), (0, *b), [*a, *b]


@script
def added_others(a: tuple[int, ...], b: tuple[str, ...]):
    return a + b, a + ("x", 2.5), (None,) + b


@script
def times(a: tuple[int, ...], n: int):
    b = a
    b *= n
    return a * n, n * a, b


@script
def compared(a: tuple[int, ...], b: tuple[int, ...]):
    return a == b, a != b, a < b, a <= b, a > b, a >= b, max(a, b), min([a, b]), sorted([b, a, b])


@script
def compared_with_fixed(a: tuple[int, ...]):
    return (
        (a == (5, 3, 1, 3), (5, 3, 1, 3) == a, a != (3,), (3,) != a, a == ()),
        (a < (5, 4), (5, 4) < a, a <= (3,), (3, 0) >= a, a > (), () < a),
        (a == (5.0, 3, True, 3), a == (5, "x", 1, 3), a == ("a",), a == (3, None)),
    )


@script
def compared_with_others(
    a: tuple[int, ...], b: tuple[float, ...], c: tuple[str, ...], x: list[int]
):
    return a == b, a < b, b >= a, a == c, a != c, a == x, a == 3, c is None


@script
def nested(t: tuple[tuple[int, ...], ...], u: tuple[tuple[int, str], ...]):
    total = 0
    for row in t:
        for x in row:
            total += x
    names = [name for _, name in u]
    return total, names, t + ((1, 2, 3),), u + ((1, "b"),), sorted(t), t == ((), (1,)), max(u)


@script
def hashed(t: tuple[int, ...], u: tuple[str, ...], v: tuple[tuple[float, ...], ...]):
    return hash(t), hash(u) == hash(tuple(list(u))), hash(v), hash(t) == hash((5, 3, 1, 3))


@script
def keyed(words: list[str]) -> dict[tuple[str, ...], list[str]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for word in words:
        groups.setdefault(tuple(sorted(word)), []).append(word)
    return groups


@script
def keyed_by_ints(d: dict[tuple[int, ...], int], t: tuple[int, ...]):
    d[(1, 2)] = 1
    d[t] = d.get((1, 2), 0) + d.get((9,), 5)
    d[()] = len(d)
    return (1, 2) in d, t in d, (1, 2.0) in d, (1, "a") in d, d.pop((1, 2)), list(d)


@script
def missing(d: dict[tuple[int, ...], int], t: tuple[int, ...]) -> int:
    return d[t]


@script
def in_sets(s: set[tuple[int, ...]], t: tuple[int, ...]):
    s.add(t)
    s.add((1, 2))
    s.add(())
    f = frozenset(s)
    return len(s), t in s, (1, 2) in f, (2, 1) in s, hash(f) == hash(frozenset([*s])), sorted(s)


@script
def found(t: tuple[int, ...], x: int):
    return x in t, t.count(x), t.index(x)


@script
def found_between(t: tuple[int, ...], x: int, i: int, j: int) -> int:
    return t.index(x, i, j)


@script
def unpacked_two(t: tuple[int, ...]) -> int:
    a, b = t
    return a - b


@script
def unpacked_rest(t: tuple[int, ...]):
    first, *rest = t
    *before, last = t
    return first, rest, before, last


@script
def shown(t: tuple[int, ...], u: tuple[str, ...], v: tuple[float, ...]):
    print(t, u, v)
    return str(t), repr(u), f"{t} {u!r:>20}", "%s" % (v,), str((t, u))


@script
def totals(t: tuple[int, ...], v: tuple[float, ...]):
    return sum(t), sum(v), max(t), min(v), any(t), all(t), sorted(t, reverse=True), list(t), set(t)


@script
def extremes(t: tuple[int, ...]):
    return max(t, default=-1), min(t, key=lambda x: -x, default=0), sum(t, start=10)


@script
def empty_max(t: tuple[int, ...]) -> int:
    return max(t)


@script
def true(t: tuple[int, ...]) -> int:
    if not t:
        return 0
    return 1 if bool(t) and isinstance(t, tuple) else 2


@script
def maybe(t: Optional[tuple[int, ...]] = None) -> tuple[int, ...]:
    if t is None:
        t = (0,)
    return t or (1, 2)


@script
def lists_in(t: tuple[list[int], ...]) -> tuple[list[int], ...]:
    for x in t:
        x.append(len(x))
    return t


@script
def lists_of(rows: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    rows.append((1, 2, 3))
    rows.append(())
    rows.insert(0, tuple(range(4)))
    rows[1] = rows[1] + (1,)
    rows.sort()
    return rows


@script
def mixed_lengths():
    rows = [(1,), (1, 2), ()]
    rows.append((3, 4, 5))
    return rows, [len(r) for r in rows], {(1,): "a", (1, 2): "b"}, {(), (1,)}


def _total(*args: int) -> int:
    return sum(args)


def _two(a: int, b: int) -> int:
    return a * 10 + b


@script
def spread(t: tuple[int, ...]) -> tuple[int, int]:
    return _two(*t), max(*t)


def _path(t: tuple[int, ...], n: int) -> tuple[int, ...]:
    return t if n == 0 else _path(t + (n,), n - 1)


def _first(t: tuple[int, ...]) -> int:
    return t[0] if t else -1


@script
def through(n: int):
    return _path((), n), _first((4, 5)), _first(()), _first(tuple(range(n)))


@script
def permuted(items: tuple[int, ...]) -> list[tuple[int, ...]]:
    if len(items) <= 1:
        return [items]
    found: list[tuple[int, ...]] = []
    for i in range(len(items)):
        for rest in permuted(items[:i] + items[i + 1 :]):
            found.append((items[i],) + rest)
    return found


@script
def widened(t: tuple[int, ...]) -> tuple[float, ...]:
    u: tuple[int | None, ...] = t
    return (0.5, *[float(x) for x in u if x is not None])


@script
def matched(t: tuple[int, ...]) -> str:
    match t:
        case ():
            return "none"
        case (x,):
            return f"one {x}"
        case (5, *rest):
            return f"five and {rest}"
        case (a, b):
            return f"{a} {b}"
        case _:
            return "many"


CASES = {
    "walked": [(t,) for t in INTS],
    "reversed_and_zipped": [((1, 2, 3), ("a", "b")), ((), ())],
    "at": [(("a", "b"), i) for i in (0, 1, -1, -2, 2, -3, BIG, -BIG - 1)],
    "sliced": [
        *[((1, 2, 3, 4, 5), i, j, k) for i in (None, 1, -2) for j in (None, 3) for k in (None, 2)],
        *[((1, 2, 3), None, None, -1), ((1, 2, 3), 0, 5, 0), ((1, 2), BIG, -BIG, -BIG)],
    ],
    "sliced_once": [((1, 2, 3, 4), 1), ((), 1), ((1, 2), 9)],
    "grown": [(0,), (1,), (20,)],
    "grown_without_type": [(0,), (3,)],
    "chosen": [(0,), (1,), (2,), (6,)],
    "chosen_or_none": [(0,), (1,), (2,)],
    "made": [([1, 2], "héllo", {"a": 1, "b": 2}, {3, 1})],
    "made_of_generators": [(0,), (5,)],
    "added": [((1,), (2, 3)), ((), ())],
    "added_others": [((1, 2), ("a",)), ((), ())],
    "times": [((1, 2), n) for n in (-1, 0, 1, 3)] + [((), BIG), ((1, 2), BIG)],
    "compared": [
        *[((1, 2), (1, 2)), ((1, 2), (1, 2, 3)), ((2,), (1, 5)), ((), (0,)), ((), ())],
    ],
    "compared_with_fixed": [(t,) for t in INTS],
    "compared_with_others": [((1, 2), (1.0, 2.0), ("a",), [1, 2]), ((), (), (), [])],
    "nested": [(((), (1,)), ((1, "a"), (0, "z"))), (((1, 2), (0,), ()), ((5, ""),))],
    "hashed": [((5, 3, 1, 3), ("a", "b"), ((1.5,), ())), ((), (), ()), ((-1, BIG), ("",), ((),))],
    "keyed": [(["tea", "eat", "tan", "ate", "nat", "bat", ""],)],
    "keyed_by_ints": [({}, (1, 2, 3)), ({(7,): 7}, (9,)), ({}, (1, 2))],
    "missing": [({(1, 2): 5}, t) for t in ((1, 2), (1,), (), (1, 2, 3))],
    "in_sets": [(set(), (1, 2, 3)), ({(5,), (2, 1)}, (1, 2))],
    "found": [((1, 2, 1), 1), ((1, 2), 3), ((), 0)],
    "found_between": [((1, 2, 1, 2), 1, i, j) for i in (0, 1, -2, 3) for j in (4, 2, -1, BIG)],
    "unpacked_two": [((1, 2),), ((),), ((1,),), ((1, 2, 3),)],
    "unpacked_rest": [((1,),), ((1, 2, 3),), ((),)],
    "shown": [((), (), ()), ((1,), ("a",), (2.5,)), ((1, 2), ("it's", '"\n'), (1e300, -0.0))],
    "totals": [((1, 2, 3), (0.1, 0.2, 0.3)), ((0, 5), (2.5,))],
    "extremes": [((),), ((4, 9, 1),)],
    "empty_max": [((),), ((1,),)],
    "true": [((),), ((0,),)],
    "maybe": [(), (None,), ((),), ((5,),)],
    "lists_in": [(([], [1]),), ((),)],
    "lists_of": [([(5,)],), ([(), (2, 3)],), ([],)],
    "mixed_lengths": [()],
    "spread": [((1, 2),), ((1,),), ((),), ((1, 2, 3),)],
    "through": [(0,), (4,)],
    "permuted": [((),), ((1, 2, 3),), ((1, 1, 2, 3),)],
    "widened": [((1, 2),), ((),)],
    "matched": [((),), ((1,),), ((5, 6, 7),), ((5,),), ((1, 2),), ((1, 2, 3),)],
}
