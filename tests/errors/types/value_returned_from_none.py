from jitscript import script


@script
def f(a: int) -> None:
    return a
