from jitscript import script


@script
def f(a: tuple) -> int:
    return 0


def call():
    f([1, 2])
