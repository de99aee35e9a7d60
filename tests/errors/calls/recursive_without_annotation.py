from jitscript import script


@script
def f(n: int):
    if n == 0:
        return 0
    return (f(n - 1), n)


def call():
    f(3)
