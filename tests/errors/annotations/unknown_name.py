from __future__ import annotations

from jitscript import script


@script
def f(a: Arry1[f64]) -> float:
    return 0.0


def call():
    f(None)
