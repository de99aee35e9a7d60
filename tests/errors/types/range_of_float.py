from jitscript import script


@script
def f(x: float) -> int:
    for i in range(x):
        pass
    return 0
