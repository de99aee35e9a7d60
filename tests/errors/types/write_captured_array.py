import numpy as np
from jitscript import script

TABLE = np.zeros(3)


@script
def f(i: int) -> None:
    TABLE[i] = 1.0
