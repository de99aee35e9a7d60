from jitscript import script


@script
def f(a: str) -> str:
    return a + 1
