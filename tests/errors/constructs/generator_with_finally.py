from collections.abc import Iterator

from jitscript import script


@script
def numbers(n: int) -> Iterator[int]:
    try:
        yield n
    finally:
        print("done")


def call():
    numbers(3)
