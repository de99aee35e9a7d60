from jitscript import Array2, f64, script


@script
def f(a: Array2[f64], b: Array2[f64]) -> None:
    a @= b
