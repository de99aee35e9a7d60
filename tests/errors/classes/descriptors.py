from functools import partialmethod

from jitscript import script


class Level:
    def __get__(self, obj, cls=None):
        return 7 if obj is None else obj.n


class Read:
    level = Level()

    def __init__(self, n: int) -> None:
        self.n = n

    def added(self, a: int, b: int) -> int:
        return self.n + a + b

    one_more = partialmethod(added, 1)


@script
def read(n: int) -> int:
    r = Read(n)
    return r.level + Read.level + getattr(r, "level") + r.one_more(2)
