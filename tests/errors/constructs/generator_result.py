from collections.abc import Iterator

from jitscript import script


def rows(n: int) -> Iterator[list[int]]:
    yield [n]


@script
def chosen(n: int) -> Iterator[list[int]]:
    return rows(n + 1)


def call():
    chosen(3)
