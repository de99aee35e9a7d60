"""Generator expressions, `map`, `zip` and the like in variables: gone through once, in parts."""

import itertools

from jitscript import script


@script
def twice(xs: list[int]):
    g = (x * 2 for x in xs)
    a = sum(g)
    b = list(g)
    return a, b


@script
def late(xs: list[int]):
    k = 1
    g = (x * k for x in xs)
    k = 5
    return list(g)


@script
def late2(xs: list[int]):
    g = (x for x in xs)
    xs.append(7)
    n = len(xs)
    xs = [0]
    return list(g), n


@script
def cond(xs: list[int], b: bool):
    if b:
        g = (x for x in xs)
    else:
        g = (x + 1 for x in xs)
    return list(g)


@script
def inloop(xs: list[int]):
    g = (x for x in xs)
    out = []
    for i in range(3):
        out.append(sum(g))
    return out


@script
def anyg(xs: list[int]):
    g = (x > 2 for x in xs)
    return any(g), list(g)


@script
def forg(xs: list[int]):
    g = (x for x in xs)
    for x in g:
        if x == 2:
            break
    t = 0
    for x in g:
        t += x
    return t


@script
def aliasg(xs: list[int]):
    g = (x for x in xs)
    h = g
    return sum(g), sum(h), 1 in g


@script
def zipg(xs: list[int]):
    g = (x for x in xs)
    return [(a, b) for a, b in zip(g, g)]


@script
def err(xs: list[int]):
    g = (1 // x for x in xs)
    try:
        return list(g), 1
    except ZeroDivisionError:
        return list(g), 2


@script
def m1(xs: list[int]):
    g = map(lambda x: x * 2, xs)
    return list(g), list(g), sum(g)


@script
def m2(xs: list[int]):
    g = zip(xs, xs)
    return list(g), list(g)


@script
def m3(xs: list[int]):
    g = enumerate(xs)
    return list(g), list(g)


@script
def m4(xs: list[int]):
    g = reversed(xs)
    return list(g), list(g)


@script
def m5(xs: list[int]):
    g = filter(lambda x: x > 1, xs)
    return sum(g), list(g)


@script
def m6(xs: list[int]):
    g = itertools.chain(xs, xs)
    return list(g), list(g)


@script
def m7(xs: list[int]):
    g = iter(xs)
    return sum(g), list(g)


@script
def m8(xs: list[int]):
    t = 0
    g = enumerate(xs)
    for i, x in g:
        if i == 1:
            break
    for i, x in g:
        t += 10 * i + x
    return t


@script
def m9(xs: list[int]):
    g = map(str, xs)
    return next(g, "none"), ",".join(g), list(g)


@script
def m10(xs: list[int]):
    g = zip(xs, range(10))
    a = dict(g)
    return a, dict(g), max(xs, default=0)


def gen(xs: list[int]):
    for x in xs:
        yield x


@script
def m11(xs: list[int]):
    g = gen(xs)
    return sum(g), list(g), any(g)


@script
def m12(xs: list[int]):
    g = (x for x in gen(xs))
    return sum(g), list(g)


@script
def m13(xs: list[int]):
    g = map(lambda x: x + 1, gen(xs))
    return sum(g), list(g), [*g]


@script
def m15(xs: list[int]):
    g = reversed(range(len(xs)))
    return list(g), list(g)


@script
def m16(xs: list[int]):
    it = iter(xs)
    return list(zip(it, it)), list(it)


@script
def m17(s: str, xs: list[int]):
    g = enumerate(s)
    return list(g), list(g)


@script
def m18(xs: list[int]):
    d = {x: 1 for x in xs}
    g = iter(d.items())
    return list(g), list(g)


def twice_of(it):
    return list(it), list(it)


@script
def m20(xs: list[int]):
    return twice_of(x for x in xs)


@script
def m21(xs: list[int]):
    return (
        twice_of(map(abs, xs)),
        twice_of(zip(xs, xs)),
        twice_of(enumerate(xs)),
        twice_of(iter(xs)),
        twice_of(gen(xs)),
    )


@script
def m22(xs: list[int]):
    return (lambda it: (sum(it), sum(it)))(x for x in xs), (lambda it: (max(it), sum(it)))(
        map(abs, xs + [1])
    )


@script
def m23(xs: list[int]):
    f = lambda: (x for x in xs)
    g = f()
    return sum(g), sum(g), sum(f())


@script
def m24(xs: list[int]):
    t = ((x for x in xs), 1)
    return sum(t[0]), sum(t[0])


@script
def m25(xs: list[int]):
    for g in [(x for x in xs), (x + 1 for x in xs)]:
        print(sum(g), sum(g))


NAMES = """
twice late late2 inloop anyg forg aliasg zipg m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12 m13 m15 m16 m18 m20 m21 m22 m23 m24 m25
"""
ROWS = [([1, 2, 3, 4],), ([],)]
CASES = {
    "cond": [([1], True), ([1], False)],
    "err": [([1, 0, 2],), ([1],)],
    "m17": [("abc", [])],
    **dict.fromkeys(NAMES.split(), ROWS),
}
