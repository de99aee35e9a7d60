"""Equations, prices, walks and filters, step by step."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script, u8


@script
def rk4(y0: Array1[f64], t: Array1[f64]):
    def f(y, t):
        return np.array([y[1], -np.sin(y[0]) - 0.1 * y[1]])

    ys = np.empty((len(t), len(y0)))
    ys[0] = y0
    for i in range(len(t) - 1):
        h = t[i + 1] - t[i]
        k1 = f(ys[i], t[i])
        k2 = f(ys[i] + h / 2 * k1, t[i] + h / 2)
        k3 = f(ys[i] + h / 2 * k2, t[i] + h / 2)
        k4 = f(ys[i] + h * k3, t[i] + h)
        ys[i + 1] = ys[i] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return ys


@script
def heat(u: Array2[f64], steps: int, a: float):
    u = u.copy()
    for _ in range(steps):
        around = u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2]
        u[1:-1, 1:-1] += a * (around - 4 * u[1:-1, 1:-1])
    return u


@script
def option(S: float, K: float, T: float, r: float, sigma: float, n: int, seed: int):
    rng = np.random.default_rng(seed)
    z = rng.standard_normal(n)
    ST = S * np.exp((r - 0.5 * sigma**2) * T + sigma * np.sqrt(T) * z)
    payoff = np.maximum(ST - K, 0)
    price = np.exp(-r * T) * payoff.mean()
    stderr = payoff.std(ddof=1) / np.sqrt(n)
    return price, stderr


@script
def boot(x: Array1[f64], n: int, seed: int):
    rng = np.random.default_rng(seed)
    means = np.array([rng.choice(x, size=len(x), replace=True).mean() for _ in range(n)])
    lo, hi = np.percentile(means, [2.5, 97.5])
    return lo, hi, means.std()


@script
def walk(n: int, k: int, seed: int):
    rng = np.random.default_rng(seed)
    steps = rng.choice([-1, 1], size=(k, n))
    pos = np.cumsum(steps, axis=1)
    crossed = np.abs(pos) >= 10
    first = np.where(crossed.any(axis=1), crossed.argmax(axis=1), -1)
    return pos[:, -1], first


@script
def kalman(zs: Array1[f64], dt: float):
    F = np.array([[1, dt], [0, 1]])
    H = np.array([[1.0, 0.0]])
    Q = np.eye(2) * 0.01
    R = np.array([[1.0]])
    x = np.zeros((2, 1))
    P = np.eye(2)
    out = []
    for z in zs:
        x = F @ x
        P = F @ P @ F.T + Q
        y = z - H @ x
        S = H @ P @ H.T + R
        K = P @ H.T @ np.linalg.inv(S)
        x = x + K @ y
        P = (np.eye(2) - K @ H) @ P
        out.append(x[0, 0])
    return np.array(out)


@script
def power(A: Array2[f64], n: int):
    v = np.ones(A.shape[0]) / np.sqrt(A.shape[0])
    for _ in range(n):
        w = A @ v
        v = w / np.linalg.norm(w)
    return np.round(v @ A @ v, 9), v


M = np.random.default_rng(4).random((5, 5))
CASES = {
    "rk4": [(np.array([1.0, 0.0]), np.linspace(0, 5, 40)), (np.array([1.0]), np.zeros(3))],
    "heat": [(M, 3, 0.1), (M[:2], 3, 0.1), (M.T, 1, 0.25)],
    "option": [(100.0, 105.0, 1.0, 0.05, 0.2, 1000, 42)],
    "boot": [(M[0], 50, 3), (M[:, 1], 20, 0)],
    "walk": [(200, 6, 9), (0, 2, 1)],
    "kalman": [(M[2], 0.5), (M[:0, 0], 1.0)],
    "power": [(M + M.T, 30), (np.eye(3), 0), (M[:3], 2)],
}
ULP = 16  # sums of elementary functions
