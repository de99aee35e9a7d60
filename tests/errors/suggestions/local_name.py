from jitscript import Array1, f64, script


@script
def total(values: Array1[f64]) -> float:
    result = 0.0
    for value in vaules:
        resutl += value
    return result


def call():
    import numpy as np

    total(np.ones(3))
