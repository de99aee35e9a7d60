"""A function defined in a loop over a generator, and called after it: it captures what the generator
does not."""

from jitscript import script


def numbers(n: int):
    for i in range(n):
        yield i


@script
def last_of_expression(xs: list[int]) -> int:
    for x in (q + w for q in xs for w in range(q)):

        def shifted(k: int) -> int:
            return xs[0] + k

    return shifted(3)


@script
def last_of_function(n: int, base: int) -> int:
    for x in numbers(n):
        for y in numbers(2):

            def shifted(k: int) -> int:
                return base + x * 10 + y + k

        base += 1
    return shifted(3)


@script
def one_of_two(n: int, base: int) -> int:
    found = lambda k: k - base
    for x in numbers(n):
        if x % 2:
            found = lambda k: k + base
    base += 100
    return found(1)


CASES = {
    "last_of_expression": [([1, 2],), ([0],), ([],)],
    "last_of_function": [(3, 5), (1, 7), (0, 1)],
    "one_of_two": [(0, 5), (1, 5), (2, 5), (3, 5)],
}
