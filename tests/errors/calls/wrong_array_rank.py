from jitscript import Array1, Array2, f64, script


@script
def g(a: Array1[f64]) -> float:
    return a[0]


@script
def f(a: Array2[f64]) -> float:
    return g(a)
