from jitscript import script


@script
def f(a: int) -> int:
    try:
        return 1 // a
    except ZeroDivisionError:
        return 0
