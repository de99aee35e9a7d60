from jitscript import script


@script
def f(a: complex, b: complex) -> bool:
    return a < b
