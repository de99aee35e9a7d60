from jitscript import script


@script
def f(pair: tuple[int, float]) -> int:
    return pair[0]


def call():
    f((1, "a"))
