"""What a loop or a builtin runs over, and the function it applies, is evaluated once."""

from functools import partial

from jitscript import script


@script
def table(log: list[int]) -> dict[int, int]:
    log.append(len(log))
    return {1: 2, 3: 4}


@script
def count(log: list[int]) -> int:
    log.append(len(log))
    return len(log)


@script
def loops(log: list[int]) -> int:
    s = 0
    for k, v in table(log).items():
        s += k * v
    for i, (k, v) in enumerate(table(log).items()):
        s += i * k + v
    for (k, v), j in zip(table(log).items(), table(log).keys()):
        s += k * v * j
    return s


@script
def consumed(log: list[int]) -> int:
    s = sum([x + 1 for x in table(log).keys()])
    s += sum(v for v in table(log).values())
    s += len(sorted(table(log).values(), key=lambda v: -v))
    return s + max(table(log).keys())


@script
def applied(log: list[int], xs: list[int]) -> list[int]:
    def add(a: int, b: int) -> int:
        return a + b

    found = list(map(partial(add, count(log)), xs))
    found += [y for y in map(lambda x, k=count(log): x + k, xs)]
    found += list(filter(lambda x, k=count(log): x > k, map(partial(add, count(log)), xs)))
    found += sorted(xs, key=partial(add, count(log)))
    if len(xs) > 2:
        found += list(map(lambda x, k=count(log): x * k, xs))
    else:
        found += list(map(lambda x, k=count(log): x - k, xs))
    for x in xs:
        found += list(map(partial(add, x), xs))
    return found


CASES = {
    "loops": [lambda: ([],)],
    "consumed": [lambda: ([],)],
    "applied": [lambda: ([], [5, 6, 7]), lambda: ([], [])],
}
