from jitscript import script


@script
def f(n: int) -> int:
    d = {i: i * i for i in range(n)}
    return d[0]
