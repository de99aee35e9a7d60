from jitscript import script


@script
def f(a: tuple[int, int]) -> int:
    return a + 1
