from jitscript import script


@script
def f(a: int, b: int) -> int:
    return a + b


def call():
    f(1, 2, 3)
