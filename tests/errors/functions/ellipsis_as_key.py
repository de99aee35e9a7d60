from jitscript import Array2, f64, script


@script
def no_places(a: Array2[f64], d: dict[int, float], items: list[float]):
    a.flat[...] = 1.0
    d[...] = 2.0
    items[...] = 3.0
    return a.flat[...], d[None]
