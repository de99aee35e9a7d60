from jitscript import script


@script
def f(a: int) -> int:
    b = b"abc"
    return a
