from jitscript import script, Array1, f64


@script
def g(a: int, b: int) -> int:
    return a + b


@script
def f(a: Array1[f64]) -> int:
    return g(*a)
