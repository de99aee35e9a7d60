import gc
import random

import numpy as np

from jitscript import Array1, Array2, f64, script


@script
def calls(n: int, u: int | str, x: Array1[f64], m: Array2[f64], text: str) -> float:
    input("?")
    gc.collect()
    random.random()
    np.random.get_state()
    print(type(u))
    np.unstack(x)
    np.show_config()
    return 1.0
