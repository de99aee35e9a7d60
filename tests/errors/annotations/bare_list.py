from jitscript import script


@script
def f(a: list) -> int:
    return 0


def call():
    f((1, 2))
