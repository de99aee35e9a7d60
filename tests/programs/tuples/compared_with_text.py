"""Tuples and optional values that hold strings and lists are compared by what these say."""

from jitscript import script


@script
def tuples(a: tuple[int, str], b: tuple[int, str]):
    return a < b, a <= b, a == b, a != b, a > b, min(a, b)


@script
def nested(a: tuple[str, tuple[str, float]], b: list[int]):
    return a[1] == ("x", 2.0), a < ("b", ("x", 2.0)), (b, 1) == ([1, 2], 1), (b, None) == (b, None)


@script
def sorted_pairs(names: list[str]) -> list[tuple[int, str]]:
    pairs = [(len(name), name) for name in names]
    pairs.sort()
    return pairs


@script
def either(x: int | str, y: str):
    return x == y, x == 3, x != "a"


@script
def optional(x: str | None, y: list[int] | None):
    return x == "a", x != "a", "a" == x, y == [1], y != None, x == y  # noqa: E711


CASES = {
    "tuples": [((1, "a"), (1, "b")), ((1, "b"), (1, "b")), ((2, "a"), (1, "b"))],
    "nested": [(("a", ("x", 2.0)), [1, 2]), (("b", ("y", 2.0)), [])],
    "sorted_pairs": [(["be", "a", "as", "question"],), ([],)],
    "either": [(3, "a"), ("a", "a"), ("b", "a")],
    "optional": [("a", [1]), ("b", []), (None, None)],
}
