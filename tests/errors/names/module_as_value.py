import math

from jitscript import script


@script
def f(a: int) -> int:
    m = math
    return math
