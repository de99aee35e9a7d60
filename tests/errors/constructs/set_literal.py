from jitscript import script


@script
def f(a: int) -> bool:
    return a in {1, 2, 3}
