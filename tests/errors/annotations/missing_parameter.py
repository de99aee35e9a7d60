from jitscript import script


@script
def f(a, b: int) -> int:
    return a + b
