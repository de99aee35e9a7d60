from jitscript import script


@script
def f(x: float) -> float:
    return x


def call():
    f(None)
