from __future__ import annotations

from jitscript import script


@script
def later(a: Later, b: 3, c: print) -> dict[str, Later]:
    return a + (b - c) * ("" - 1)


Later = int
