from jitscript import script


@script
def f(n: int):
    a = []
    return a


def call():
    f(1)
