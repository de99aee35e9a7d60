from jitscript import Array1, f64, script


@script
def f(a: Array1[f64]) -> int:
    b = [1, a]
    return len(b)
