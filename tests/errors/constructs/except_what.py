from jitscript import script

LIMIT = 3


@script
def f(a: int) -> int:
    try:
        return 1 // a
    except LIMIT:
        return 0


@script
def g(a: int) -> int:
    try:
        return 1 // a
    except (KeyError, (ValueError, TypeError)):
        return 0
