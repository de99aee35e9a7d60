from jitscript import Array1, f64, script


@script
def f(a: Array1[f64], z: complex) -> None:
    a[0] = z
