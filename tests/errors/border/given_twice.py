from jitscript import script


@script
def f(a: int, b: int = 2) -> int:
    return a + b


def call():
    f(1, a=3)
