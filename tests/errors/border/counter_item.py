from collections import Counter

from jitscript import script


@script
def f(rows: list[Counter[str]]) -> int:
    return len(rows)


def call():
    f([Counter("a"), Counter({"b": 1.5})])
