from jitscript import script


@script
def f(a: tuple[int, int]) -> bool:
    return a < 3
