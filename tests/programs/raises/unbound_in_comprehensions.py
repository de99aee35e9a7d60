"""Variables without a value, read in comprehensions: CPython's words depend on whether a comprehension
is a function of its own."""

from jitscript import script


@script
def read(n: int, how: int) -> int:
    for i in range(n):
        w = 1
    if how == 0:
        return sum([i + q for q in range(3)])
    if how == 1:
        return sum(i + q for q in range(3))
    if how == 2:
        return len({q: i for q in range(2)})
    if how == 3:
        return len({i for _ in range(2) if w})
    if how == 4:
        return sum([w for q in range(i)])
    if how == 5:
        return int(any(q == w for q in range(3)))
    if how == 6:
        return max((w for q in range(3)), default=w)
    if how == 7:
        return sum([0 for q in range(3) for z in range(i)])
    if how == 8:
        return sum(0 for q in range(i))
    if how == 9:
        return sum([sum(i for _ in range(2)) for q in (1, 2)])
    return i


CASES = {"read": [(n, how) for n in (0, 1) for how in range(11)]}
