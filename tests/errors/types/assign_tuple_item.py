from jitscript import script


@script
def f(t: tuple[int, int]) -> int:
    t[0] = 5
    return t[0]
