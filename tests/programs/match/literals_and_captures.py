"""`match` on values: literals, alternatives, captures, guards, names with dots."""

import math

from jitscript import script


@script
def number(n: int) -> str:
    match n:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "few"
        case -1:
            return "minus one"
        case x if x > 100:
            return "many " + str(x)
        case _:
            return "other"


@script
def text(s: str) -> int:
    match s:
        case "":
            return 0
        case "a" | "b":
            return 1
        case "é":
            return 2
        case other if len(other) > 3:
            return len(other)
    return -1


@script
def no_case_fits(n: int) -> int:
    r = 5
    match n:
        case 1:
            r = 6
        case 2:
            r = 7
    return r


@script
def real(x: float) -> str:
    match x:
        case 0.0:
            return "zero"
        case 1.5:
            return "one and a half"
        case math.pi:
            return "pi"
        case math.inf:
            return "infinite"
        case nan if nan != nan:
            return "nan"
    return "number"


@script
def boolean(b: bool) -> int:
    match b:
        case True:
            return 1
        case False:
            return 2
    return 0


@script
def optional(x: int | None) -> int:
    match x:
        case None:
            return -1
        case 0:
            return 0
        case y:
            return y + 1


@script
def the_subject_is_computed_once(xs: list[int]) -> int:
    match xs.pop():
        case 1:
            return 10
        case 2:
            return 20
        case n:
            return n + len(xs)


@script
def guard_binds_before_it_fails(n: int) -> int:
    x = -1
    match n:
        case x if x > 10:
            return 1
        case 3:
            return x
    return x + 100


@script
def pattern_that_fails_binds_nothing(n: int, m: int) -> int:
    x = -1
    match (n, m):
        case (x, 0):
            return x
        case (1, _):
            return x + 1000
    return x


@script
def rebinds_the_subject(n: int) -> int:
    match n:
        case 0:
            n = 5
        case n if n > 3:
            n = n * 2
        case _:
            n -= 1
    return n


@script
def in_a_loop(xs: list[int]) -> int:
    total = 0
    for x in xs:
        match x:
            case 0:
                continue
            case 7:
                break
            case n if n < 0:
                total -= n
            case _:
                total += x
    else:
        total += 1000
    return total


@script
def nested(a: int, b: int) -> int:
    match a:
        case 1:
            match b:
                case 1:
                    return 11
                case c:
                    return c
        case 2:
            r = 2
        case _:
            return -1
    return r


@script
def types(x: int | str | float | None) -> str:
    match x:
        case int():
            return "int " + str(x + 1)
        case float(y):
            return "float " + str(y / 2)
        case str() as s if s:
            return "text " + s
        case str():
            return "empty"
        case None:
            return "none"


@script
def value_of_a_type(x: int | str) -> str:
    match x:
        case 5:
            return "five"
        case "five":
            return "text five"
        case int(n):
            return str(n * 2)
        case s:
            return s + "!"


@script
def bools_are_ints(x: bool | str) -> int:
    match x:
        case int(n):
            return n + 1
        case _:
            return -1


@script
def raises_in_the_guard(x: int) -> int:
    try:
        match x:
            case n if 10 // n > 3:
                return 1
            case 4:
                return 2
    except ZeroDivisionError:
        return 3
    return 4


CASES = {
    "number": [(n,) for n in (-2, -1, 0, 1, 2, 3, 4, 100, 101, 2**62)],
    "text": [("",), ("a",), ("b",), ("é",), ("ab",), ("abcd",)],
    "no_case_fits": [(1,), (2,), (3,)],
    "real": [(x,) for x in (0.0, -0.0, 1.5, math.pi, math.inf, -math.inf, math.nan, 2.0)],
    "boolean": [(True,), (False,)],
    "optional": [(None,), (0,), (4,)],
    "the_subject_is_computed_once": [([5, 1],), ([5, 2],), ([5, 6, 9],), ([],)],
    "guard_binds_before_it_fails": [(3,), (11,), (4,)],
    "pattern_that_fails_binds_nothing": [(5, 0), (1, 1), (2, 1)],
    "rebinds_the_subject": [(0,), (2,), (4,)],
    "in_a_loop": [([1, 2],), ([0, 5],), ([1, 7, 100],), ([-3, 2],), ([],)],
    "nested": [(1, 1), (1, 5), (2, 0), (3, 0)],
    "types": [(1,), (2.5,), ("x",), ("",), (None,)],
    "value_of_a_type": [(5,), ("five",), (4,), ("four",)],
    "bools_are_ints": [(True,), ("x",)],
    "raises_in_the_guard": [(0,), (1,), (4,), (9,)],
}
