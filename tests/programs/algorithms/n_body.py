"""Gravitation of a few bodies with the leapfrog method."""

import math

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def accelerate(x: Array2[f64], mass: Array1[f64], a: Array2[f64]) -> None:
    n = len(mass)
    a[:] = 0.0
    for i in range(n):
        for j in range(n):
            if i == j:
                continue
            dx = x[j, 0] - x[i, 0]
            dy = x[j, 1] - x[i, 1]
            dz = x[j, 2] - x[i, 2]
            r2 = dx * dx + dy * dy + dz * dz + 1e-9
            f = mass[j] / (r2 * math.sqrt(r2))
            a[i, 0] += f * dx
            a[i, 1] += f * dy
            a[i, 2] += f * dz


@script
def simulate(x: Array2[f64], v: Array2[f64], mass: Array1[f64], dt: float, steps: int) -> float:
    a = np.zeros_like(x)
    accelerate(x, mass, a)
    for _ in range(steps):
        for i in range(len(mass)):
            for k in range(3):
                v[i, k] += 0.5 * dt * a[i, k]
                x[i, k] += dt * v[i, k]
        accelerate(x, mass, a)
        for i in range(len(mass)):
            for k in range(3):
                v[i, k] += 0.5 * dt * a[i, k]
    energy = 0.0
    for i in range(len(mass)):
        energy += 0.5 * mass[i] * (v[i, 0] ** 2 + v[i, 1] ** 2 + v[i, 2] ** 2)
    return energy


X = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 2.0, 0.1]])
CASES = {"simulate": [(X, X * 0.1, np.array([1.0, 0.1, 0.01]), 0.01, 20)]}
