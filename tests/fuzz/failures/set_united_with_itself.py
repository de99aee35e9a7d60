"""A set that is united with itself is copied, in the order that its table has."""

from jitscript import script


@script
def f(a: set[tuple[int, str]], b: set[int]):
    b.remove(5)
    return a | a, b | b, b.union(b)


CASES = {
    "f": [
        lambda: ({(4, " x "), (-1, ""), (1, " x "), (2**40, "b"), (11, "")}, {5, 1, 2**40, -2}),
        lambda: ({(9, "j"), (3, "b"), (-3, "b"), (2, "e")}, {5, 16, 8, 3, 2**61 - 2}),
    ]
}
