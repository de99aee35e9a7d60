from jitscript import script


@script
def f(a: int) -> int:
    print(x)
    x = 1
    return x


def call():
    f(1)
