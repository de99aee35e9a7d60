from jitscript import script


@script
def f(a: int) -> int:
    total = 0

    def add(x: int) -> None:
        nonlocal total
        total += x

    add(a)
    return total
