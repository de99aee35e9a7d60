from jitscript import compile, script

LIMIT = 3


@script
def clipped(n: int) -> int:
    if n > LIMTI and true:
        return lenght(n)
    return Max(n, 0)


def call():
    compile(clipped)
