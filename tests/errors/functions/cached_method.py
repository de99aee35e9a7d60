from functools import cache

from jitscript import script


class Table:
    @cache
    def entry(self, n: int) -> int:
        return n


@script
def f(n: int) -> int:
    return Table().entry(n)
