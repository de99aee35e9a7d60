from jitscript import script


@script
def f(a: tuple) -> int:
    return 0
