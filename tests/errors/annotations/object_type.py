from jitscript import script


@script
def f(a: object) -> int:
    return 0


def call():
    f(slice(3))
