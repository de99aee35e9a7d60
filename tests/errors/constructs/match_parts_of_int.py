from jitscript import script


@script
def f(n: int | str) -> int:
    match n:
        case int(a, b):
            return a + b
    return 0
