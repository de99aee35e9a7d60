"""Training a tiny softmax regression with explicit loops."""

import math

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def softmax(z: Array1[f64]) -> None:
    top = z[0]
    for x in z:
        if x > top:
            top = x
    total = 0.0
    for k in range(len(z)):
        z[k] = math.exp(z[k] - top)
        total += z[k]
    for k in range(len(z)):
        z[k] /= total


@script
def epoch(w: Array2[f64], x: Array2[f64], y: Array1[i64], rate: float) -> float:
    classes, features = w.shape
    z = np.zeros(classes)
    loss = 0.0
    for i in range(x.shape[0]):
        for c in range(classes):
            s = 0.0
            for f in range(features):
                s += w[c, f] * x[i, f]
            z[c] = s
        softmax(z)
        loss -= math.log(z[y[i]])
        for c in range(classes):
            g = z[c] - (1.0 if c == y[i] else 0.0)
            for f in range(features):
                w[c, f] -= rate * g * x[i, f]
    return loss / x.shape[0]


@script
def predict(w: Array2[f64], row: Array1[f64]) -> int:
    best, best_score = 0, -math.inf
    for c in range(w.shape[0]):
        score = 0.0
        for f in range(w.shape[1]):
            score += w[c, f] * row[f]
        if score > best_score:
            best, best_score = c, score
    return best


X = np.array([[1.0, 0.2, 1.0], [0.1, 1.0, 1.0], [0.9, 0.0, 1.0], [0.0, 0.8, 1.0]])
Y = np.array([0, 1, 0, 1])
CASES = {
    "epoch": [(np.zeros((2, 3)), X, Y, 0.5), (np.zeros((2, 3)), X, np.array([0, 1, 2, 0]), 0.5)],
    "predict": [(X, X[1])],
}
