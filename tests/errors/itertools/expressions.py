from itertools import chain, islice

from jitscript import script


@script
def f(xs: list[int]) -> list[int]:
    kept = chain(xs, xs)
    return list(islice((x * x for x in xs), 2)) + list(kept)
