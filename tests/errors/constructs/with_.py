from jitscript import script


@script
def f(a: int) -> int:
    with [a] as b:
        a += len(b)
    return a
