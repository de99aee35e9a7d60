from typing import Protocol

from jitscript import script


class Named(Protocol):
    name: str


@script
def f(n: int) -> bool:
    return isinstance(n, (Named, float))
