from jitscript import script


@script
def f(n: int):
    yield from range(n)
