"""`contextlib.ExitStack`: managers of several kinds and calls, left in the opposite order."""

import contextlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from typing import Optional

from jitscript import script


class Res:
    def __init__(self, name: str, log: list[str], eat: bool = False) -> None:
        self.name = name
        self.log = log
        self.eat = eat

    def __enter__(self) -> str:
        if self.name == "never":
            raise OSError("cannot enter")
        self.log.append("enter " + self.name)
        return self.name

    def __exit__(self, kind, value, tb) -> bool:
        told = kind.__name__ if kind is not None else "-"
        self.log.append(f"exit {self.name} {value!r} {told} {tb is None}")
        if self.name == "bad":
            raise IndexError("bad exit")
        return self.eat


class Derived(Res):
    def __exit__(self, kind, value, tb) -> bool:
        self.log.append("derived")
        return super().__exit__(kind, value, tb)


class Other:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self) -> "Other":
        self.log.append("other in")
        return self

    def __exit__(self, kind: object, value: object, tb: object) -> None:
        self.log.append(f"other out {value is None}")

    def close(self) -> None:
        self.log.append("closed")


def say(log: list[str], a: int, b: str = "d") -> int:
    log.append(f"say {a} {b}")
    if a == 9:
        raise RuntimeError("nine")
    return a


@script
def all_kinds(n: int, bad: bool, eats: int) -> list[str]:
    log: list[str] = []
    try:
        with ExitStack() as s:
            for i in range(n):
                log.append(s.enter_context(Res(str(i), log, i == eats)))
            o = s.enter_context(Other(log))
            s.callback(say, log, n, b="x")
            s.callback(log.append, "last")
            s.callback(lambda: log.append(f"n is {n}"))
            if bad:
                s.enter_context(Res("bad", log))
            s.enter_context(closing(o))
            log.append(str(s.enter_context(nullcontext(n + 1))))
            s.push(Derived("pushed", log))
            if n == 2:
                raise ValueError("x")
            if n == 3:
                raise KeyError("x", 3)
            if n == 4:
                return log
            log.append("end")
        log.append("behind")
    except (ValueError, LookupError) as e:
        log.append("caught " + repr(e))
    return log


@script
def nothing(n: int) -> int:
    with contextlib.ExitStack() as s:
        return n
    return -1


@script
def entering_fails(names: list[str], log: list[str]) -> int:
    with ExitStack() as s:
        for name in names:
            s.enter_context(Res(name, log))
        return len(names)


@script
def in_a_loop(n: int) -> list[str]:
    log: list[str] = []
    for i in range(n):
        with ExitStack() as s:
            s.callback(log.append, f"left {i}")
            if i == 1:
                continue
            if i == 3:
                break
            s.enter_context(Res(str(i), log))
    return log


@script
def moved(n: int) -> list[str]:
    log: list[str] = []
    with ExitStack() as s:
        for i in range(n):
            s.enter_context(Res(str(i), log))
        kept = s.pop_all()
    log.append("between")
    kept.close()
    kept.close()
    stack = ExitStack()
    r = stack.push(Res("p", log))
    with stack:
        log.append(r.name)
    with stack:
        log.append("again")
    never = ExitStack()
    never.callback(log.append, "never left")
    return log


@script
def raising_calls(a: int, b: int) -> list[str]:
    log: list[str] = []
    with ExitStack() as s:
        s.enter_context(Res("outer", log, a == 1))
        s.callback(say, log, 9)
        s.enter_context(Res("inner", log, b == 1))
        s.callback(say, log, 9, "first")
        if a == b:
            raise ValueError(a)
    return log


@script
def stacks_in_stacks(n: int) -> list[str]:
    log: list[str] = []
    with ExitStack() as outer:
        inner = outer.enter_context(ExitStack())
        outer.callback(log.append, "outer")
        for i in range(n):
            inner.callback(log.append, f"inner {i}")
    return log


def given(stack: ExitStack, log: list[str]) -> None:
    stack.callback(log.append, "given")


@script
def passed_on(n: int) -> list[str]:
    log: list[str] = []
    with ExitStack() as s:
        given(s, log)
        log.append("body")
    return log


class Holder:
    def __init__(self, log: list[str]) -> None:
        self.log = log
        self._stack = ExitStack()

    def __enter__(self) -> "Holder":
        self._stack.enter_context(Res("h", self.log))
        self._stack.callback(self.log.append, "cb")
        return self

    def __exit__(self, kind, value, tb) -> bool:
        return self._stack.__exit__(kind, value, tb)


@script
def in_a_field(n: int, log: list[str]) -> list[str]:
    with Holder(log) as h:
        h.log.append("in")
        if n:
            raise KeyError(n)
    return log


@contextmanager
def several(log: list[str], n: int) -> Iterator[int]:
    with ExitStack() as s:
        for i in range(n):
            s.callback(log.append, f"c{i}")
        yield n


@script
def in_a_manager(n: int) -> list[str]:
    log: list[str] = []
    try:
        with several(log, n) as k:
            log.append(str(10 // k))
    except ZeroDivisionError as e:
        log.append(str(e))
    return log


def counted(log: list[str], n: int) -> Iterator[int]:
    with ExitStack() as s:
        s.callback(log.append, "g")
        for i in range(n):
            yield i


@script
def in_a_generator(n: int, stop: int) -> list[str]:
    log: list[str] = []
    for i in counted(log, n):
        if i == stop:
            break
        log.append(str(i))
    g = counted(log, n)
    log.append(str(next(g)))
    g.close()
    return log


@script
def maybe_enter(r: Optional[int]) -> list[str]:
    log: list[str] = []
    with ExitStack() as s:
        name = s.enter_context(Res("r", log)) if r is not None else "none"
        log.append(name)
    return log


CASES = {
    "all_kinds": [(n, bad, eats) for n in range(5) for bad in (False, True) for eats in (0, 2)],
    "nothing": [(3,)],
    "entering_fails": [([], []), (["a", "b"], []), (["a", "b", "never", "c"], ["x"])],
    "in_a_loop": [(0,), (2,), (5,)],
    "moved": [(0,), (2,)],
    "raising_calls": [(0, 0), (0, 1), (1, 0), (1, 1), (2, 3)],
    "stacks_in_stacks": [(0,), (2,)],
    "passed_on": [(0,)],
    "in_a_field": [(0, []), (1, ["a"])],
    "in_a_manager": [(0,), (2,)],
    "in_a_generator": [(3, 1), (3, 9)],
    "maybe_enter": [(None,), (1,)],
}
