from jitscript import script


@script
def f(t: tuple[int, int]) -> int:
    return t[2]


def call():
    f((1, 2))
