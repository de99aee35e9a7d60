"""Exceptions that hold what can change, at the border (see `test_carried_errors.py`)."""

from __future__ import annotations

import numpy as np

import jitscript as js
from jitscript import Array1, f64


class Order:
    def __init__(self, id: int) -> None:
        self.id = id
        self.tags: list[str] = []


class AppError(Exception):
    code = 10

    def describe(self) -> str:
        return f"{type(self).__name__}:{self.code}"


class Rejected(AppError):
    code = 11

    def __init__(self, order: Order, why: str) -> None:
        super().__init__(f"order {order.id}: {why}")
        self.order = order
        self.why = why


class Late(Rejected):
    def __init__(self, order: Order, days: int = 1) -> None:
        super().__init__(order, f"{days} late")
        self.days = days

    def __str__(self) -> str:
        return f"LATE {self.days} {super().__str__()}"


class Plain(AppError):
    pass


def go(o: Order, n: int) -> int:
    if n == 0:
        raise Rejected(o, "no")
    if n == 1:
        raise Late(o, 3)
    if n == 2:
        raise Plain("p")
    if n == 3:
        raise Late(o)
    if n == 4:
        raise ValueError("v")
    return n


def leaves(o: Order, n: int) -> int:
    o.tags.append("seen")
    return go(o, n)


def wrapped(o: Order, n: int) -> int:
    try:
        return go(o, n)
    except Rejected as e:
        e.order.tags.append("wrapped")
        raise ValueError(f"{e}") from e


def again(o: Order, n: int) -> int:
    try:
        return go(o, n)
    except Late as e:
        e.days += 40
        e.order.tags.append(str(e.days))
        raise
    finally:
        o.tags.append("end")


def kept(o: Order, n: int) -> list[str]:
    log: list[str] = []
    found: list[Rejected] = []
    for i in range(n):
        try:
            go(o, i)
        except Rejected as e:
            found.append(e)
        except Exception as e:
            log.append(repr(e))
    for k in found:
        k.order.tags.append("kept")
        log.append(f"{k} {k.order is o} {isinstance(k, Late)}")
    if found:
        raise found[-1]
    return log


def shown(o: Order, n: int) -> tuple[list[Exception], Rejected | None, Order | None]:
    """The same exceptions as Python's objects, and as instances that change later."""
    errors: list[Exception] = []
    first: Rejected | None = None
    same: Order | None = None
    for i in range(n):
        try:
            try:
                go(o, i)
            except Rejected as r:
                if first is None:
                    first = r
                    same = r.order
                r.why += "!"
                raise
        except Exception as e:
            errors.append(e)
            errors.append(e)
            if first is not None:
                first.why += "?"
    if n == 5 and first is not None:
        raise first
    return errors, first, same


class Keeper:
    def __init__(self) -> None:
        self.last: BaseException | None = None
        self.log: list[str] = []

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, et, e, tb) -> bool:
        self.last = e
        if et is not None:
            self.log.append(f"{et.__name__} {e} {issubclass(et, AppError)}")
        return isinstance(e, Late)


def managed(o: Order, n: int) -> tuple[Keeper, str]:
    k = Keeper()
    text = ""
    try:
        with k:
            go(o, n)
    except Rejected as e:
        e.order.tags.append("behind")
        text = f"{e.why} {e.order is o}"
    last = k.last
    if isinstance(last, Rejected):
        o.tags.append(f"{last.why} {last.args}")
    return k, text


def opened(o, n):
    if n > 2:
        raise Rejected(o, "open")
    return n


@js.python
def outside(n: int) -> int:
    if n:
        raise Rejected(Order(n), "py")
    return 1


def from_python(n: int) -> str:
    try:
        return str(outside(n))
    except Rejected as e:
        return str(e.order.id)


def through(n: int) -> int:
    return outside(n)


class Missing(KeyError):
    def __init__(self, key: str, table: dict[str, int]) -> None:
        super().__init__(key)
        self.key = key
        self.table = table


class NotSet(Exception):
    """Its `args` are what it is made of."""

    def __init__(self, a: int, xs: list[int]) -> None:
        self.a = a
        self.xs = xs


def missing(table: dict[str, int], k: str) -> int:
    if k not in table:
        table[k] = 0
        raise Missing(k, table)
    return table[k]


def listed(xs: list[int], n: int) -> int:
    if len(xs) > n:
        xs.append(n)
        raise NotSet(n, xs)
    return n


class Bad(ValueError):
    def __init__(self, x: Array1[f64], i: int) -> None:
        super().__init__(f"bad at {i}")
        self.x = x
        self.i = i


def check(x: Array1[f64]) -> None:
    for i in range(len(x)):
        if x[i] < 0:
            raise Bad(x, i)


def arrays(x: Array1[f64], mend: bool) -> float:
    try:
        check(x)
    except Bad as e:
        if not mend:
            raise
        e.x[e.i] = 100.0
    return float(np.sum(x))
