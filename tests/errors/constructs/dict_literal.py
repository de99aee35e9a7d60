from jitscript import script


@script
def f(a: int) -> int:
    d = {1: 2, 3: 4}
    return d[a]
