from jitscript import Array1, f64, script


@script
def f(a: Array1[f64]) -> Array1[f64]:
    return a.tofile("x")
