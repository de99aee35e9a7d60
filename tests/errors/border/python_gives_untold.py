import numpy as np
from numpy.typing import NDArray

import jitscript as js
from jitscript import script


class Sample:
    def __init__(self, values: NDArray[np.float64]):
        self.values = values

    def total(self) -> float:
        return float(self.values.sum())


@js.python
def read(n: int) -> Sample:
    return Sample(np.ones(n))


@script
def total(n: int) -> float:
    return read(n).total()


def call():
    total(3)
