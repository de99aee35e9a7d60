from jitscript import script


@script
def f(a: float, b: float) -> float:
    return a**b


def call():
    f(-8.0, 0.5)
