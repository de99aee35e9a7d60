"""`match` on sequences: tuples, lists, stars, what is none, and patterns in patterns."""

from jitscript import script


@script
def point(p: tuple[int, int]) -> str:
    match p:
        case (0, 0):
            return "origin"
        case (0, y):
            return f"y={y}"
        case (x, 0):
            return f"x={x}"
        case (x, y) if x == y:
            return f"diagonal {x}"
        case _:
            return "elsewhere"


@script
def two_at_once(a: int, b: str) -> int:
    match a, b:
        case 1, "x":
            return 1
        case _, "x":
            return 2
        case 1, s:
            return len(s)
    return -1


@script
def lists(xs: list[int]) -> int:
    match xs:
        case []:
            return 0
        case [x]:
            return x
        case [1, x, *_]:
            return x * 100
        case [x, *rest] if len(rest) > 2:
            return x + sum(rest) * 1000
        case [*all_of_them]:
            return len(all_of_them) * 7


@script
def ends(xs: list[str]) -> str:
    match xs:
        case ["go", *where, "now"]:
            return "/".join(where)
        case [first, *_, last]:
            return first + last
        case [one]:
            return one
    return "nothing"


@script
def the_rest_is_new(xs: list[int]) -> list[int]:
    match xs:
        case [_, *rest]:
            rest.append(99)
            return rest
    return xs


@script
def of_a_tuple(t: tuple[int, float, str]) -> str:
    match t:
        case (1, *rest):
            return str(len(rest))
        case (n, x, "s"):
            return str(n) + str(x)
        case (_, _, s) as whole:
            return s + whole[2]


@script
def sizes_differ(t: tuple[int, int]) -> int:
    match t:
        case (a, b, c):
            return a + b + c
        case (a,):
            return a
        case (a, b):
            return a - b


@script
def text_is_no_sequence(s: str) -> int:
    match s:
        case [_]:
            return 1
        case str():
            return 2


@script
def nested(t: tuple[tuple[int, int], list[int]]) -> int:
    match t:
        case ((0, y), [a, *_]):
            return y + a
        case ((x, (1 | 2) as y), []):
            return x * 10 + y
        case ((x, _), [*rest]):
            return x * 100 + len(rest)


@script
def pairs(xs: list[tuple[str, int]]) -> int:
    match xs:
        case [("a", n)]:
            return n
        case [("a", n), ("b", m), *_]:
            return n * m
        case [_, (_, m)]:
            return -m
    return 0


@script
def alternatives_bind(t: tuple[int, int, int]) -> int:
    match t:
        case (0, x, 5) | (x, 0, 6):
            return x
        case (1, x, _) | (_, 1, x):
            return x + 100
    return -1


@script
def elements_of_several_types(xs: list[int | str]) -> str:
    match xs:
        case [int(a), str(b)]:
            return b * a
        case [str(a), *_]:
            return a
        case [int(a), *_]:
            return str(a + 1)
    return "?"


@script
def maybe_a_list(x: list[int] | int | None) -> int:
    match x:
        case [a, b]:
            return a + b
        case int(n):
            return n
        case None:
            return -1
        case _:
            return len(x)


@script
def commands(text: str) -> str:
    match text.split():
        case ["quit" | "exit"]:
            return "bye"
        case ["move", ("north" | "south") as way]:
            return "moved " + way
        case ["add", *numbers]:
            return str(sum([int(n) for n in numbers]))
        case []:
            return "nothing"
        case [verb, *_]:
            return "what is " + verb
    return "never"


CASES = {
    "point": [((0, 0),), ((0, 3),), ((3, 0),), ((2, 2),), ((1, 2),)],
    "two_at_once": [(1, "x"), (2, "x"), (1, "abc"), (3, "y")],
    "lists": [([],), ([4],), ([1, 2],), ([1, 2, 3, 4],), ([5, 6],), ([5, 6, 7, 8],)],
    "ends": [(["go", "a", "b", "now"],), (["go", "now"],), (["x", "y"],), (["x"],), ([],)],
    "the_rest_is_new": [([1, 2, 3],), ([1],), ([],)],
    "of_a_tuple": [((1, 2.0, "x"),), ((2, 2.5, "s"),), ((3, 1.0, "t"),)],
    "sizes_differ": [((5, 3),)],
    "text_is_no_sequence": [("a",), ("",)],
    "nested": [(((0, 2), [5, 6]),), (((3, 1), []),), (((3, 7), []),), (((0, 1), []),)],
    "pairs": [([("a", 4)],), ([("a", 4), ("b", 5)],), ([("c", 4), ("d", 5)],), ([],)],
    "alternatives_bind": [((0, 3, 5),), ((4, 0, 6),), ((1, 7, 9),), ((0, 1, 8),), ((2, 2, 2),)],
    "elements_of_several_types": [([2, "ab"],), (["x", 1],), ([4],), ([],), ([1, 2],)],
    "maybe_a_list": [([1, 2],), ([1],), (7,), (None,)],
    "commands": [("quit",), ("move north",), ("move up",), ("add 1 2 3",), ("",), ("add x",)],
}
