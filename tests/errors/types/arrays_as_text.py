from jitscript import Array1, f64, script

LIMITS = 3


@script
def shown(x: Array1[f64], n: list[int]) -> str:
    print("array", x)
    LIMITS.size = 3
    return str(x) + f"{x}" + ",".join(n) + ",".join([2.5])
