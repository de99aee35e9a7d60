from jitscript import script


@script
def f(a: int) -> int:
    if a < 0:
        raise ValueError("negative") from KeyError(a)
    try:
        return 1 // a
    except ZeroDivisionError as e:
        raise e from None
