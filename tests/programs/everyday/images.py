"""Images: blurs, edges, equalised histograms, fractals, cells."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script, u8


@script
def blur(img: Array2[f64]):
    p = np.pad(img, 1, mode="edge")
    out = np.zeros_like(img)
    for dy in range(3):
        for dx in range(3):
            out += p[dy : dy + img.shape[0], dx : dx + img.shape[1]]
    return out / 9


@script
def sobel(img: Array2[u8]):
    f = img.astype(float)
    kx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    ky = kx.T
    h, w = f.shape
    gx = np.zeros((h - 2, w - 2))
    gy = np.zeros((h - 2, w - 2))
    for i in range(3):
        for j in range(3):
            win = f[i : i + h - 2, j : j + w - 2]
            gx += kx[i, j] * win
            gy += ky[i, j] * win
    mag = np.hypot(gx, gy)
    mag = mag / mag.max() * 255
    return mag.astype(np.uint8)


@script
def equalise(img: Array2[u8]):
    hist, bins = np.histogram(img.flatten(), 256, (0, 256))
    cdf = hist.cumsum()
    cdf = (cdf - cdf.min()) * 255 / (cdf.max() - cdf.min())
    return cdf.astype(np.uint8)[img]


@script
def mandel(w: int, h: int, n: int):
    x = np.linspace(-2, 0.5, w)
    y = np.linspace(-1.2, 1.2, h)
    c = x[None, :] + 1j * y[:, None]
    z = np.zeros_like(c)
    out = np.zeros(c.shape, dtype=int)
    mask = np.ones(c.shape, dtype=bool)
    for i in range(n):
        z[mask] = z[mask] ** 2 + c[mask]
        esc = np.abs(z) > 2
        out[esc & mask] = i
        mask &= ~esc
    return out


@script
def life(board: Array2[i64], n: int):
    for _ in range(n):
        around = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
        nb = sum(np.roll(np.roll(board, i, 0), j, 1) for i, j in around)
        board = ((nb == 3) | ((board == 1) & (nb == 2))).astype(np.int64)
    return board


IMAGE = np.random.default_rng(3).integers(0, 256, (17, 23), np.uint8)
CASES = {
    "blur": [(IMAGE / 255,), (np.ones((1, 1)),), (IMAGE[::3, ::-2] * 1.0,)],
    "sobel": [(IMAGE,), (IMAGE[:3, :3],), (IMAGE.T,), (IMAGE[:1],)],
    "equalise": [(IMAGE,), (IMAGE // 50,), (IMAGE[:, ::-1],)],
    "mandel": [(30, 20, 25), (0, 3, 2)],
    "life": [(np.eye(9, dtype=int) + np.eye(9, k=2, dtype=int), 5), ((IMAGE % 2).astype(int), 4)],
}
