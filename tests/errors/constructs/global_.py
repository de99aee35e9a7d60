from jitscript import script

counters = [0]


@script
def f(a: int) -> int:
    global counters
    counters = [a]
    return a
