from jitscript import script


@script
def f(a: int) -> int:
    return a + lenght


def call():
    f(1)
