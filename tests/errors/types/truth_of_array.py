from jitscript import Array1, f64, script


@script
def f(a: Array1[f64]) -> int:
    if a > 0:
        return 1
    return 0
