from jitscript import script


@script
def f(a: float) -> float:
    return sqroot(a)


def call():
    f(1.0)
