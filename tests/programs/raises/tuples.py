"""Exceptions that carry a tuple of numbers and text."""

from jitscript import script


@script
def missing(key: tuple[int, str], known: bool) -> int:
    if not known:
        raise KeyError(key)
    return 1


@script
def nested(a: int, b: float, c: str) -> int:
    raise ValueError(((a, (b, c + "!")), c, a > 1, ()))


@script
def beside(a: int, name: str) -> int:
    raise OSError((a, name), name * 2)


CASES = {
    "missing": [((1, "a"), False), ((1, "a"), True)],
    "nested": [(1, 2.5, "c"), (2, -0.0, "äö")],
    "beside": [(2, "x")],
}
