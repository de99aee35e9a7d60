from jitscript import script


@script
def f(n: int):
    for i in range(n):
        yield i
