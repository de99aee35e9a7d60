"""`sum` that begins with text is an error; `math.dist` and `fsum` take numbers alone."""

from __future__ import annotations

import math

from jitscript import script


@script
def of_texts(x: list[str]) -> str:
    return sum(x, "")


@script
def of_bytes(x: list[bytes]) -> bytes:
    return sum(x, b"")


@script
def of_arrays(x: list[bytes]) -> bytearray:
    return sum([bytearray(b) for b in x], bytearray())


@script
def lists(x: list[list[int]]) -> list[int]:
    return sum(x, [])


@script
def distance(x: str) -> float:
    return math.dist((x,), (1,))


@script
def added(x: list[str]) -> float:
    return math.fsum(x)


CASES = {
    "of_texts": [([],), (["a", "b"],)],
    "of_bytes": [([],), ([b"a"],)],
    "of_arrays": [([],), ([b"a"],)],
    "lists": [([],), ([[1], [2, 3]],)],
    "distance": [("1.5",), ("x",)],
    "added": [(["1.5"],)],
}
