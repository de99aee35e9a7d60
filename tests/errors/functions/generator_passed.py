from jitscript import script


def g(x: int) -> int:
    return x


@script
def f(a: list[int]) -> int:
    return g(x + 1 for x in a)
