from jitscript import script


@script
def four(n: int) -> range:
    return range(n, 1, 2, 3)
