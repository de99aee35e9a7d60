from jitscript import script


@script
def f(n: int) -> int:
    a, b = n
    return a
