"""`text % …`, `text.format(…)`, `format_map` of texts that are known only when the program runs."""

import operator
from typing import Optional

import numpy as np

from jitscript import script

SIMPLE = [
    "{}", "{} {}", "{0}-{1}", "{1}{0}{1}", "{{}}", "{{{}}}", "}}{{", "{", "}", "{}}", "{ }", "{!r}", "{!s:>8}|{:<6}|",
    "{:>10}|{:^9}|", "{0:05}", "{:{}}", "{0!r:>9}", "{0!a}", "{!x}", "{!}", "{0!r }", "{5}", "{} {} {}", "{}{0}",
    "{0}{}", "{a}", "{0.real}", "{0[0]}", "{:d}", "{:.2f}", "{:x}", "{:,}", "é{}😀{}", "{00}", "{-1}", "{+1}", "{1_0}",
    "{99999999999999999999}", "{:}", "{:10}", "{:<10}|", "{:e}", "plain", "", "{0:{1}}", "{:%}", "{0:s}", "{!r:s}", "{:}}",
]  # fmt: skip
NAMED = ["{x} {y}", "{y:>6}{x!r}", "{x}{}", "{}", "{0}", "{x.real}", "{z}", "{x:{y}}", "{y}", "{x!s:5}|", "{ x}", "{0}{x}"]  # fmt: skip
PERCENT = [
    "%d", "%d %d", "%s %s", "%5.1f|%-8s|", "%05d %s", "%x %s", "%+d % d", "%", "%%", "%d%%", "%5%", "%-+6d|%s", "%.3s %s",
    "%r %r", "%a %s", "%c %s", "%e %g", "%o %s", "%X %s", "%#x %s", "%i %u", "%5", "%z", "%(x)d", "%*d", "%.*f", "%ld %s",
    "%d %s %s", "%s", "", "%-05d|%s", "%+05d %s", "% 5d %s", "%.2d %s", "%5s|%-5s|", "%G %F", "%0s %s", "é%s%s", "%.f %s",
]  # fmt: skip


@script
def of_ints(text: str, a: int, b: int) -> str:
    return text.format(a, b)


@script
def of_mixed(text: str, a: int, b: str) -> str:
    return text.format(a, b)


@script
def of_floats(text: str, a: float, b: bool) -> str:
    return text.format(a, b)


@script
def of_maybe(text: str, a: Optional[int], b: Optional[str]) -> str:
    return text.format(a, b)


@script
def of_nothing(text: str) -> str:
    return text.format()


@script
def named(text: str, a: int, b: str) -> str:
    return text.format(x=a, y=b)


@script
def both(text: str, a: int, b: float) -> str:
    return text.format(a, x=b, y=a + 1)


@script
def of_containers(text: str, a: list[int], b: tuple[int, str]) -> str:
    return text.format(a, b)


@script
def spread(text: str, items: list[int]) -> str:
    return text.format(*items)


@script
def spread_names(text: str, values: dict[str, int]) -> str:
    return text.format(*[1], **values)


@script
def mapped(text: str, values: dict[str, int]) -> str:
    return text.format_map(values)


@script
def percent_ints(text: str, a: int, b: int) -> str:
    return text % (a, b)


@script
def percent_mixed(text: str, a: int, b: str) -> str:
    return text % (a, b)


@script
def percent_floats(text: str, a: float, b: float) -> str:
    return text % (a, b)


@script
def percent_one(text: str, a: int) -> str:
    return text % a


@script
def percent_text(text: str, a: str) -> str:
    return text % a


@script
def percent_list(text: str, a: list[int]) -> str:
    return text % a


@script
def percent_dict(text: str, a: dict[str, int]) -> str:
    return text % a


@script
def percent_numpy(text: str, a: np.float64, b: np.int32) -> str:
    return text % (a, b)


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __str__(self) -> str:
        return f"{self.cents / 100:.2f}"

    def __format__(self, spec: str) -> str:
        return f"<{self.cents}|{spec}>"

    def __repr__(self) -> str:
        return f"Money({self.cents})"


@script
def of_instances(text: str, cents: int) -> str:
    return text.format(Money(cents), cents)


@script
def percent_instances(text: str, cents: int) -> str:
    return text % (Money(cents), cents)


class Whole:
    def __init__(self, n: int) -> None:
        self.n = n

    def __index__(self) -> int:
        return self.n


class Number:
    def __int__(self) -> int:
        return 7


@script
def indices(n: int) -> str:
    return "%d %x %o %5d|" % (Whole(n), Whole(n), Whole(n), Whole(n)) + "%d" % Number()


@script
def no_index(n: int) -> str:
    return "%x" % Number()


@script
def operator_index(n: int, flag: bool) -> int:
    return operator.index(Whole(n)) + operator.index(n) + operator.index(flag)


@script
def index_of_a_bool(flag: bool) -> tuple[int, str]:
    return operator.index(flag), repr(operator.index(flag))


@script
def by_key(d: dict[str, int]) -> str:
    return "%(a)d and %(b)5d%%, again %(a)s" % d


@script
def by_key_mixed(name: str, age: int) -> str:
    return "%(name)-8s|%(age)03d|%(name)r" % {"name": name, "age": age}


@script
def precise(a: int, b: int) -> str:
    return "%.3d %.2x" % (a, b)


class Table:
    row = "%-5s|%3d"

    def __init__(self, cell: str) -> None:
        self.cell = cell

    def line(self, name: str, n: int) -> str:
        return self.row % (name, n) + self.cell % n + self.cell.format(n)


@script
def in_fields(cell: str, n: int) -> str:
    made = "%" + str(n) + "s"
    made %= "x"
    return Table(cell).line("ab", n) + made


@script
def of_caught(text: str, n: int) -> str:
    try:
        return str(10 // n)
    except ZeroDivisionError as e:
        return text % ("caught", e) + text.format(e, n)


@script
def of_maybe_template(text: Optional[str], n: int) -> str:
    if text is None:
        text = "%d!"
    return text % n


CASES = {
    "in_fields": [("%d", 4), ("{}", 4), ("%d{}", 4)],
    "of_caught": [("%s %s", 0), ("%s %s", 3)],
    "of_maybe_template": [(None, 3), ("%03d", 3)],
    "of_ints": [(t, 7, -12) for t in SIMPLE],
    "of_mixed": [(t, 7, "ab") for t in SIMPLE],
    "of_floats": [(t, 2.5, True) for t in SIMPLE],
    "of_maybe": [(t, a, b) for t in SIMPLE[:12] for a, b in ((None, "x"), (3, None))],
    "of_nothing": [(t,) for t in SIMPLE],
    "named": [(t, 7, "9") for t in NAMED],
    "both": [(t, 7, 0.5) for t in NAMED],
    "of_containers": [(t, [1, 2], (3, "x")) for t in SIMPLE[:32]],
    "spread": [(t, [1, 2, 3]) for t in SIMPLE[:20]] + [("{}", [])],
    "spread_names": [(t, {"x": 1, "y": 2}) for t in NAMED] + [("{x}", {})],
    "mapped": [(t, {"x": 1, "y": 2}) for t in NAMED] + [("{x}", {})],
    "percent_ints": [(t, 7, -12) for t in PERCENT],
    "percent_mixed": [(t, 65, "ab") for t in PERCENT],
    "percent_floats": [(t, 2.75, -1e10) for t in PERCENT] + [("%05f%s", float("inf"), 1.0)],
    "percent_one": [(t, 65) for t in PERCENT],
    "percent_text": [(t, "q") for t in PERCENT],
    "percent_list": [(t, [1, 2]) for t in PERCENT],
    "percent_dict": [(t, {"x": 4}) for t in PERCENT],
    "percent_numpy": [(t, np.float64(2.5), np.int32(3)) for t in PERCENT],
    "of_instances": [(t, 1234) for t in SIMPLE[:20]],
    "percent_instances": [("%s %d", 1234), ("%10s|%x", 5), ("%d %d", 3)],
    "indices": [(77,), (-3,)],
    "no_index": [(1,)],
    "operator_index": [(77, True)],
    "index_of_a_bool": [(True,), (False,)],
    "by_key": [({"a": 1, "b": 2},), ({"a": 1},)],
    "by_key_mixed": [("Ann", 7)],
    "precise": [(7, 3), (-7, 300)],
}
