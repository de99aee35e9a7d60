from jitscript import Array1, f64, script


@script
def f(a: Array1[f64], x: float) -> float:
    return a[x / 2]
