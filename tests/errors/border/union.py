from jitscript import script


@script
def f(x: int | float) -> float:
    return x * 2.0


def call():
    f("2")
