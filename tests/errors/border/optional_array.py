import numpy as np
from jitscript import Array1, f64, script


@script
def f(values: Array1[f64] | None) -> int:
    return 0 if values is None else len(values)


def call():
    f(np.zeros(3, np.float32))
