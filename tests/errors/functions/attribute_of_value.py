from jitscript import script


@script
def f(xs: list[int]) -> list[str]:
    return [fn.__name__ for fn in [max, min] if fn(xs) > 0]
