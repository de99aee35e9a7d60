from collections.abc import Iterator

from jitscript import script


@script
def numbers(xs: list[int]) -> Iterator[int]:
    yield from xs


def call():
    numbers([3])
