from itertools import groupby, permutations

from jitscript import script


@script
def f(xs: list[int], k: int) -> int:
    total = 0
    for key, _ in groupby(xs):
        total += key
    for p in permutations(xs):
        total += p[0]
    for q in permutations(xs, k):
        total += q[0]
    return total
