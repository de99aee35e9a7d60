from collections.abc import Callable

from jitscript import script


@script
def f(fs: list[Callable[[int], int]]) -> int:
    return fs[0](1)
