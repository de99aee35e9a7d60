from jitscript import script


@script
def f(n: int) -> int:
    for i in n:
        pass
    return 0
