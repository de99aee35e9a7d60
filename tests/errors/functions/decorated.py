from functools import wraps

from jitscript import script


def twice(fn):
    @wraps(fn)
    def both(*args):
        return fn(*args) + fn(*args)

    return both


@script
def f(a: int) -> int:
    @twice
    def g(x: int) -> int:
        return x + a

    return g(1)
