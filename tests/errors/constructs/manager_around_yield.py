from collections.abc import Iterator
from contextlib import contextmanager

from jitscript import script


@contextmanager
def noted(log: list[str]) -> Iterator[None]:
    log.append("enter")
    yield
    log.append("left")


def counted(log: list[str], n: int) -> Iterator[int]:
    with noted(log):
        for i in range(n):
            yield i


@script
def first(n: int) -> list[str]:
    log: list[str] = []
    for _ in counted(log, n):
        break
    return log
