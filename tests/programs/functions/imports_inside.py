"""`import` inside functions, and `if TYPE_CHECKING`."""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING, TypeAlias

from jitscript import script

if TYPE_CHECKING:
    from no_such_module import Unknown

    Pair = tuple[int, float]
    Found: TypeAlias = Pair | None
    Itself = list["Itself"]


def helper(x: float) -> float:
    import math as m

    return m.floor(x) + m.pi


@script
def plain(x: float) -> float:
    import math

    return math.sqrt(x) + helper(x)


@script
def several(n: int, m: int) -> int:
    import math, operator  # noqa: E401
    from functools import partial as p
    from math import gcd, lcm as least

    return gcd(n, m) * 1000 + least(n, m) + operator.add(n, m) + p(math.gcd, n)(m)


@script
def constants(x: float) -> float:
    from math import e, pi, tau as whole

    return x * pi + e * whole


@script
def dotted(a: int) -> int:
    import os.path
    import collections.abc as c

    return a if isinstance(a, c.Hashable) else 0


@script
def in_branches(n: int) -> float:
    if n > 0:
        import math

        return math.sqrt(n)
    else:
        from math import fabs

        r = fabs(n)
    return r


@script
def in_a_loop(n: int) -> int:
    total = 0
    for i in range(n):
        from math import gcd

        total += gcd(i, 6)
    return total


@script
def in_nested(n: int) -> int:
    def f(x):
        import math

        return math.isqrt(x)

    return f(n) + [(lambda: i)() for i in range(n + 1)][-1]


@script
def checked(n: int) -> int:
    if TYPE_CHECKING:
        from no_such_module import Unknown

        n = Unknown(n)
    if typing.TYPE_CHECKING:
        import no_such_module
    if not TYPE_CHECKING:
        n += 1
    return n


@script
def assigned_for_checkers(pairs: list[Pair], found: Found) -> Found:
    return found or pairs[0]


CASES = {
    "assigned_for_checkers": [([(1, 2.5)], None), ([(1, 2.5)], (3, 4.0))],
    "plain": [(2.5,), (-1.0,)],
    "several": [(12, 18)],
    "constants": [(1.5,)],
    "dotted": [(3,)],
    "in_branches": [(4,), (-4,)],
    "in_a_loop": [(0,), (7,)],
    "in_nested": [(10,)],
    "checked": [(1,)],
}
