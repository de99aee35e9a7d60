from jitscript import script


@script
def f(a: int) -> int:
    g = lambda x: x + 1
    return g(a)
