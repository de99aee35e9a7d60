"""Functions and constants of imported modules, under any name."""

import math
import math as m
import operator
from math import sqrt as root

import numpy as np
from jitscript import script


@script
def names(x: float) -> float:
    return math.sqrt(x) + m.sqrt(x) + root(x) + math.pi + m.e


@script
def operators(a: int, b: int) -> int:
    return operator.add(a, b) * operator.mul(a, b)


@script
def of_numpy(x: float) -> float:
    return np.sqrt(x) + np.pi


CASES = {"names": [(2.0,), (-1.0,)], "operators": [(2, 3)], "of_numpy": [(2.0,)]}
