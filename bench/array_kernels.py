"""Array expressions as one writes them, for `bench/arrays.py`: each function is compiled by
jitscript and by Numba, and run by NumPy as it stands."""

from __future__ import annotations

import math

import numpy as np

from jitscript import Array1, Array2, f32, f64, i64, script

A1 = Array1[f64]
A2 = Array2[f64]
F1 = Array1[f32]


@script
def chain(x: A1, y: A1) -> A1:
    return (x * 2.0 + y) * (x - y) / (y + 3.0)


@script
def exp(x: A1) -> A1:
    return np.exp(x)


@script
def log(x: A1) -> A1:
    return np.log(x)


@script
def sin(x: A1) -> A1:
    return np.sin(x)


@script
def tanh(x: A1) -> A1:
    return np.tanh(x)


@script
def power(x: A1, y: A1) -> A1:
    return x**y


@script
def mixed(x: A1, y: A1) -> A1:
    return np.exp(-x) * np.sin(y) + np.log(1.0 + x * x)


@script
def square(x: A1) -> A1:
    return x**2


@script
def cube(x: A1) -> A1:
    return x**3


@script
def root(x: A1) -> A1:
    return x**0.5


@script
def exp_f32(x: F1) -> F1:
    return np.exp(x)


@script
def log_f32(x: F1) -> F1:
    return np.log(x)


@script
def sin_f32(x: F1) -> F1:
    return np.sin(x)


@script
def tanh_f32(x: F1) -> F1:
    return np.tanh(x)


@script
def power_f32(x: F1, y: F1) -> F1:
    return x**y


@script
def exp_in_loop(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = np.exp(x[i])
    return out


@script
def log_in_loop(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = np.log(x[i])
    return out


@script
def sin_in_loop(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = np.sin(x[i])
    return out


@script
def tanh_in_loop(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = np.tanh(x[i])
    return out


@script
def power_in_loop(x: A1, y: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = x[i] ** y[i]
    return out


@script
def exp_of_math(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.exp(x[i])
    return out


@script
def log_of_math(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.log(x[i])
    return out


@script
def sin_of_math(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.sin(x[i])
    return out


@script
def tanh_of_math(x: A1) -> A1:
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = math.tanh(x[i])
    return out


@script
def stencil_of_slices(m: A2) -> A2:
    out = m.copy()
    out[1:-1, 1:-1] = 0.2 * (
        m[1:-1, 1:-1] + m[:-2, 1:-1] + m[2:, 1:-1] + m[1:-1, :-2] + m[1:-1, 2:]
    )
    return out


@script
def stencil_of_loops(m: A2) -> A2:
    out = m.copy()
    for i in range(1, m.shape[0] - 1):
        for j in range(1, m.shape[1] - 1):
            total = m[i, j] + m[i - 1, j] + m[i + 1, j] + m[i, j - 1] + m[i, j + 1]
            out[i, j] = 0.2 * total
    return out


@script
def sum_all(m: A2) -> f64:
    return m.sum()


@script
def sum_0(m: A2) -> A1:
    return m.sum(axis=0)


@script
def sum_1(m: A2) -> A1:
    return m.sum(axis=1)


@script
def mean_all(m: A2) -> f64:
    return m.mean()


@script
def mean_0(m: A2) -> A1:
    return np.mean(m, axis=0)


@script
def mean_1(m: A2) -> A1:
    return np.mean(m, axis=1)


@script
def std_all(m: A2) -> f64:
    return m.std()


@script
def std_0(m: A2) -> A1:
    return m.std(axis=0)


@script
def std_1(m: A2) -> A1:
    return m.std(axis=1)


@script
def min_all(m: A2) -> f64:
    return m.min()


@script
def min_0(m: A2) -> A1:
    return m.min(axis=0)


@script
def min_1(m: A2) -> A1:
    return m.min(axis=1)


@script
def argmax_all(m: A2) -> i64:
    return m.argmax()


@script
def argmax_0(m: A2) -> Array1[i64]:
    return m.argmax(axis=0)


@script
def argmax_1(m: A2) -> Array1[i64]:
    return m.argmax(axis=1)


@script
def any_all(m: A2) -> np.bool_:
    return (m > 2.0).any()


@script
def any_0(m: A2) -> Array1[np.bool_]:
    return (m > 2.0).any(axis=0)


@script
def any_1(m: A2) -> Array1[np.bool_]:
    return (m > 2.0).any(axis=1)


@script
def logistic(X: A2, y: A1, w: A1, rounds: int) -> A1:
    for _ in range(rounds):
        p = 1.0 / (1.0 + np.exp(-(X @ w)))
        w = w - 0.1 * ((p - y) @ X) / len(y)
    return w


@script
def monte_carlo(seed: int, n: int) -> float:
    rng = np.random.default_rng(seed)
    paths = 100.0 * np.exp(-0.02 + 0.2 * rng.standard_normal(n))
    return float(np.maximum(paths - 105.0, 0.0).mean())


@script
def ten(x: A1, y: A1) -> f64:
    a = x + y
    b = a * 2.0 - x
    c = np.sqrt(np.abs(b)) + y
    d = np.maximum(c, a)
    e = np.where(d > 1.0, d, x)
    f = e * e + d
    g = np.exp(-f)
    h = g / (1.0 + g)
    i = h - h.mean()
    j = i * i
    return j.sum() + h.max()
