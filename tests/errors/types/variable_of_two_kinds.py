from jitscript import Array1, f64, script


@script
def f(a: Array1[f64], c: bool) -> float:
    x = a
    if c:
        x = 1.0
    return x + 1
