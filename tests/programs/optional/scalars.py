"""X | None of numbers with every test that refines it."""

from jitscript import script


@script
def or_zero(x: float | None) -> float:
    if x is None:
        return 0.0
    return x * 2


@script
def not_none(x: int | None) -> int:
    if x is not None:
        return x + 1
    return -1


@script
def early(x: int | None, y: int | None) -> int:
    if x is None or y is None:
        return 0
    return x * y


@script
def guarded(x: int | None) -> bool:
    return x is not None and x > 3


@script
def assigned(x: int | None) -> int:
    if x is None:
        x = 5
    return x * 2


@script
def ternary(x: float | None) -> float:
    return x if x is not None else -1.0


@script
def returned(a: int) -> int | None:
    if a > 10:
        return None
    return a


@script
def in_loop(n: int) -> int:
    best: int | None = None
    for i in range(n):
        v = (i * 7) % 11
        if best is None or v > best:
            best = v
    return -1 if best is None else best


@script
def asserted(x: int | None) -> int:
    assert x is not None, "x is missing"
    return x


@script
def negated(x: int | None) -> int:
    if not (x is None):
        return x
    return 0


CASES = {
    "or_zero": [(None,), (1.5,)],
    "not_none": [(None,), (3,)],
    "early": [(None, 2), (2, None), (3, 4)],
    "guarded": [(None,), (3,), (4,)],
    "assigned": [(None,), (3,)],
    "ternary": [(None,), (2.5,)],
    "returned": [(5,), (50,)],
    "in_loop": [(0,), (5,)],
    "asserted": [(None,), (3,)],
    "negated": [(None,), (3,)],
}
