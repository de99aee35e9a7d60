from jitscript import script


@script
def f(a: list[float] | None) -> float:
    return a[0]
