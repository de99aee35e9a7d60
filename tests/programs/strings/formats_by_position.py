"""`"…".format(…)`: fields by position, number and name, their attributes and items, conversions
and nested specifications; fields that no argument is for."""

from jitscript import script

TEMPLATE = "{who:>6}: {n:,}"


@script
def positions(n: int, x: float, text: str) -> str:
    return "{} {:.3f} {!r:>10}|{:<{}}|{{{}}}".format(n, x, text, text, n, x)


@script
def numbers(n: int, x: float) -> str:
    return "{1:+.2e} {0} {1} {0:x}{0:{0}}".format(n, x)


@script
def names(n: int, who: str) -> str:
    return TEMPLATE.format(who=who, n=n) + "{} {b}".format(n, b=who)


@script
def parts(pair: tuple[int, str], xs: list[float], z: complex) -> str:
    return "{0[0]} {0[1]:>4} {1[2]:.1f} {2.real}".format(pair, xs, z)


@script
def too_few(n: int) -> str:
    return "{} {}".format(n)


@script
def mixed(n: int) -> str:
    return "{0} {}".format(n, n)


@script
def open_brace(n: int) -> str:
    return "a } b {}".format(n)


@script
def unknown(n: int) -> str:
    return "{!q}".format(n)


@script
def nothing() -> str:
    return "".format() + "plain".format(1) + "{}".format("")


@script
def evaluated_once(xs: list[int]) -> tuple[str, int]:
    text = "{0} {0} {1}".format(xs.pop(), xs.pop())
    return text, len(xs)


CASES = {
    "positions": [(5, 2.5, "é"), (0, -0.0, ""), (-3, 1.0, "a")],
    "numbers": [(11, 0.5), (-1, 1e300)],
    "names": [(1234567, "ann"), (0, "日本")],
    "parts": [((1, "b"), [0.5, 1.5, 2.25], 1 + 2j), ((1, "b"), [0.5], 0j)],
    "too_few": [(1,)],
    "mixed": [(1,)],
    "open_brace": [(1,)],
    "unknown": [(1,)],
    "nothing": [()],
    "evaluated_once": [([1, 2, 3],), ([1],)],
}
