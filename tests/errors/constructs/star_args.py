from jitscript import script


@script
def f(*args) -> int:
    return 0
