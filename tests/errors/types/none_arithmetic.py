from jitscript import script


@script
def f(a: int | None) -> int:
    return a + 1
