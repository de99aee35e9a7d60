"""Messages of more values than an error carries by itself are made into text first."""

import numpy as np
from jitscript import b1, f32, i32, script


@script
def nine(n: int, x: float, s: str) -> None:
    raise ValueError(f"{n} {x} {s} {s!r} {n} {x} {n=} {[n]} {(n, x)}")


@script
def ten_in_assert(a: list[int]) -> None:
    b, c, d, e = a
    assert b > c, f"{b}{c}{d}{e}{b}{c}{d}{e}{b}{c}"


@script
def eight(n: int) -> None:
    raise ValueError(f"{n}{n}{n}{n}{n}{n}{n}{n}")


@script
def scalars(b: b1, h: f32, n: i32) -> None:
    raise ValueError(f"{b!r} {h} {n!r} {b}")


CASES = {
    "scalars": [(np.True_, np.float32(0.1), np.int32(-3))],
    "nine": [(1, 2.5, "it's")],
    "ten_in_assert": [([1, 2, 3, 4],)],
    "eight": [(-1,)],
}
