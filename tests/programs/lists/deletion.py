"""`del xs[i]` and `del xs[i:j:k]`."""

from jitscript import script


@script
def one(xs: list[int], i: int) -> int:
    del xs[i]
    return len(xs)


@script
def several(names: list[str]) -> list[str]:
    del names[0], names[-1]
    return names


@script
def a_slice(xs: list[int], i: int, j: int) -> list[int]:
    del xs[i:j]
    return xs


@script
def a_stepped_slice(xs: list[int], i: int | None, j: int | None, k: int) -> list[int]:
    del xs[i:j:k]
    return xs


@script
def within(table: list[list[int]], i: int) -> None:
    del table[i][0]


CASES = {
    "one": [([1, 2, 3], 0), ([1, 2, 3], -1), ([1, 2, 3], 3), ([1, 2, 3], -4), ([], 0)],
    "several": [(["a", "b", "c"],), (["a", "b"],), (["a"],), ([],)],
    "a_slice": [
        ([1, 2, 3, 4], 1, 3),
        ([1, 2, 3, 4], -2, 9),
        ([1, 2, 3, 4], 3, 1),
        ([1, 2, 3, 4], -9, 9),
    ],
    "a_stepped_slice": [
        ([1, 2, 3, 4, 5, 6, 7], None, None, 2),
        ([1, 2, 3, 4, 5, 6, 7], 1, 6, 3),
        ([1, 2, 3, 4, 5, 6, 7], None, None, -2),
        ([1, 2, 3, 4, 5, 6, 7], 5, 0, -3),
        ([1, 2, 3], 2, 0, 5),
        ([1, 2, 3], None, None, 0),
        ([1, 2, 3], None, None, -(2**63)),
        ([1, 2, 3], None, None, 2**63 - 1),
        ([1], 0, None, -(2**63)),
        ([], None, None, -(2**63)),
    ],
    "within": [([[1, 2], [3]], 1), ([[1, 2], []], 1)],
}
