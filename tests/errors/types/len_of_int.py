from jitscript import script


@script
def f(n: int) -> int:
    return len(n)
