"""Complex numbers as text."""

import math

import numpy as np
from jitscript import c128, script


@script
def of_numpy(z: c128) -> tuple[str, str, str, str]:
    return str(z), repr(z), f"{z} {z!r}", str([z])


@script
def texts(z: complex) -> tuple[str, str, str, str]:
    return str(z), repr(z), f"{z} {z!r}", str([z, -z])


@script
def shown(z: complex) -> None:
    print(z, (z, 1))


NUMBERS = [1 + 2j, 1j, -1j, 0j, -0j, 1.5 - 0.25j, 1e16 + 1e-7j, complex(-0.0, -0.0)]
NUMBERS += [complex(math.nan, math.inf), complex(-math.inf, math.nan), complex(0.0, -math.inf)]
CASES = {
    "of_numpy": [(np.complex128(z),) for z in NUMBERS],
    "texts": [(z,) for z in NUMBERS],
    "shown": [(1 - 2j,), (complex(0.0, -0.0),)],
}
