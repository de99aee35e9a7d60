from __future__ import annotations

from jitscript import script


@script
def later(a: Later, b: object, c) -> dict[str, Later]:
    return a + (b - c) * ("" - 1)


Later = int
