from jitscript import script


@script
def depends(n: int) -> int:
    first = n + "1"
    second = first * 2 + n
    if (third := second.size) > n:
        n = third
    while n > first:
        n -= 1
    return [first, second, third, n][len(first)]
