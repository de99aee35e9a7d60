import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from jitscript import script


@contextmanager
def quiet(n: int) -> Iterator[int]:
    if n > 0:
        with contextlib.chdir("."):
            yield n
    else:
        with contextlib.chdir("."):
            yield 0


@script
def f(a: int) -> int:
    with quiet(a) as b:
        return b + 1
