from jitscript import script


def g(a):
    return a + 1


@script
def f(a: int) -> int:
    return g([a])
