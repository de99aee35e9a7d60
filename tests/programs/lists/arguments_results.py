"""The caller's list is the function's list: changes are seen on both sides."""

from jitscript import script


@script
def append(a: list[int], x: int) -> None:
    a.append(x)


@script
def append_twice(a: list[int]) -> None:
    append(a, 1)
    append(a, 2)


@script
def itself(a: list[int]) -> list[int]:
    a.append(0)
    return a


@script
def two(a: list[int], b: list[int]) -> None:
    a.append(1)
    b.append(2)


@script
def until_error(a: list[int], n: int) -> None:
    for i in range(n):
        a.append(10 // (3 - i))


@script
def of_bools(a: list[bool]) -> list[bool]:
    return [not x for x in a]


@script
def of_complex(a: list[complex]) -> complex:
    s = 0j
    for z in a:
        s += z
    return s


@script
def in_tuple(a: list[int]) -> tuple[list[int], int]:
    return a, len(a)


@script
def optional(a: list[int] | None) -> int:
    return -1 if a is None else len(a)


def aliased():
    a = [5]
    return a, a


CASES = {
    "append_twice": [([],), ([7],)],
    "itself": [([1],)],
    "two": [([], []), aliased],
    "until_error": [([], 2), ([], 5)],
    "of_bools": [([True, False],)],
    "of_complex": [([1j, 2.0 + 0j],)],
    "in_tuple": [([1, 2],)],
    "optional": [(None,), ([1],)],
}
