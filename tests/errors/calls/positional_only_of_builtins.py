import math
from collections import Counter, defaultdict

from jitscript import script


@script
def f(a: list[int], p: tuple[float, float]) -> int:
    a.append(value=3)
    n = int(x=1.5)
    s = ",".join(iterable=["a"])
    c = Counter(items=3)
    c.update(other=3)
    b = sorted(items=a)
    m = max(a=1, b=2)
    d = defaultdict({})
    d[1] = 2
    return n + len(s) + math.dist(p=p, q=p) + m
