from jitscript import script


@script
def f(n: int) -> int:
    return f(n + 1) + 1


def call():
    f(0)
