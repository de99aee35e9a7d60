"""Keyword arguments, defaults and keyword-only parameters."""

from jitscript import script


@script
def scaled(x: float, factor: float = 2.0, *, offset: float = 0.5) -> float:
    return x * factor + offset


@script
def inside(x: float) -> tuple[float, float, float, float]:
    return scaled(x), scaled(x, 3.0), scaled(x, offset=1.0), scaled(factor=4.0, x=x, offset=-1.0)


@script
def only_keywords(*, a: int, b: int = 3) -> int:
    return a * 10 + b


@script
def positional_only(a: int, b: int = 5, /) -> int:
    return a - b


@script
def defaults(a: int = 1, b: float = 2.5, c: bool = True, d: int | None = None) -> float:
    if d is None:
        return a + b + c
    return a + b + c + d


CASES = {
    "scaled": [(1.0,), (1.0, 3.0), {"*": (1.0,), "offset": 9.0}, {"x": 2.0, "factor": 0.0}],
    "inside": [(1.5,)],
    "only_keywords": [{"a": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 0}],
    "positional_only": [(1,), (1, 2)],
    "defaults": [(), (5,), {"d": 7}, {"b": 0.5, "c": False}],
}
