"""`"…".format(*xs)`, `format(**d)` and `format_map(d)`: the arguments the run tells."""

from jitscript import script

TEMPLATE = "{name}: {score:>6.2f}"


@script
def star(xs: list[str]) -> str:
    return "{}-{}".format(*xs)


@script
def star2(xs: list[int], a: str) -> str:
    return "{0} {1:>4} {2!r} {0}".format(a, *xs)


@script
def fmap(d: dict[str, int]) -> str:
    return "{a}-{b:03d}".format_map(d)


@script
def fmap2(d: dict[str, int], x: float) -> str:
    return "{a}-{b:03d} {c}".format(c=x, **d)


@script
def fmap3(d: dict[str, float], n: str) -> str:
    return TEMPLATE.format(name=n, **d) + "{}".format_map(d)


@script
def star3(t: tuple[int, ...], d: dict[str, list[int]]) -> str:
    return "{}{}{k[0]}".format(*t, **d)


CASES = {
    "star": [(["a", "b"],), (["a", "b", "c"],), (["a"],)],
    "star2": [([1, 2], "x"), ([1], "x"), ([], "")],
    "fmap": [({"a": 1, "b": 2},), ({"a": 1},)],
    "fmap2": [({"a": 1, "b": 2}, 1.5), ({"a": 1}, 1.0)],
    "fmap3": [({"score": 1.25}, "n")],
    "star3": [((1, 2), {"k": [5]}), ((1,), {"k": []})],
}
