"""Negative and absurd sizes are errors, not crashes."""

import numpy as np
from jitscript import script


@script
def negative(n: int) -> int:
    return np.zeros(n).size


@script
def second_negative(n: int) -> int:
    return np.zeros((3, n)).size


CASES = {"negative": [(-1,), (-(2**63),)], "second_negative": [(-5,)]}
