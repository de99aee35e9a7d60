"""The calls and statements that `array_calls.py` draws from."""

from __future__ import annotations

# x: any array; y: one whose shape goes with x's; w: of x's shape and dtype; m: a mask of x's shape;
# v: one axis; i: ints of one axis; k: an int. A: an axis, B: another; K: a bool; N: a small int;
# S: a slice; D: a dtype. A row may begin with the ranks and with the kinds that its x may have.
CALLS = """
x.sum(axis=A, keepdims=K)
np.sum(x, dtype=D)
123: np.sum(x, (A, B))
biuf: np.prod(x, axis=A)
np.min(x, axis=A)
np.max(x, axis=A, keepdims=K)
np.min(x, axis=A, initial=N)
np.mean(x, axis=A)
np.mean(x, dtype=D)
np.std(x, axis=A, ddof=N)
np.var(x, axis=A, keepdims=K)
np.any(x, axis=A)
np.all(x, axis=A, keepdims=K)
np.argmin(x, axis=A)
np.argmax(x, A)
np.cumsum(x, axis=A)
biuf: np.cumprod(x, axis=A)
np.cumsum(x, dtype=D)
np.ptp(x, axis=A)
np.count_nonzero(x, axis=A)
np.median(x, axis=A)
biuf: np.percentile(x, 37.5, axis=A)
biuf: np.quantile(x, [0.0, 0.25, 1.0], axis=A)
np.average(x)
123: np.diff(x, N, A)
np.sort(x, axis=A)
np.argsort(x, axis=A, kind="stable")
x.argsort(A)
np.unique(x)
np.unique(x, return_counts=True)
np.unique(x, return_inverse=True)
np.unique(x, return_index=True)
1: np.searchsorted(np.sort(x), w)
1: np.searchsorted(np.sort(x), x, "right")
1: np.partition(x, N)[N]
np.flip(x, A)
np.flip(x)
np.roll(x, k, A)
np.roll(x, k)
123: np.rot90(x, N)
np.swapaxes(x, A, B)
np.moveaxis(x, A, B)
np.transpose(x)
x.T
np.expand_dims(x, A)
np.squeeze(x)
np.squeeze(x, A)
np.ravel(x)
x.flatten()
x.reshape(-1)
x.reshape(k, -1)
x.reshape(N, -1)
x.reshape(2, 2)
x.copy()
np.atleast_1d(x)
np.atleast_2d(x)
np.atleast_3d(x)
np.repeat(x, N, A)
np.repeat(x, k)
np.tile(x, N)
np.tile(x, (N, 2))
np.concatenate((x, w), A)
np.concatenate((x, w, x), axis=None)
np.stack((x, w), A)
np.vstack((x, w))
np.hstack((x, w))
np.dstack((x, w))
np.column_stack((x, w))
np.split(x, N, A)
np.array_split(x, N, A)
np.append(x, w, A)
np.append(x, y)
1: np.insert(x, k, x[0])
np.delete(x, k, A)
1: np.delete(x, [0, N])
np.pad(x, N)
np.pad(x, 1, mode="edge")
np.pad(x, 1, mode="reflect")
np.pad(x, 2, mode="wrap")
np.pad(x, 1, mode="symmetric")
np.pad(x, (1, N), constant_values=1)
np.where(x, x, y)
np.where(m, x, y)
np.where(m, x, 1)
np.where(x)
np.nonzero(x)
np.argwhere(x)
np.flatnonzero(x)
np.take(x, i, A)
np.take(x, i)
np.take(x, k, A)
np.take(x, i, mode="wrap")
np.take(x, i, A, mode="clip")
1: np.compress(m, x)
np.extract(m, x)
x[m]
123: x[k]
123: x[S]
123: x[S, ...]
123: x[..., S]
23: x[S, S]
23: x[S, k]
23: x[..., k, S]
123: x[i]
23: x[i, i]
23: x[i, S]
23: x[S, i]
23: x[:, None]
123: x[None, S]
23: x[k, i]
123: x[..., None]
123: x[[0, -1]]
23: x[i, k]
3: x[i, :, i]
3: x[:, i, i]
3: x[i, S, k]
23: x[m[0]]
23: x[:, m[0]]
23: x[m[:, 0]]
123: x[x > 1]
x + y
x - y
biuf: x * y
biuf: x / y
x // y
x % y
biu: x << 1
biu: x & y
biu: x | y
biu: x ^ y
biu: ~x
-x
abs(x)
x == y
x != y
x < y
x >= y
x + 1
biuf: x * 2.5
1 - x
x // 2
x % 3
biuf: x ** 2
x + np.float32(1)
x + np.int8(3)
x * True
x > 0
x == 1.5
np.maximum(x, y)
np.minimum(x, y)
np.fmax(x, y)
np.fmin(x, 1)
np.clip(x, 0, N)
np.clip(x, None, 2)
biuf: np.clip(x, y, 3)
np.sign(x)
biuf: np.square(x)
np.sqrt(x)
biuf: np.reciprocal(x)
biuf: np.floor(x)
biuf: np.ceil(x)
biuf: np.trunc(x)
np.rint(x)
np.round(x)
np.round(x, N)
np.round(x, -1)
np.isnan(x)
np.isinf(x)
np.isfinite(x)
biuf: np.signbit(x)
np.conj(x)
np.real(x)
np.imag(x)
np.angle(x)
np.nan_to_num(x)
np.nan_to_num(x, copy=False)
np.nan_to_num(x, nan=1.0, posinf=2.0)
np.isclose(x, y)
np.allclose(x, w)
np.array_equal(x, w)
np.array_equiv(x, y)
np.logical_and(x, y)
np.logical_or(x, w)
np.logical_not(x)
np.logical_xor(x, y)
np.divmod(x, y)
biuf: np.fmod(x, y)
biuf: np.copysign(x, y)
biuf: np.power(x, 2)
biu: np.gcd(x, y)
biu: np.lcm(x, w)
biuf: np.heaviside(x, 0.5)
np.add(x, y, dtype=D)
biuf: np.multiply(x, y, out=w)
np.add(x, y, where=m, out=w)
np.add.reduce(x, A)
biuf: np.multiply.accumulate(x, A)
np.maximum.accumulate(x, A)
np.add.outer(x, v)
np.subtract.outer(v, x)
x.astype(D)
np.asarray(x, D)
np.array(x)
np.zeros_like(x)
np.ones_like(x, dtype=D)
np.full_like(x, N)
np.full(x.shape, k)
np.diag(x)
np.diag(x, N)
23: np.trace(x)
23: np.diagonal(x, N)
np.tril(x)
np.triu(x, N)
biuf: np.outer(x, y)
biu: np.inner(x, w)
biu: np.dot(x, w)
biu: np.vdot(x, w)
1biu: np.convolve(x, v)
1biu: np.convolve(x, v, "same")
1biu: np.correlate(x, v, "valid")
2biuf: np.kron(x, w)
1biuf: np.kron(x, v)
12biuf: np.cross(x, w)
1: np.interp(v, x, w)
1b: np.bincount(x)
1i: np.bincount(x)
1u: np.bincount(x)
1: np.bincount(i, v)
1: np.digitize(v, np.sort(x))
1: np.histogram(v, 3)
1: np.gradient(x)
np.ediff1d(x)
np.trapezoid(x, axis=A)
np.isin(x, v)
np.intersect1d(x, v)
np.union1d(x, v)
np.setdiff1d(x, v)
np.nansum(x, axis=A)
np.nanmin(x, axis=A)
np.nanmax(x)
np.nanmean(x, A)
biuf: np.nanprod(x, A)
np.nanstd(x, axis=A)
np.nanargmax(x, A)
np.nancumsum(x, A)
np.nanmedian(x, axis=A)
np.select((m, x > 1), (x, y))
np.take_along_axis(x, np.argsort(x, A), A)
np.meshgrid(v, x)
1biuf: np.polyval(x, v)
x.tolist()
x.item()
x.item(k)
np.shape(x)
x.nbytes
np.size(x)
np.ndim(x)
x.all()
x.max(A)
bool(x)
float(x)
int(x)
len(x)
list(x)
np.tri(k, N)
np.eye(k, N, N)
np.linspace(x, y, N)
np.linspace(0, x, 3)
np.arange(k, 10, N)
np.bitwise_count(x)
12: np.lexsort((x, x))
np.broadcast_to(x, (2, 3))
np.sum(x, where=m)
np.unravel_index(k, (3, 4))
"""
# Statements whose effect on x (and w) is compared.
STATEMENTS = """
x[m] = k
x[m] = 0
x[m] += 1
x[m] = w[m]
x[...] = y
123: x[S] = 1
123: x[i] = N
123: x[i] += 1
123: x[k] = 2
23: x[S, k] = w[S, k]
23: x[i, S] = 3
23: x[:, i] = w[:, i]
23: x[k] = x[0]
123: x[S] = x[::-1][S]
123: x[1:] = x[:-1]
123: x[:-1] += x[1:]
23: x[m[:, 0]] = 5
23: x[:, m[0]] *= 2
23: x[i, i] = v[0]
x += y
x -= 1
biuf: x *= w
x //= 2
biuf: x /= 2
biuf: x **= 2
x %= y
biu: x |= y
biu: x <<= 1
biu: x ^= w
x.fill(k)
x.fill(N)
x.sort()
x.sort(A)
np.put(x, i, N)
np.place(x, m, v)
np.putmask(x, m, w)
np.putmask(x, m, y)
np.copyto(x, y)
np.copyto(x, w, where=m)
2: np.fill_diagonal(x, N)
np.add.at(x, i, 1)
np.put_along_axis(x, np.argsort(w, A), N, A)
1: np.random.default_rng(k).shuffle(x)
np.add(x, w, out=x)
np.clip(x, 0, 3, out=x)
np.negative(x, out=x)
123: x[::-1] += x
x.itemset
"""


class Row:
    def __init__(self, text: str, statement: bool):
        head, colon, rest = text.partition(": ")
        plain = not colon or not head.isalnum()
        self.text = text if plain else rest
        self.ranks = [int(c) for c in head if c.isdigit()] if not plain else []
        self.kinds = "".join(c for c in head if c.isalpha()) if not plain else ""
        self.statement = statement


ROWS = [Row(t, False) for t in CALLS.strip().splitlines()]
ROWS += [Row(t, True) for t in STATEMENTS.strip().splitlines() if "itemset" not in t]
