from typing import Any

from jitscript import script


@script
def f(value: Any) -> int:
    return 1


def call():
    f(value=[1, object()])
