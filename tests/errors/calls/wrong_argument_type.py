from jitscript import Array1, f64, script


@script
def total(a: Array1[f64]) -> float:
    return a[0]


@script
def f(a: float) -> float:
    return total(a)
