from jitscript import script


@script
def f(pair: tuple[int, int]) -> int:
    return pair[0]


def call():
    f((1, 2, 3))
