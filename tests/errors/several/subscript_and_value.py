from jitscript import Array2, f64, script


@script
def put(a: Array2[f64], n: int) -> None:
    a[n + "1", n - "2"] = n * None
    a[n.row, 0] += len(n)
