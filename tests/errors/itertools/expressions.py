from itertools import islice

from jitscript import script


@script
def f(xs: list[int]) -> list[int]:
    return list(islice((x * x for x in xs), 2))
