"""A kernel that fails in every way. Apart from its tests: pytest writes their asserts anew."""

# mypy: ignore-errors

from __future__ import annotations

from jitscript import Array1, cuda, i64


def inner(x: Array1[i64], i: int) -> int:
    return int(x[i])  # out of range


@cuda.kernel
def raises(x: Array1[i64], what: int, at: int) -> None:
    i = cuda.grid(1)
    if i >= at:
        if what == 0:
            x[i] = 1 // (i - i)  # zero
        elif what == 1:
            x[0] = inner(x, len(x) + i)  # calls inner
        elif what == 2:
            x[0] = 2**62 * (i + 2)  # overflow
        elif what == 3:
            raise ValueError(f"thread {i} of {at}")  # raised
        elif what == 4:
            assert i < at, "asserted"  # asserted
        else:
            x[-1000] = 0  # negative
