"""assert with and without message."""

from jitscript import script


@script
def bare(n: int) -> int:
    assert n > 0
    return n


@script
def message(n: int) -> int:
    assert n > 0, "n must be positive"
    return n


@script
def formatted(n: int) -> int:
    assert 0 < n < 10, f"n is {n}"
    return n


@script
def number(n: int) -> int:
    assert n, 42
    return n


CASES = {
    "bare": [(1,), (0,)],
    "message": [(1,), (-1,)],
    "formatted": [(5,), (10,), (-10,)],
    "number": [(1,), (0,)],
}
