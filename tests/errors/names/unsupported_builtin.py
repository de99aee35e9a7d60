from jitscript import script


@script
def f(a: int) -> int:
    return eval("a")
