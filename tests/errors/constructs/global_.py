from jitscript import script

counter = 0


@script
def f(a: int) -> int:
    global counter
    counter += a
    return counter
