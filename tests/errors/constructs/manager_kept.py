from collections.abc import Iterator
from contextlib import contextmanager, suppress

from jitscript import script


@contextmanager
def timed(n: int) -> Iterator[int]:
    try:
        yield n
    finally:
        print("end")


@script
def kept(n: int) -> int:
    m = timed(n) if n else timed(2)
    with m:
        pass
    twice = timed(n)
    with twice:
        pass
    with twice:
        pass
    return n


@script
def suppressed(d: dict[str, int]) -> int:
    with suppress(KeyError):
        return d["a"]


@script
def divided(values: list[float]) -> float:
    return sum(values) / values
