"""Lists of lists share their rows, as in Python."""

from jitscript import script


@script
def table(n: int) -> list[list[int]]:
    out: list[list[int]] = []
    for i in range(n):
        out.append([i] * i)
    return out


@script
def shared(n: int) -> list[list[int]]:
    row = [0]
    out = [row] * n
    row.append(5)
    return out


@script
def write(a: list[list[int]], i: int, j: int) -> None:
    a[i][j] = -1


@script
def total(a: list[list[int]]) -> int:
    s = 0
    for row in a:
        for x in row:
            s += x
    return s


@script
def append_row(a: list[list[int]]) -> None:
    a.append(a[0])
    a[0].append(3)


@script
def equal(a: list[list[int]], b: list[list[int]]) -> bool:
    return a == b


CASES = {
    "table": [(0,), (4,)],
    "shared": [(2,)],
    "write": [([[1, 2], [3]], 1, 0), ([[1, 2], [3]], 1, 1), ([[1, 2], [3]], 2, 0)],
    "total": [([[1, 2], [], [3]],), ([],)],
    "append_row": [([[1], [2]],)],
    "equal": [([[1], [2, 3]], [[1], [2, 3]]), ([[1]], [[2]]), ([], [])],
}
