from jitscript import Array2, f64, i64, script


@script
def f(a: Array2[i64], b: Array2[f64]) -> None:
    a @= b
