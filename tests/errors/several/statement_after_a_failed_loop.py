from jitscript import script


@script
def walk(n: int) -> int:
    while n - "1":
        n += 1
    else:
        n = len(n)
    return "" - 2
