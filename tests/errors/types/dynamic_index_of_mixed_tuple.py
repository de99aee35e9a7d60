from jitscript import Array1, f64, script


@script
def f(t: tuple[int, Array1[f64]], i: int) -> int:
    return t[i]
