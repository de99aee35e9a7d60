from jitscript import Array1, f64, script


@script
def several(n: int, x: Array1[f64], y: list[int]) -> int:
    if x == None or x != None:
        n = tuple(y, n)
    name: str = n
    size: float = "1.5"
    return ...
