from jitscript import script


@script
def f(n: int) -> int:
    a = []
    return len(a)
