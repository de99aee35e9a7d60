from jitscript import script


@script
def operators(n: int | str, text: str | bytes) -> int:
    a = -n
    b = n + 2
    c = n < 3
    d = 2.5 * n
    e = text + "!"
    return 0
