from jitscript import script


@script
def f(z: complex) -> int:
    del z.real
    return 1
