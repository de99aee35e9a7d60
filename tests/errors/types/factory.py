from collections import defaultdict

from jitscript import script


@script
def f(n: int) -> int:
    table = defaultdict(lambda: [n])
    table[1].append(2)
    return len(table)
