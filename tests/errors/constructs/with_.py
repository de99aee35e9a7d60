from jitscript import script


@script
def f(a: int) -> int:
    with open("file") as handle:
        a += 1
    return a
