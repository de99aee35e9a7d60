from jitscript import script


@script
def f(a, b: int) -> int:
    return a + b


def call():
    f("one", 1)
