"""Functions and constants of imported modules, under any name."""

import math
import math as m
import operator
import sys
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


PARTS = (1, "two", 3.0, abs)


@script
def parts_of_constants(n: int):
    new = sys.version_info[:2] >= (3, 8)
    return new, sys.version_info[:1], PARTS[1:3], PARTS[:-2], PARTS[5:], PARTS[0] + n


CASES = {
    "parts_of_constants": [(2,)],"names": [(2.0,), (-1.0,)], "operators": [(2, 3)], "of_numpy": [(2.0,)]}
