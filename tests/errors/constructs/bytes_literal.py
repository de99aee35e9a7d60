from jitscript import script


@script
def f(a: int) -> bytes:
    return b"abc" + "d" * a
