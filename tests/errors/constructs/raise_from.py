from jitscript import script


@script
def f(a: int) -> int:
    if a < 0:
        raise ValueError("negative") from a
    return 1 // a
