from jitscript import script


@script
def f(a: int | str | None) -> int:
    return a - 1
