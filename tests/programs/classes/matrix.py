"""A class of matrices whose lists of floats come out of sums, which begin with an int."""

from __future__ import annotations

from jitscript import script


class Matrix:
    def __init__(self, rows: list[list[float]]) -> None:
        self.rows = rows

    def __matmul__(self, other: Matrix) -> Matrix:
        columns = [list(column) for column in zip(*other.rows)]
        return Matrix(
            [[sum(a * b for a, b in zip(row, c)) for c in columns] for row in self.rows]
        )

    def __add__(self, other: Matrix) -> Matrix:
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])


@script
def powers(n: int) -> list[list[float]]:
    one = Matrix([[1.0, 2.0], [0.5, -1.0]])
    found = one
    for _ in range(n):
        found = found @ one + one
    return found.rows


CASES = {"powers": [(0,), (1,), (5,)]}
