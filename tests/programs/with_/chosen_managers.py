"""Managers of contextlib: returned from, by one name, and chosen when the program runs."""

from contextlib import contextmanager, nullcontext, suppress
from collections.abc import Iterator
from jitscript import script


@contextmanager
def noted(log: list[str], name: str) -> Iterator[str]:
    log.append("enter " + name)
    try:
        yield name.upper()
    except KeyError as e:
        log.append(f"caught {e}")
    finally:
        log.append("exit " + name)


@script
def early(n: int) -> int:
    log: list[str] = []
    with noted(log, "a") as x:
        if n > 2:
            return n
        return len(x) + n


@script
def stored(n: int) -> list[str]:
    log: list[str] = []
    m = noted(log, "b")
    with m as name:
        log.append(name)
        if n == 1:
            raise KeyError("k")
    return log


@script
def maybe(n: int) -> list[str]:
    log: list[str] = []
    with noted(log, "b") if n else nullcontext("x") as name:
        log.append(name)
    return log


@script
def swallowed(n: int) -> int:
    log: list[str] = []
    with noted(log, "a"):
        raise KeyError("x")
    return len(log)


@script
def find(d: dict[str, int], k: str) -> int:
    with suppress(KeyError):
        return d[k]
    return -1


@contextmanager
def plain(log: list[str]) -> Iterator[int]:
    log.append("in")
    yield 3
    log.append("out")


@script
def loop(n: int) -> list[str]:
    log: list[str] = []
    for i in range(n):
        with plain(log) if i % 2 else nullcontext(i + 10) as k:
            if k == 12:
                continue
            log.append(str(k))
            if i == 3:
                break
    else:
        log.append("else")
    with plain(log) if n else nullcontext(5) as k, noted(log, "z") as name:
        log.append(f"{k}{name}")
        return log


@script
def ret(n: int) -> str:
    log: list[str] = []
    with noted(log, "z") as name:
        if n == 0:
            raise KeyError(3)
        try:
            return name + str(10 // n)
        except ValueError:
            raise


CASES = {
    "early": [(1,), (3,)],
    "stored": [(0,), (1,)],
    "maybe": [(0,), (1,)],
    "swallowed": [(1,)],
    "find": [({"a": 1}, "a"), ({}, "a")],
    "loop": [(0,), (2,), (3,), (6,)],
    "ret": [(1,), (2,)],
}
