from collections.abc import Iterator

from jitscript import script


@script
def numbers(n: int) -> Iterator[int]:
    yield n


def call():
    numbers(3)
