"""Fields of arrays whose annotation says no rank: what the program passes tells, wherever it does."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from jitscript import Array2, f64, script

Matrix = NDArray[np.float64]


class Layer(ABC):
    @abstractmethod
    def forward(self, x: Matrix) -> Matrix: ...

    @abstractmethod
    def backward(self, grad: Matrix) -> Matrix: ...


class Dense(Layer):
    def __init__(self, n: int) -> None:
        self.w = np.ones((n, n))
        self.x: Matrix | None = None

    def forward(self, x: Matrix) -> Matrix:
        self.x = x
        return x @ self.w

    def backward(self, grad: Matrix) -> Matrix:
        assert self.x is not None, "forward first"
        return self.x.T @ grad


class Double(Layer):
    def forward(self, x: Matrix) -> Matrix:
        return x * 2.0

    def backward(self, grad: Matrix) -> Matrix:
        return grad * 2.0


class Sequence:
    def __init__(self, *layers: Layer) -> None:
        self.layers = list(layers)

    def __call__(self, x: Matrix) -> Matrix:
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad: Matrix) -> Matrix:
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad


def made(n: int) -> Sequence:
    layers: list[Layer] = []
    for _ in range(2):
        layers += [Dense(n), Double()]
    return Sequence(*layers[:-1])


@script
def alone(x: Array2[f64]) -> float:
    d = Dense(3)
    y = d.forward(x)
    return float(d.backward(y).sum())


@script
def given(x: Array2[f64]) -> float:
    s = Sequence(Dense(3), Double(), Dense(3))
    return float(s(x).sum())


@script
def made_elsewhere(x: Array2[f64], rounds: int) -> tuple[float, float]:
    s = made(3)
    y, back = x, x
    for _ in range(rounds):
        y = s(x)
        back = s.backward(y)
    return float(y.sum()), float(back.sum())


@script
def backward_first(x: Array2[f64]) -> float:
    s = made(3)
    if x[0, 0] > 100.0:
        s(x)
    return float(s.backward(x).sum())


X = np.arange(9.0).reshape(3, 3)
CASES = {
    "alone": [(X,)],
    "given": [(X,)],
    "made_elsewhere": [(X, 0), (X, 2)],
    "backward_first": [(X,), (X + 101.0,)],
}
