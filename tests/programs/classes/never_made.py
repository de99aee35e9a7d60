"""Classes of a union of which the program makes no instance: what their fields hold nobody tells,
and nobody asks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from jitscript import Array2, f64, script

Matrix = NDArray[np.float64]


class Mean:
    def fit(self, x: Matrix) -> Mean:
        self.center = x.mean(axis=0)
        return self

    def predict(self, x: Matrix) -> Matrix:
        return x - self.center


class Nearest:
    def fit(self, x: Matrix, y: Matrix) -> Nearest:
        self.x, self.y = x, y
        return self

    def predict(self, x: Matrix) -> Matrix:
        d = ((x[:, None, :] - self.x[None, :, :]) ** 2).sum(axis=2)
        return self.y[d.argmin(axis=1)]

    def size(self) -> int:
        return self.x.shape[1]


def total(model: Mean | Nearest, x: Matrix) -> float:
    found = float(model.predict(x).sum())
    if isinstance(model, Nearest):
        found += model.size()
    return found


@script
def of_one(x: Array2[f64]) -> float:
    return total(Mean().fit(x), x)


@script
def of_both(x: Array2[f64], first: bool) -> float:
    models: list[Mean | Nearest] = [Mean().fit(x), Nearest().fit(x, x * 2)]
    return total(models[first], x)


X = np.arange(6.0).reshape(3, 2)
CASES = {"of_one": [(X,)], "of_both": [(X, True), (X, False)]}
