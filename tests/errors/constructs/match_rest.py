from jitscript import script

@script
def f(d: dict[str, int]) -> int:
    match d:
        case {"a": x, **rest}:
            return x + len(rest)
    return 0


@script
def g(x: int | str) -> int:
    match x:
        case int(a, b):
            return a
    return 0
