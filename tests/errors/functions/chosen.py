from jitscript import script


@script
def f(a: int) -> int:
    if a > 0:
        g = lambda x: x + 1
    else:
        g = lambda x: x * 2
    return g(a)
