"""`nonlocal`: variables that nested functions rebind, and those around them."""

from dataclasses import dataclass

import numpy as np

from jitscript import Array1, f64, script


@script
def counter(n: int) -> int:
    count = 0

    def more() -> None:
        nonlocal count
        count += 1

    for _ in range(n):
        more()
    return count


@script
def overflows(n: int) -> int:
    count = 2**63 - 3

    def more() -> None:
        nonlocal count
        count += 1

    for _ in range(n):
        more()
    return count


@script
def wider_later(n: int):
    x = 1
    seen = []

    def half() -> None:
        nonlocal x
        seen.append(float(x))
        x = x / 2

    before = x
    for _ in range(n):
        half()
    return before, x, seen


@script
def best(xs: list[int]):
    found = None
    calls = 0

    def visit(x):
        nonlocal found, calls
        calls += 1
        if found is None or x > found:
            found = x

    for x in xs:
        visit(x)
    return found, calls


@script
def unbound(k: int) -> int:
    def get():
        return x

    def put(v):
        nonlocal x
        x = v

    if k == 1:
        return get()
    if k == 2:
        return x
    if k == 3:
        put(5)
        return x
    x = 7
    if k == 4:
        del x
        return get()
    if k == 5:
        del x
        return x
    if k == 6:
        del x
        put(8)
        return x
    return get()


@script
def deleted_inside(k: int) -> int:
    x = k

    def drop():
        nonlocal x
        del x

    drop()
    if k > 1:
        x = 2
    if k > 0:
        drop()
    drop()
    return x


@script
def memo(n: int) -> tuple[int, int]:
    known: dict[int, int] = {}
    hits = 0

    def fib(k: int) -> int:
        nonlocal hits
        if k < 2:
            return k
        if k in known:
            hits += 1
            return known[k]
        r = fib(k - 1) + fib(k - 2)
        known[k] = r
        return r

    return fib(n), hits


@script
def parity(n: int) -> tuple[bool, int]:
    steps = 0

    def even(k: int) -> bool:
        nonlocal steps
        steps += 1
        return True if k == 0 else odd(k - 1)

    def odd(k: int) -> bool:
        nonlocal steps
        steps += 1
        return False if k == 0 else even(k - 1)

    return even(n), steps


@script
def three_deep(n: int) -> list[int]:
    a = 1
    log = []

    def middle(k: int):
        b = k

        def inner():
            nonlocal a, b
            a += b
            b *= 2
            log.append(b)

        inner()
        inner()
        return b

    for i in range(n):
        a += middle(i)
    log.append(a)
    return log


@script
def through_the_middle(n: int) -> int:
    a = n

    def middle():
        def inner():
            nonlocal a
            a -= 1

        inner()
        return a

    return middle() * 10 + middle()


@script
def parameter(n: int, *, step: int = 2) -> tuple[int, int]:
    def up():
        nonlocal n, step
        n += step
        step += 1

    up()
    up()
    return n, step


@script
def rebinds_lists(n: int) -> tuple[list[int], list[int], bool]:
    xs = [0]
    first = xs

    def longer():
        nonlocal xs
        xs = [*xs, len(xs)]

    def in_place():
        nonlocal xs
        xs += [9]

    in_place()
    for _ in range(n):
        longer()
    in_place()
    return first, xs, first is xs


@script
def text(words: list[str]) -> str:
    line = ""

    def add(w: str) -> None:
        nonlocal line
        line += w if not line else " " + w

    for w in words:
        add(w)
    return line


@script
def arrays(n: int) -> Array1[f64]:
    x = np.zeros(n)

    def next_():
        nonlocal x
        x = x * 2 + 1

    next_()
    next_()
    return x


@script
def error_in_the_middle(n: int) -> tuple[int, str]:
    done = 0

    def work(k: int) -> None:
        nonlocal done
        for i in range(k):
            if i == 3:
                raise ValueError(f"at {i}")
            done += 1

    try:
        work(n)
    except ValueError as e:
        return done, str(e)
    return done, ""


@script
def rebound_in_try(n: int) -> int:
    x = 1

    def risky():
        nonlocal x
        x = 2
        x = 10 // n

    try:
        x = 5
        risky()
    except ZeroDivisionError:
        x = x * 100
    finally:
        x += 1
    return x


@script
def loop_targets(n: int) -> tuple[int, int, int]:
    i = -1
    a = b = 0

    def run():
        nonlocal i, a, b
        for i in range(n):
            a, b = i, a + b
        (a, *_), b = [a + 1, 2], b

    run()
    return i, a, b


@script
def rebound_outside(n: int) -> int:
    total = 0

    def add():
        nonlocal total
        total += k

    k = 1
    for i in range(n):
        k = k * 3 % 7
        add()
        total -= i
    return total


@script
def as_key(xs: list[int]) -> tuple[list[int], int, int]:
    asked = 0

    def key(x: int) -> int:
        nonlocal asked
        asked += 1
        return -x

    ys = sorted(xs, key=key)
    smallest = min(xs, key=key)
    return ys, smallest, asked


def twice(f, x):
    return f(f(x))


@script
def passed_on(n: int) -> int:
    sum_ = 0

    def note(x):
        nonlocal sum_
        sum_ += x
        return x + 1

    return twice(note, n) * 1000 + sum_


@dataclass
class Node:
    value: int
    next: "Node | None" = None


@script
def linked(n: int) -> list[int]:
    head = None

    def push(v: int) -> None:
        nonlocal head
        head = Node(v, head)

    def pop() -> int:
        nonlocal head
        assert head is not None
        v = head.value
        head = head.next
        return v

    for i in range(n):
        push(i)
    found = []
    while head is not None:
        found.append(pop())
    return found


@script
def built_when_needed(n: int) -> int:
    table = None

    def build():
        nonlocal table
        table = [i * i for i in range(n + 1)]

    def get(i: int) -> int:
        if table is None:
            build()
        assert table is not None
        return table[i]

    return sum(get(i) for i in range(n + 1))


@script
def recursive_around(n: int) -> int:
    count = 0

    def tick(by: int):
        nonlocal count
        count += by

    tick(n)
    if n > 0:
        tick(recursive_around(n - 1))
    return count


@script
def in_comprehensions(n: int) -> tuple[list[int], int]:
    last = 0

    def step(x: int) -> int:
        nonlocal last
        last, before = x, last
        return x - before

    return [step(i * i) for i in range(n)], last


@script
def walrus(n: int) -> int:
    y = 0

    def f(k: int) -> bool:
        nonlocal y
        return (y := y + k) > 10

    while not f(n):
        pass
    return y


@script
def lambdas_see_it(n: int) -> int:
    k = 1

    def up():
        nonlocal k
        k += n

    read = lambda: k * 10  # noqa: E731
    a = read()
    up()
    return a * 1000 + read()


@script
def generic_inside(n: int) -> tuple[int, str]:
    log = 0

    def show(x):
        nonlocal log
        log += 1
        return f"{x!r}"

    text = show(n) + show(str(n)) + show([n]) + show((n, 1.5))
    return log, text


@script
def tuples(n: int) -> tuple[int, int]:
    pair = 0, 1

    def step():
        nonlocal pair
        a, b = pair
        pair = b, a + b

    for _ in range(n):
        step()
    return pair


@script
def in_a_match(xs: list[int]) -> int:
    state = "a"
    n = 0

    def feed(x: int) -> None:
        nonlocal state, n
        match state:
            case "a" if x > 0:
                state = "b"
            case "b":
                state = "a"
                n += x

    for x in xs:
        feed(x)
    return n if state == "a" else -n


@script
def accumulates_floats(xs: Array1[f64]) -> float:
    total = 0.0
    c = 0.0

    def kahan(x):
        nonlocal total, c
        y = x - c
        t = total + y
        c = (t - total) - y
        total = t

    for x in xs:
        kahan(x)
    return float(total)


CASES = {
    "counter": [(0,), (5,)],
    "overflows": [(2,)],
    "wider_later": [(0,), (1,), (4,)],
    "best": [([3, 9, 2],), ([],)],
    "unbound": [(i,) for i in range(8)],
    "deleted_inside": [(0,), (1,), (2,)],
    "memo": [(0,), (30,)],
    "parity": [(7,), (0,)],
    "three_deep": [(0,), (4,)],
    "through_the_middle": [(5,)],
    "parameter": [(1,), {"*": (1,), "step": 5}],
    "rebinds_lists": [(0,), (3,)],
    "text": [([],), (["a", "bc", "é"],)],
    "arrays": [(3,), (0,)],
    "error_in_the_middle": [(2,), (3,), (9,)],
    "rebound_in_try": [(0,), (3,)],
    "loop_targets": [(0,), (1,), (5,)],
    "rebound_outside": [(0,), (6,)],
    "as_key": [([3, 1, 2],), ([],)],
    "passed_on": [(5,)],
    "linked": [(0,), (5,)],
    "built_when_needed": [(0,), (6,)],
    "recursive_around": [(0,), (5,)],
    "in_comprehensions": [(0,), (5,)],
    "walrus": [(3,)],
    "lambdas_see_it": [(4,)],
    "generic_inside": [(4,)],
    "tuples": [(0,), (9,)],
    "in_a_match": [([1, 5, -1, 3],), ([1, 2],)],
    "accumulates_floats": [(np.array([1e16, 1.0, -1e16, 1.0]),), (np.zeros(0),)],
}
OVERFLOWS = {"overflows": [(5,)]}
