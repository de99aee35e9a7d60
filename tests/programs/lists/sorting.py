"""sort and sorted are stable and know reverse."""

from jitscript import script


@script
def in_place(a: list[int]) -> None:
    a.sort()


@script
def descending(a: list[int]) -> None:
    a.sort(reverse=True)


@script
def new_list(a: list[float]) -> list[float]:
    return sorted(a)


@script
def of_tuples(a: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(a)


@script
def of_bools(a: list[bool]) -> list[bool]:
    return sorted(a, reverse=True)


@script
def median(a: list[float]) -> float:
    b = sorted(a)
    n = len(b)
    return b[n // 2] if n % 2 else (b[n // 2 - 1] + b[n // 2]) / 2


MANY = [(i * 7919) % 1009 - 500 for i in range(300)]
CASES = {
    "in_place": [
        ([],),
        ([1],),
        ([3, 1, 2],),
        (MANY,),
        (sorted(MANY),),
        (sorted(MANY)[::-1],),
        ([1] * 70,),
    ],
    "descending": [([3, 1, 2],), (MANY,)],
    "new_list": [([2.5, -0.0, 0.0, -1.0, 1e300],), ([],)],
    "of_tuples": [([(2, 1), (1, 9), (1, 2), (2, 0)],)],
    "of_bools": [([True, False, True],)],
    "median": [([3.0, 1.0, 2.0],), ([4.0, 1.0, 2.0, 3.0],), ([],)],
}
