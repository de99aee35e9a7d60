import numpy as np

from jitscript import script


@script
def wrong(
    a: (int, float),
    b: [int],
    c: np.array,
    d: int or float,
    e: any,
    f: 3,
    g: {"a": int},
    h: np,
    i: lambda: int,
) -> None or int:
    return a
