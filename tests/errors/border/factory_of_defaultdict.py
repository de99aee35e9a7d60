from collections import defaultdict

from jitscript import script


@script
def f(totals: defaultdict[str, int]) -> int:
    return totals["a"]


def call():
    start = 3
    f(defaultdict(lambda: start))
