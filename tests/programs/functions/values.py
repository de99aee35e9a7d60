"""Functions as values: in lists, dicts, tuples, fields and results; chosen, stored, compared."""

import functools
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field

from jitscript import script


def add(a: int, b: int) -> int:
    return a + b


def sub(a: int, b: int) -> int:
    return a - b


def halve(a: int, b: int) -> float:
    return (a + b) / 2


OPS = {"+": add, "-": sub, "/": lambda a, b: a / b, "*": operator.mul}
BY_NUMBER = {1: add, -1: sub, 2**40: lambda a, b: a ^ b}
STEPS = [math.sin, math.cos, lambda x: x * 2.0]
PAIR = (add, sub)


@script
def local_table(c: str, x: int, y: int) -> int:
    ops = {"+": add, "-": sub}
    return ops[c](x, y)


@script
def results_of_two_types(c: str, x: int, y: int):
    ops = {"+": add, "h": halve}
    return ops[c](x, y)


@script
def lambdas(c: str, x: int, y: int):
    ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "/": lambda a, b: a / b}
    return ops[c](x, y)


@script
def module_table(c: str, x: int, y: int):
    return OPS[c](x, y)


@script
def module_numbers(k: int, x: int, y: int) -> int:
    return BY_NUMBER[k](x, y)


@script
def module_get(c: str, x: int, y: int):
    f = OPS.get(c)
    if f is None:
        return None
    return f(x, y)


@script
def module_list(x: float, i: int):
    return [g(x) for g in STEPS], STEPS[1](x), STEPS[i](x), len(STEPS)


@script
def module_tuple(i: int, x: int) -> int:
    return PAIR[i](x, 1)


@script
def module_items(x: int) -> list[str]:
    return [f"{k}{g(x, 2)}" for k, g in OPS.items()]


@script
def module_known(c: str, x: int):
    return OPS["+"](x, 1), c in OPS, len(OPS), OPS[c](x, 2) if c in OPS else -1


def make_adder(n: int) -> Callable[[int], int]:
    def adder(x: int) -> int:
        return x + n

    return adder


@script
def returned(n: int) -> list[int]:
    fs = [make_adder(i) for i in range(n)]
    fs.append(make_adder(100))
    return [f(10) for f in fs]


def make_counter(start: int) -> Callable[[], int]:
    n = start

    def next_() -> int:
        nonlocal n
        n += 1
        return n

    return next_


@script
def counters(k: int) -> list[int]:
    a, b = make_counter(0), make_counter(k)
    return [a(), a(), b(), a(), b()]


def make_account(balance: int) -> tuple[Callable[[int], int], Callable[[int], int]]:
    def deposit(x: int) -> int:
        nonlocal balance
        balance += x
        return balance

    def withdraw(x: int) -> int:
        nonlocal balance
        if x > balance:
            raise ValueError(f"only {balance} left")
        balance -= x
        return balance

    return deposit, withdraw


@script
def account(x: int) -> list[int]:
    deposit, withdraw = make_account(10)
    other, _ = make_account(x)
    return [deposit(5), withdraw(x), deposit(1), other(1)]


@script
def late_binding(n: int):
    fs = []
    for i in range(n):
        fs.append(lambda x: x + i)
    before = [f(1) for f in fs]
    i = 50
    return before, [f(1) for f in fs]


@script
def early_binding(n: int) -> list[int]:
    fs = []
    for i in range(n):
        fs.append(lambda x, i=i: x + i)
    gs = [lambda x, k=k: x * k for k in range(n)]
    return [f(1) for f in fs] + [g(3) for g in gs]


@script
def rebound_after(n: int) -> tuple[int, int]:
    k = n

    def f(x: int) -> int:
        return x * k

    fs = [f]
    first = fs[0](2)
    k += 1
    return first, fs[0](2)


@script
def bound_after(n: int) -> int:
    def f(x: int) -> int:
        return x * k

    fs = [f]
    if n > 0:
        k = n
    return fs[0](2)


@script
def chosen(c: bool, x: int):
    if c:
        f = lambda a: a + 1  # noqa: E731
    else:
        f = lambda a: a * 2  # noqa: E731
    g = add if c else sub
    return f(x), g(x, 3)


@script
def changed_in_a_loop(n: int) -> list[int]:
    f = add
    found = []
    for i in range(n):
        found.append(f(i, 2))
        f = sub if i % 2 else add
    return found


class Button:
    def __init__(self, name: str, action: Callable[[int], int]):
        self.name = name
        self.action = action

    def press(self, k: int) -> int:
        return self.action(k)


@script
def in_fields(n: int):
    total = 0

    def note(k: int) -> int:
        nonlocal total
        total += k
        return total

    bs = [Button("a", note), Button("b", make_adder(n)), Button("c", lambda k: k * n)]
    pressed = [b.press(3) for b in bs]
    bs[0].action = bs[2].action
    return pressed, total, bs[0].action(5), bs[0].press(6)


@script
def bound_methods(n: int) -> list[int]:
    b = Button("x", abs)
    f = b.press
    gs = [f, b.press, make_adder(1)]
    b.action = make_adder(1000)
    return [g(-n) for g in gs]


@dataclass
class Shape:
    size: float
    area: Callable[[float], float] = field(default=lambda s: s * s)


@script
def in_dataclasses(x: float) -> list[float]:
    shapes = [Shape(x, lambda s: 3.0 * s), Shape(x * 2, math.sqrt)]
    return [s.area(s.size) for s in shapes]


class Animal:
    def __init__(self, name: str):
        self.name = name

    def speak(self, n: int) -> str:
        return self.name * n


class Dog(Animal):
    def speak(self, n: int) -> str:
        return "wuff" * n


@script
def virtual_methods(n: int) -> list[str]:
    animals: list[Animal] = [Animal("a"), Dog("d")]
    calls = [a.speak for a in animals]
    makers = {"a": Animal, "d": Dog}
    return [c(n) for c in calls] + [m("x").speak(1) for m in makers.values()]


@script
def optional(given: bool, x: int):
    f: Callable[[int], int] | None = None
    if given:
        f = make_adder(2)
    if f is None:
        return x
    return f(x), bool(f), f is not None


@script
def none_is_called(given: bool) -> int:
    f: Callable[[int], int] | None = None
    if given:
        f = lambda x: 10 // x  # noqa: E731
    return f(0)


def twice(f: Callable[[int], int], x: int) -> int:
    return f(f(x))


def stored(fs: list[Callable[[int], int]], f: Callable[[int], int]) -> None:
    fs.append(f)
    fs.append(lambda x: f(x) * 10)


@script
def parameters(c: bool, x: int) -> tuple[int, list[int]]:
    fs: list[Callable[[int], int]] = []
    f = (lambda v: -v) if c else (lambda v: v % 3)
    stored(fs, f)
    stored(fs, lambda v: v + x)
    stored(fs, make_adder(3))
    return twice(f, x), [g(x) for g in fs]


@script
def composed(n: int) -> int:
    def compose(f: Callable[[int], int], g: Callable[[int], int]) -> Callable[[int], int]:
        return lambda x: f(g(x))

    h: Callable[[int], int] = lambda x: x + 1  # noqa: E731
    for _ in range(n):
        h = compose(h, h)
    return h(0)


@script
def as_keys(xs: list[int], c: bool):
    k = (lambda v: -v) if c else (lambda v: v % 3)
    p = functools.partial(k)
    return sorted(xs, key=k), list(map(k, xs)), max(xs, key=k), [y for y in filter(k, xs)], p(4)


@script
def partials(n: int) -> list[int]:
    fs = [functools.partial(add, n), functools.partial(sub, b=3), make_adder(n)]
    return [f(1) for f in fs]


@script
def pipeline(x: float) -> float:
    for step in [abs, math.sqrt, lambda v: v + 1.0]:
        x = step(x)
    return x


@script
def wider(n: int) -> list[float]:
    fs: list[Callable[[int], float]] = [lambda x: x * 0.5, make_adder(1)]
    return [f(n) for f in fs]


@script
def same(n: int):
    fs = [add, sub, add]
    f = fs[n]
    tests = [g is f for g in fs]
    return f is add, f == add, f != sub, fs[0] == fs[2], tests, sub in fs, fs.count(add)


@script
def errors_inside(n: int) -> int:
    def check(x: int) -> int:
        if x > 3:
            raise ValueError(f"{x} is too big")
        return x

    fs = [check, lambda x: 10 // (x - 1), lambda x: [1, 2][x]]
    return fs[n % 3](n)


@script
def dispatch_by_number(n: int) -> list[int]:
    fs = [lambda x, k=k: x * k for k in range(3)] + [make_adder(5), lambda x: -x, lambda x: x]
    return [fs[i % len(fs)](i) for i in range(n)]


@script
def recursive_values(n: int) -> list[int]:
    def fact(k: int) -> int:
        return 1 if k < 2 else k * fact(k - 1)

    fs = [fact, lambda k: fact(k) + 1]
    return [f(n) for f in fs]


def memoised(f: Callable[[int], int]) -> Callable[[int], int]:
    known: dict[int, int] = {}

    def inner(n: int) -> int:
        if n not in known:
            known[n] = f(n)
        return known[n]

    return inner


@script
def wrapped(n: int) -> tuple[int, int]:
    asked = 0

    def slow(k: int) -> int:
        nonlocal asked
        asked += 1
        return k * k

    quick = memoised(slow)
    return sum(quick(i % 3) for i in range(n)), asked


@script
def in_tuples_and_dicts(n: int) -> list[int]:
    pairs = [("a", add), ("s", sub)]
    table = {name: (f, i) for i, (name, f) in enumerate(pairs)}
    table["x"] = (lambda a, b: a ^ b, 7)
    return [f(n, i) for f, i in table.values()]


@script
def events(n: int) -> list[str]:
    log: list[str] = []
    handlers: dict[str, list[Callable[[str], None]]] = {}

    def on(event: str, f: Callable[[str], None]) -> None:
        if event not in handlers:
            handlers[event] = []
        handlers[event].append(f)

    on("a", lambda text: log.append("1" + text))
    on("a", log.append)
    on("b", lambda text: log.append(text * n))
    for event in ("a", "b", "c"):
        if event in handlers:
            for f in handlers[event]:
                f(event)
    return log


CASES = {
    "local_table": [("+", 1, 2), ("-", 1, 2), ("?", 1, 2)],
    "results_of_two_types": [("+", 1, 2), ("h", 1, 2)],
    "lambdas": [("+", 1, 2), ("-", 1, 2), ("/", 1, 2), ("/", 1, 0), ("", 1, 2)],
    "module_table": [("+", 1, 2), ("-", 1, 2), ("/", 1, 2), ("*", 3, 2), ("%", 1, 2)],
    "module_numbers": [(1, 2, 3), (-1, 2, 3), (2**40, 2, 3), (0, 1, 1)],
    "module_get": [("-", 3, 4), ("!", 3, 4)],
    "module_list": [(0.5, 0), (0.5, -1), (0.5, 3)],
    "module_tuple": [(0, 5), (1, 5), (-1, 5), (2, 5)],
    "module_items": [(7,)],
    "module_known": [("+", 7), ("?", 7)],
    "returned": [(0,), (3,)],
    "counters": [(10,)],
    "account": [(3,), (99,)],
    "late_binding": [(0,), (3,)],
    "early_binding": [(0,), (3,)],
    "rebound_after": [(4,)],
    "bound_after": [(4,), (0,)],
    "chosen": [(True, 4), (False, 4)],
    "changed_in_a_loop": [(0,), (6,)],
    "in_fields": [(7,)],
    "bound_methods": [(3,)],
    "in_dataclasses": [(2.0,)],
    "virtual_methods": [(2,)],
    "optional": [(True, 2), (False, 2)],
    "none_is_called": [(True,), (False,)],
    "parameters": [(True, 4), (False, 4)],
    "composed": [(0,), (5,)],
    "as_keys": [([3, 1, 2], True), ([3, 1, 2], False)],
    "partials": [(5,)],
    "pipeline": [(-4.0,)],
    "wider": [(5,)],
    "same": [(0,), (1,), (2,)],
    "errors_inside": [(0,), (1,), (2,), (3,), (4,), (6,)],
    "dispatch_by_number": [(14,)],
    "recursive_values": [(5,), (1,)],
    "wrapped": [(0,), (10,)],
    "in_tuples_and_dicts": [(6,)],
    "events": [(3,)],
}
OVERFLOWS = {"recursive_values": [(21,)]}
