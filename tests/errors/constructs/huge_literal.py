from jitscript import script


@script
def f(a: int) -> int:
    return a + 9223372036854775808
