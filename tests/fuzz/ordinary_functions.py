"""The functions, generators and managers that programs of `ordinary.py` name."""

from __future__ import annotations

# What stands beside the function: name → its text, and what that needs.
DEFINED = {
    "spread": """\
def spread(*xs: int) -> int:
    return len(xs) * 100 + sum([x % 7 for x in xs])
""",
    "keywords": """\
def keywords(a: int = 1, b: int = 2, **more: int) -> int:
    return a % 50 - b % 50 + len(more) * 3 + more.get("c", 0) % 10
""",
    "labelled": """\
def labelled(name: str, count: int = 1, *, mark: str = "-") -> str:
    return mark.join([name[:4]] * (count % 3))
""",
    "chosen": """\
def chosen(n: int) -> int | str | None:
    if n % 3 == 0:
        return None
    return n if n % 3 == 1 else str(n)
""",
    "shared": """\
def shared(n: int, table=(2, 3, 5)) -> int:
    for place, x in enumerate(table):
        if n % x == 0:
            return place
    else:
        return -n
""",
    "deep": """\
def deep(n: int) -> int:
    if n <= 0:
        return 1
    try:
        return n + deep(n - 2) if n % 2 else deep(n - 1)
    finally:
        n -= 1
""",
    "checked": """\
def checked(n: int, log: list[int]) -> int:
    try:
        if n % 5 == 0:
            raise KeyError(n)
        if n % 5 == 1:
            raise Mine("odd", n)
        log.append(100)
    except KeyError:
        log.append(101)
        if n % 2:
            raise
        return 1
    else:
        log.append(102)
        return n
    finally:
        log.append(103)
    return 2
""",
    "applied": """\
def applied(f, n: int) -> int:
    return f(n) + f(n + 1)
""",
    "made": """\
def made(n: int):
    count = n

    def inner(k: int) -> int:
        nonlocal count
        count += k % 5
        return count

    return inner
""",
    "counting": """\
def counting(n: int, log: list[int]):
    for i in range(n):
        log.append(200 + i)
        yield i * 3 % 7
    log.append(299)
""",
    "ended": """\
def ended(n: int, log: list[int]):
    i = 0
    try:
        while i < n:
            i += 1
            if i == 4:
                raise ValueError(i)
            yield i
    finally:
        log.append(300 + i)
""",
    "both": """\
def both(n: int, log: list[int]):
    yield from counting(n, log)
    yield -1
    for x in [n, 2, 1]:
        if x == 2:
            continue
        yield x
""",
    "held": """\
@contextmanager
def held(n: int, log: list[int]):
    log.append(400)
    try:
        yield n + 1
    except KeyError:
        log.append(401)
        if n % 2:
            raise
    finally:
        log.append(402)
""",
    "Guard": """\
class Guard:
    def __init__(self, n: int, log: list[int]):
        self.n = n
        self.log = log

    def __enter__(self) -> int:
        self.log.append(500)
        if self.n == 5:
            raise ValueError("enter")
        return self.n

    def __exit__(self, kind, error, trace) -> bool:
        self.log.append(501 if kind is None else 502)
        if kind is not None and issubclass(kind, LookupError):
            self.log.append(503)
        if self.n == 3:
            raise KeyError("exit")
        return self.n % 2 == 0
""",
}
