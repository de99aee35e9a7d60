from jitscript import script


def power(a: float, b: float = 2.0, *more: float) -> float:
    return a**b


@script
def f(xs: list[float]) -> float:
    return max(*xs, 0.5) + power(*xs)
