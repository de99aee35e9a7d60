from jitscript import script


@script
def f(a: int) -> int:
    b = a.real_part
    c = unknown + 1
    with a:
        pass
    return c
