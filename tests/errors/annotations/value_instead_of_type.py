from jitscript import script


@script
def f(a: 5) -> int:
    return 0
