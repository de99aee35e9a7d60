"""for over a tuple, also one of mixed types."""

from jitscript import script


@script
def total(t: tuple[int, int, int]) -> int:
    s = 0
    for x in t:
        s = s * 10 + x
    return s


@script
def literal(n: int) -> int:
    s = 0
    for k in (2, 3, 5, 7):
        if n % k == 0:
            s += k
            continue
        if k == 5 and n > 100:
            break
    else:
        s += 1000
    return s


@script
def mixed(t: tuple[int, float]) -> float:
    s = 0.0
    for x in t:
        s += x * 2
    return s


@script
def pairs() -> int:
    s = 0
    for a, b in ((1, 2), (3, 4), (5, 6)):
        s += a * b
    return s


CASES = {
    "total": [((1, 2, 3),)],
    "literal": [(30,), (7,), (101,), (11,)],
    "mixed": [((3, 0.25),)],
    "pairs": [()],
}
