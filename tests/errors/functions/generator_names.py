from jitscript import script


@script
def h(a: list[int]) -> int:
    x = 1
    for y in (x * 2 for x in a):
        x += y
    return x
