from collections.abc import Generator

from jitscript import script


@script
def numbers(n: int) -> Generator[int, None, int]:
    yield n
    return 2 * n


def call():
    numbers(3)
