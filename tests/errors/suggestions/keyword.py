import numpy as np

from jitscript import script


def area(width: float, height: float = 1.0) -> float:
    return width * height


@script
def picture(n: int) -> float:
    return area(width=2.0, hieght=3.0) + area(2.0, depth=1.0) + np.zeros(3, dtpye=np.float64)[0]
