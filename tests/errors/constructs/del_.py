from jitscript import script


@script
def f(a: int) -> int:
    b = a
    del b
    return a
