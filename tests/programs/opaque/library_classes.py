"""Classes of the standard library, and their class methods, of which Python is asked."""

from __future__ import annotations

import bz2
import datetime
import getopt
import graphlib
import gzip
import sqlite3
import statistics
from fractions import Fraction
from statistics import NormalDist

from jitscript import script


@script
def normal(x: float, sigma: float) -> tuple[float, float]:
    return NormalDist(0.0, sigma).cdf(x), statistics.NormalDist().inv_cdf(0.975)


@script
def from_samples(values: list[float]) -> tuple[float, float]:
    d = NormalDist.from_samples(values) + NormalDist(1.0, 2.0)
    return d.mean, d.stdev


class Shifted(NormalDist):
    """Python makes its instances."""


@script
def of_own_class(values: list[float]) -> tuple[float, str]:
    d = Shifted.from_samples(values)
    return d.mean, type(d).__name__


@script
def fractions(x: float) -> str:
    day = datetime.date.fromisocalendar(2024, 3, 2)
    return f"{Fraction.from_float(x) + Fraction(1, 3)} {day}"


@script
def order(needs: dict[str, list[str]]) -> list[str]:
    found: list[str] = list(graphlib.TopologicalSorter(needs).static_order())
    return found


@script
def circle(needs: dict[str, list[str]]) -> str:
    try:
        found: list[str] = list(graphlib.TopologicalSorter(needs).static_order())
    except graphlib.CycleError:
        return "a circle"
    return ",".join(found)


@script
def squeezed(data: bytes) -> bool:
    return gzip.decompress(gzip.compress(data)) == data == bz2.decompress(bz2.compress(data))


@script
def options(argv: list[str]) -> str:
    found, rest = getopt.getopt(argv, "vo:")
    shown = "".join(f"{name}={value};" for name, value in found)
    return f"{shown}{len(rest)}"


@script
def rows(n: int) -> int:
    con = sqlite3.connect(":memory:")
    con.execute("create table t (a integer, b text)")
    con.executemany("insert into t values (?, ?)", [(i, str(i)) for i in range(n)])
    total = 0
    for a, b in con.execute("select a, b from t"):
        number: int = a
        total += number + len(b)
    con.close()
    return total


CASES = {
    "normal": [(0.3, 1.0), (0.3, -1.0)],
    "from_samples": [([1.0, 2.5, 4.0],), ([1.0],)],
    "of_own_class": [([1.0, 2.0],)],
    "fractions": [(0.5,)],
    "order": [({"a": ["b"], "b": ["c"]},)],
    "circle": [({"a": ["b"], "b": ["a"]},), ({"a": ["b"]},)],
    "squeezed": [(b"abc" * 9,)],
    "options": [(["-v", "-o", "x", "a"],), (["-q"],)],
    "rows": [(12,), (0,)],
}
