import numpy as np

from jitscript import script


@script
def f(a: int, b: int, x: np.float64, t: tuple[int, int], u: tuple[int, int], o: int | None) -> bool:
    a is b
    a is 3
    x is np.float64(2)
    t is u
    o is a
    a is True
    "hello there" is "hello there"
    return a is not b is not None
