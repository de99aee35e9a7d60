from jitscript import script


@script
def f(n: int) -> int:
    return len({i % 3 for i in range(n)})
