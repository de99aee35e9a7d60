from jitscript import script


@script
def f(a: int) -> int:
    return a * a


def call():
    f(2**40)
