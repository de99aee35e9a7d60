from collections import deque

from jitscript import script


@script
def f(queue: deque[int]) -> int:
    return len(queue)


def call():
    f([1])
