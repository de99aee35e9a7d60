from jitscript import script


@script
def f(a: int) -> int:
    raise ValueError("a") from KeyError("b")
