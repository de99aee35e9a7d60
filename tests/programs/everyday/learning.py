"""Programs of machine learning, written as NumPy is."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script, u8


@script
def kmeans(X: Array2[f64], k: int, iters: int, seed: int):
    rng = np.random.default_rng(seed)
    centers = X[rng.choice(X.shape[0], k, replace=False)].copy()
    labels = np.zeros(X.shape[0], dtype=np.int64)
    for _ in range(iters):
        d = ((X[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
        labels = d.argmin(axis=1)
        for j in range(k):
            members = X[labels == j]
            if len(members) > 0:
                centers[j] = members.mean(axis=0)
    return centers, labels


@script
def pca(X: Array2[f64], k: int):
    Xc = X - X.mean(axis=0)
    cov = Xc.T @ Xc / (X.shape[0] - 1)
    vals, vecs = np.linalg.eigh(cov)
    order = np.argsort(vals)[::-1]
    W = vecs[:, order[:k]]
    return np.round(Xc @ W, 9), np.round(vals[order] / vals.sum(), 9)


@script
def logreg(X: Array2[f64], y: Array1[f64], lr: float, n: int):
    w = np.zeros(X.shape[1])
    b = 0.0
    losses = []
    for _ in range(n):
        z = X @ w + b
        p = 1 / (1 + np.exp(-z))
        loss = -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
        losses.append(loss)
        w -= lr * (X.T @ (p - y)) / len(y)
        b -= lr * np.mean(p - y)
    return w, b, np.array(losses)


@script
def mf(R: Array2[f64], k: int, steps: int, seed: int):
    np.random.seed(seed)
    n, m = R.shape
    P = np.random.rand(n, k)
    Q = np.random.rand(m, k)
    mask = ~np.isnan(R)
    for _ in range(steps):
        E = np.where(mask, R - P @ Q.T, 0)
        P += 0.01 * (E @ Q - 0.02 * P)
        Q += 0.01 * (E.T @ P - 0.02 * Q)
    err = np.sqrt(np.nanmean((R - P @ Q.T) ** 2))
    return P, Q, err


@script
def kfold(n: int, k: int, seed: int):
    rng = np.random.default_rng(seed)
    idx = rng.permutation(n)
    folds = np.array_split(idx, k)
    out = []
    for i in range(k):
        test = folds[i]
        train = np.concatenate([folds[j] for j in range(k) if j != i])
        out.append((train, test))
    return out


@script
def softmax_ce(logits: Array2[f64], labels: Array1[i64]):
    z = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    p = e / e.sum(axis=1, keepdims=True)
    onehot = np.eye(logits.shape[1])[labels]
    loss = -np.log(p[np.arange(len(labels)), labels]).mean()
    grad = (p - onehot) / len(labels)
    acc = (p.argmax(axis=1) == labels).mean()
    return loss, grad, acc


@script
def dist(A: Array2[f64], B: Array2[f64]):
    d2 = (A**2).sum(1)[:, np.newaxis] + (B**2).sum(1) - 2 * A @ B.T
    D = np.sqrt(np.maximum(d2, 0))
    D2 = np.linalg.norm(A[:, None] - B[None], axis=-1)
    return D, D2, np.allclose(D, D2)


@script
def standardise(X: Array2[f64]):
    mu, sd = X.mean(0), X.std(0)
    sd[sd == 0] = 1
    Z = (X - mu) / sd
    return np.hstack([np.ones((len(X), 1)), Z])


X = np.random.default_rng(1).normal(size=(40, 3))
R = np.where(np.random.default_rng(2).random((8, 6)) < 0.3, np.nan, 3.0)
LABELS = np.array([0, 2, 1, 1, 0])
CASES = {
    "kmeans": [(X, 3, 8, 5), (X, 1, 0, 5), (X, 41, 2, 5), (X[::2], 5, 3, 0)],
    "pca": [(X, 2), (X[:, ::-1], 3)],
    "logreg": [(X, (X[:, 0] > 0).astype(float), 0.1, 20)],
    "mf": [(R, 2, 5, 7)],
    "kfold": [(10, 3, 1), (2, 5, 0)],
    "softmax_ce": [(X[:5], LABELS), (X[:5], LABELS + 1), (X[:4], LABELS)],
    "dist": [(X[:7], X[5:9]), (X[:0], X), (X[:, :2], X)],
    "standardise": [(X,), (np.ones((3, 2)),)],
}
ULP = 64  # sums of elementary functions
