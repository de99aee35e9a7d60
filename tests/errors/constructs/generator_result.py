from collections.abc import Iterator

from jitscript import script


def numbers(n: int) -> Iterator[int]:
    yield n


@script
def chosen(n: int) -> Iterator[int]:
    return numbers(n + 1)


def call():
    chosen(3)
