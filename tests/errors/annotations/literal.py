from typing import Literal

from jitscript import script


@script
def f(mode: Literal["slow", "fast"]) -> int:
    return 1 if mode == "slow" else 2


def call():
    f(3)
