from jitscript import script


@script
def f(a: list) -> int:
    return 0
