from itertools import permutations, tee

from jitscript import script


@script
def f(xs: list[int], k: int) -> int:
    total = 0
    for x in tee(xs):
        total += len(list(x))
    for p in permutations(xs):
        total += p[0]
    for q in permutations(xs, k):
        total += q[0]
    return total
