from jitscript import script


@script
def f(x: int) -> bool:
    try:
        try:
            return 1 // x > 0
        finally:
            [x].remove(7)
    except ValueError as e:
        return e.__context__ is None
