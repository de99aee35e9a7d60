from jitscript import script


@script
def f(*args: int) -> int:
    return 0
