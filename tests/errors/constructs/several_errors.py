from jitscript import script


@script
def f(a: int) -> int:
    b = {1: 2}
    c = unknown + 1
    with a:
        pass
    return c
