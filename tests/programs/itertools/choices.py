"""product, permutations, combinations and combinations_with_replacement."""
# ruff: noqa: C416

from itertools import (
    combinations,
    combinations_with_replacement,
    cycle,
    islice,
    permutations,
    product,
)

from jitscript import script


@script
def cyc(xs: list[str], n: int) -> list[str]:
    return [c for c, _ in zip(cycle(xs), range(n))] + list(islice(cycle("ab"), 5))


@script
def p0() -> list[tuple[()]]:
    return list(product()) + [x for x in product("ab", repeat=0)]


@script
def p1(xs: list[int]) -> list[tuple[int]]:
    return list(product(xs))


@script
def p2(xs: list[int], s: str) -> list[tuple[int, str]]:
    return list(product(xs, s))


@script
def p3(xs: list[int]) -> list[tuple[int, float, int]]:
    return list(product(xs, (1.5, 2.5), range(2)))


@script
def p4(n: int) -> int:
    s = 0
    for a, b, c, d in product(range(n), repeat=4):
        s += a * 1000 + b * 100 + c * 10 + d
        if s > 10**9:
            break
    return s


@script
def p5(xs: list[int]) -> list[tuple[int, int]]:
    return list(product(xs, repeat=2))


@script
def c2(xs: list[int]) -> list[tuple[int, int]]:
    return list(combinations(xs, 2))


@script
def c3(xs: list[int]) -> list[tuple[int, int, int]]:
    return (
        list(combinations(xs, 3))
        + list(combinations_with_replacement(xs, 3))
        + list(permutations(xs, 3))
    )


@script
def c0(xs: list[int]) -> list[tuple[()]]:
    return list(combinations(xs, 0)) + list(permutations(xs, 0))


@script
def c5(n: int) -> int:
    return sum(a * b - c * d + e for a, b, c, d, e in combinations(range(n), 5))


@script
def perm5(n: int) -> int:
    best = 10**9
    for p in permutations(range(n), 5):
        v = abs(p[0] * 3 + p[1] - p[2] * p[3] + p[4])
        if v < best:
            best = v
    return best


@script
def cwr1(xs: list[str]) -> list[str]:
    return [a + b for a, b in combinations_with_replacement(xs, 2)]


CASES = {
    "cyc": [
        (
            ["x", "y"],
            5,
        ),
        (
            ["x"],
            0,
        ),
    ],
    "p0": [()],
    "p1": [([1, 2],)],
    "p2": [
        (
            [1, 2],
            "ab",
        )
    ],
    "p3": [([1, 2],)],
    "p4": [(3,), (0,)],
    "p5": [([1, 2, 3],)],
    "c2": [([1, 2, 3, 4],), ([],), ([1],)],
    "c3": [([1, 2, 3, 4],), ([],), ([1, 2, 3],)],
    "c0": [([1],), ([],)],
    "c5": [(9,)],
    "perm5": [(7,)],
    "cwr1": [(["a", "b", "c"],), ([],)],
}
