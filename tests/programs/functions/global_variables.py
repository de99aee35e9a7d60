"""Globals that functions set: counters in recursion, text, and errors in between."""

from jitscript import script

count = 0
best: float = 0
text = ""
on = False


def reset() -> None:
    global count, best, text, on
    count, best, text, on = 0, 0.0, "", False


def calls(n: int) -> int:
    global count
    count += 1
    return n if n < 2 else calls(n - 1) + calls(n - 2)


@script
def counted(n: int) -> tuple[int, int]:
    reset()
    return calls(n), count


@script
def highest(xs: list[float]) -> tuple[float, str, bool]:
    global best, text, on
    reset()
    for i, x in enumerate(xs):
        if x > best:
            best = x
            text += f"{i},"
            on = not on
    return best, text, on


@script
def until_zero(xs: list[int]) -> int:
    global count
    reset()
    try:
        for x in xs:
            count += 100 // x
    except ZeroDivisionError:
        count = -count
    return count


@script
def raising(n: int) -> int:
    global count
    count = n
    count *= 10 // (n - 3)
    return count


@script
def kept() -> int:
    return count


@script
def within(n: int) -> int:
    global count
    count = 0

    def add(k: int) -> None:
        global count
        count += k

    for i in range(n):
        add(i)
    return count


CASES = {
    "counted": [(0,), (1,), (10,)],
    "highest": [([],), ([1.0, 0.5, 2.0],), ([float("nan"), float("inf")],), ([-1.0],)],
    "until_zero": [([],), ([1, 2, 3],), ([7, 0, 5],)],
    "raising": [(4,), (13,), (3,)],
    "kept": [()],
    "within": [(0,), (5,)],
}
