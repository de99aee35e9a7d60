import numpy as np

from jitscript import script


@script
def f(n: int) -> None:
    print(np.zeros(n, ">f8"))
    print(np.zeros(n, dtype="datetime64[D]"))
    print(np.full(n, 0.0, np.dtype("f8,i4")))
    print(np.datetime64("2020-01-01"))
    print(np.loadtxt("values.txt"))
