from jitscript import Array1, f64, script


@script
def several(n: int, x: Array1[f64], y: list[int]) -> int:
    a = [[1], (2.5, 3)]
    b = [1, "a", (2, 3)]
    c = [[i] if i else "none" for i in range(n)]
    if x == None or x != None:
        n = tuple(y)
    name: str = n
    size: float = "1.5"
    return ...
