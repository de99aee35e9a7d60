"""Instances of own classes that derive from Python's, which Python makes and is asked about."""

import importlib
import io
import threading
from collections.abc import Callable, Sequence
from string import Formatter, Template
from typing import Any, NamedTuple, Optional, cast

from jitscript import script

DIGITS = frozenset("0123456789")
only_digits: Callable[[str], bool] = DIGITS.issuperset
greets = "hello".startswith


class Timer(threading.Thread):
    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.done = threading.Event()
        super().__init__(daemon=True)

    def stop(self, times: int) -> int:
        if times < 0:
            raise ValueError(f"{times} times")
        self.done.set()
        return times + int(self.done.is_set())


class Lines(io.StringIO):
    def add(self, line: str) -> int:
        return self.write(line + "\n")


class Doubled(Formatter):
    def convert_field(self, value: Any, conversion: str) -> Any:
        return str(value) * 2 if conversion == "d" else value


class Percent(Template):
    delimiter = "%"


class Live:
    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.timer: Optional[Timer] = None
        self.started = 0

    def start(self) -> None:
        self.timer = Timer(self.rate)
        self.started += 1

    def stop(self, times: int) -> int:
        if self.timer is None:
            return -1
        found = self.timer.stop(times)
        self.timer = None
        return int(found)


class Table(NamedTuple):
    name: str
    rows: Sequence[tuple[int, int]]
    extra: Any = None


@script
def started(rate: float, times: int) -> tuple[float, int, int]:
    live = Live(rate)
    live.start()
    stopped = live.stop(times)
    return live.rate, live.started, stopped


@script
def waiting(rate: float) -> tuple[bool, bool, int]:
    live = Live(rate)
    before = live.timer is None
    live.start()
    timer = live.timer
    return before, timer is live.timer, live.stop(1)


@script
def is_timer(rate: float) -> tuple[bool, bool]:
    timer = Timer(rate)
    return isinstance(timer, Timer), isinstance(timer, Lines)


@script
def kept(n: int) -> str:
    timers = [Timer(k + 0.5) for k in range(n)]
    by_rate = {i: t for i, t in enumerate(timers)}
    return " ".join([str(by_rate[i].rate) for i in by_rate if by_rate[i] is timers[i]])


@script
def written(lines: list[str]) -> str:
    out = Lines()
    for line in lines:
        out.add(line)
    return out.getvalue()


@script
def formatted(x: int) -> str:
    return Doubled().format("{0!d}-{0}", x)


@script
def filled(text: str, name: str) -> str:
    return Percent(text).substitute(name=name)


@script
def sought(n: int, i: int) -> int:
    table = Table("a", tuple([(k, k * k) for k in range(n)]), n)
    rows = table.rows
    return len(rows) + int(rows[i][1]) + int(table.extra)


@script
def are_digits(text: str) -> bool:
    return only_digits(text)


@script
def is_greeting(text: str) -> bool:
    return greets(text)


@script
def first_three(t: tuple[int, ...]) -> tuple[int, int, int]:
    return cast("tuple[int, int, int]", t[:3])


@script
def halves(text: str) -> tuple[float, float]:
    parts = tuple([len(x) for x in text.split("/")])
    if len(parts) != 2:
        return (0.0, 0.0)
    return parts[0] + 0.5, parts[1] + 0.5


@script
def of_module(name: str, what: str) -> str:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return str(error)
    return str(getattr(module, what, "nothing"))


CASES = {
    "started": [(2.0, 3), (1.0, -1)],
    "waiting": [(0.5,)],
    "is_timer": [(1.0,)],
    "kept": [(3,), (0,)],
    "written": [(["a", "bc"],), ([],)],
    "formatted": [(7,), (-1,)],
    "filled": [("%name is", "Ann"), ("%nobody", "Ann"), ("% x", "y")],
    "sought": [(4, 2), (1, 5)],
    "are_digits": [("123",), ("12a",), ("",)],
    "is_greeting": [("he",), ("hi",)],
    "first_three": [((1, 2, 3, 4),)],
    "halves": [("ab/c",), ("abc",)],
    "of_module": [("sys", "byteorder"), ("no_such_module_here", "x"), ("sys", "no_such")],
}
