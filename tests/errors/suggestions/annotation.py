import numpy as np

from jitscript import compile, script


@script
def typed(a: "flaot", c: "Array1[f64]", d: "Optional[int]") -> "strr":
    return a


def call():
    compile(typed)
