import jitscript as js
from jitscript import script


@js.python
def look(x: float, n: int = 2):
    return x * n


@js.python
def wants(xs: list[int], *, n: int) -> int:
    return n


@script
def f(x: float, s: str) -> float:
    a = look(x)
    b = wants([1, 2], n=s)
    c = wants([1.5], n=2)
    d = wants(n=3)
    return a + b + c + d
