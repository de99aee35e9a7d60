from jitscript import script


@script
def f(x: float) -> None:
    raise ValueError(f"{x:10.3f}")
