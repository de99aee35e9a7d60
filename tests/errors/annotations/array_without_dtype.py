from jitscript import Array1, script


@script
def f(a: Array1) -> float:
    return a[0]


def call():
    f([1.0, 2.0])
