"""NumPy's functions that compiled code may call in the interpreter: a row for each, and calls.

What a call gives, NumPy itself is asked for (`numpy_calls.py`); a row says that this is safe: the
function has no effect but on its arguments, and gives numbers, arrays, text, or tuples and lists of
those. In the calls, which the tests make and compare, x and y are arrays of float64, i of ints, b
of bools, z of complex numbers, m and s matrices (s is symmetric and positive), k and q numbers.

A function that compiled code has itself is here as well where NumPy takes more arguments.
"""

from __future__ import annotations

import re

_PLAIN = """
angle: z, deg=True            argmax: m, axis=0              argmin: m, keepdims=True
argpartition: x, 2            array_equal: x, y
array_equiv: x, y             asarray_chkfinite: x           ascontiguousarray: m.T
asfortranarray: m             astype: x, np.int32            average: m, axis=0, weights=x[:3]
bartlett: k                   base_repr: k, 3                binary_repr: k, 9
bitwise_count: i              blackman: k                    
broadcast_arrays: x, q        broadcast_shapes: (3, 1), (1, 4)
broadcast_to: x, (3, 4)       choose: i % 2, (x, y)          clip: x, min=0.5, max=q
conj: z                       conjugate: m * 1j              copy: m, order="F"
copyto: x, y                  corrcoef: m                    corrcoef: x, y
correlate: x, y, "full"       count_nonzero: m, axis=1       count_nonzero: b
cov: m, bias=True             cov: x, y                      cross: m, s, axisa=0
cumprod: m, 1                 cumsum: m, 0                   cumulative_prod: x
cumulative_sum: x, include_initial=True                      diag_indices: 3
diag_indices_from: m          diagflat: x, 1                 diff: x, prepend=q
divmod: x, q                  divmod: i, k                   dot: m, x[:3]
dsplit: m.reshape(1, 3, 3), 3                                ediff1d: x, to_end=q
einsum: "ij,jk->ik", m, s     einsum: "ii", m                einsum: "ij,j", m, x[:3]
fill_diagonal: m, q           fix: x                         float_power: x + 9, y
format_float_positional: q, 3                                format_float_scientific: q, 3
frexp: x                      gcd: i, k                      geomspace: 1.0, q + 2, 5
gradient: x, edge_order=2     hamming: k                     hanning: k
heaviside: x, 0.5             histogram: x, 4, density=True  histogram2d: x, y, 3
histogram_bin_edges: x, 5     i0: x
imag: z                       interp: q, x, y                intersect1d: i, i, True
iscomplex: z                  iscomplexobj: z                isfortran: m
isneginf: x                   isposinf: x                    isreal: z
isrealobj: z                  isscalar: q                    iterable: x
ix_: (0, 2), (1, 2)           kaiser: k, 14.0               lcm: i, k + 1
kron: m, x
ldexp: x, i                   lexsort: (y, x)                linspace: x, y, 3, axis=1
logaddexp: x, y               logaddexp2: x, q               logspace: 0.0, 2.0, 3
matrix_transpose: m            matvec: m, x[:3]
may_share_memory: x, x[1:]    median: m, axis=1, keepdims=True
modf: x                       modf: q                        nanargmax: x
nanargmin: m, axis=0          nancumprod: x                  nancumsum: m, axis=1
nanmax: m, axis=1             nanmean: m, axis=0             nanmedian: x
nanmin: x                     nanpercentile: x, 30.0         nanprod: x
nanquantile: m, 0.25, axis=0  nanstd: m, axis=1, ddof=1      nansum: m, axis=0
nanvar: x                     ndim: m                        nextafter: x, q
outer: x, y                   packbits: b                    partition: x, 1
percentile: m, (25.0, 75.0), axis=0, method="lower"          place: x, b, y
poly: x                       polyadd: x, y                  polyder: x
polydiv: x, y                 polyfit: x, y, 2               polyint: x
polymul: x, y                 polysub: x, y                  polyval: x, y
polyval: x, q                 pow: x, 2                      power: x + 9, y
power: i, 2                   prod: m, axis=0, where=m > 1   ptp: m, 0
put_along_axis: m, np.zeros((3, 1), np.int64), q, 1          quantile: x, q / 99
ravel_multi_index: (i % 3, i % 2), (3, 2)                    real: z
real_if_close: z              roots: x
reciprocal: x                 resize: x, (2, 3)              roll: m, (1, 2), (0, 1)
rot90: m, 1, (1, 0)           select: (x > 1, x > 0), (x, y)
setxor1d: i, i + 1
shape: m                      shares_memory: x, y            sinc: x
size: m                       sort_complex: z                spacing: x
std: m, axis=0, where=m > 1   take_along_axis: m, np.zeros((3, 1), np.int64), 1
tensordot: m, s               tensordot: m, s, axes=1        tensordot: m, s, (1, 0)
trace: m, 1                   trapezoid: m, axis=0
trapezoid: x, y                tril_indices: 3
tril_indices_from: m          trim_zeros: x, "f"             triu_indices: 3, 1
triu_indices_from: m          typename: "d"                  unique: i, return_counts=True
unique_all: i                 unique_counts: i               unique_inverse: i
unique_values: i              unpackbits: i.astype(np.uint8)
unravel_index: k, (3, 4)
unravel_index: i % 12, (3, 4)
unwrap: x
vander: x, 3                  var: m, axis=1, where=m > 0    vecdot: x, y
vecmat: x[:3], m              sum: m, axis=0, where=m > 1    mean: m, where=m > 1
max: m, axis=1, initial=0.0, where=m > 1                     min: x, initial=q, where=x > 1
amax: m, axis=1, initial=0.0, where=m > 1                    amin: x, initial=q, where=x > 1
all: m, axis=0, where=m > 1   any: m, axis=0, where=m > 1    searchsorted: x, q, "left", i % 4
argsort: m, axis=0, stable=True                              sort: m, axis=0, stable=True
stack: (x, y), dtype=np.float32                              concatenate: (x, y), dtype=np.float32
concat: (x, y), dtype=np.float32                             hstack: (x, y), dtype=np.float32
vstack: (x, y), dtype=np.float32                             round: x, 1, out=y
isin: i, (1, 2), assume_unique=True                          setdiff1d: i, i + 1, True
empty_like: x, shape=(0, 3)   ones_like: x, shape=(2, 3)     zeros_like: x, shape=2
full_like: x, q, shape=(2, 2)
fromstring: "1 2 3", sep=" "   around: x, 1, out=y
array2string: x               array_repr: x                  array_str: m
meshgrid: x, y, sparse=True   indices: (2, 3), np.int32      take: x, i % 4, out=y
compress: b, x, out=y         array: x, ndmin=2              frombuffer: x, np.uint8
pad: m, 1, "mean"             pad: x, 2, mode="linear_ramp", end_values=q
insert: m, i[:2] % 3, q, axis=1                              delete: m, slice(0, 2), 1
flip: m, axis=(0, 1)          full: (2, 4), x[:4]            eye: 3, order="F"
asarray: m, order="F"         atleast_1d: q, x               atleast_2d: x, m
atleast_3d: x, m              sign: z                        exp2: z
log2: z                       log10: z                       log1p: z
expm1: z                      rint: z                        where: b, (1, 2, 3), q
select: (x > 1, x > 0), ("a", "b"), "c"
"""

_LINALG = """
cholesky: s                   cond: m                        cross: x[:3], y[:3]
det: m                        diagonal: m                    eig: m + 0j
eig: m                        eigvals: m
eigh: s                       eigvals: m + 0j                eigvalsh: s
inv: m                        lstsq: m, x[:3]                lstsq: m, s, rcond=None
matmul: m, s                  matrix_norm: m                 matrix_power: m, 3
matrix_power: m, k - 4        matrix_rank: m                 matrix_transpose: m
multi_dot: (m, s, m)          norm: x                        norm: m, 2
norm: m, axis=1, keepdims=True                               norm: m, "fro"
outer: x, y                   pinv: m                        qr: m
qr: m, mode="r"               slogdet: m                     solve: m, x[:3]
solve: s, m                   svd: m                         svd: m, compute_uv=False
svdvals: m                    tensordot: m, s, axes=1        tensorinv: m.reshape(3, 3), 1
tensorsolve: m, x[:3]         trace: m                       vecdot: x, y
vector_norm: m, axis=0
"""

_WINDOWS = """
sliding_window_view: x, 3     sliding_window_view: m, (2, 2)
sliding_window_view: m, 2, axis=0
"""

_POLYNOMIAL = """
polyadd: x, y                 polyder: x                     polyfit: x, y, 2
polyfromroots: x              polyint: x                     polymul: x, y
polysub: x, y                 polyval: q, x                  polyval: x, y
polyvander: x, 2
"""

_TESTING = """
assert_allclose: x, x + 1e-12                                assert_allclose: x, y, rtol=0.1
assert_almost_equal: q, 2.5   assert_array_almost_equal: x, y
assert_array_equal: x, x      assert_array_equal: i, i + 1
assert_equal: x, y            assert_equal: q, 2.5           assert_equal: q, 3.5
"""

_FFT = """
fft: x                        fft: m, axis=0                 fft: z, 8, norm="ortho"
fft2: m                       fftfreq: 8, 0.5                fftn: m
fftshift: x                   hfft: z                        ifft: z
ifft2: m                      ifftn: m + 1j                  ifftshift: x
ihfft: x                      irfft: z                       irfft: z, k
irfft2: m + 0j                irfftn: m + 0j                 rfft: x
rfft2: m                      rfftfreq: 8                    rfftn: m
"""

_METHODS = """
all: m, axis=0, where=m > 1   any: m, 1, where=m > 1         argpartition: x, 2
argmax: m, keepdims=True      argmin: m, axis=1
argsort: x, stable=True       byteswap: i                    choose: i % 2, (x, y)
clip: x, 0.5, q, out=y        compress: x, b, out=y          conj: z
conjugate: x                  cumprod: m, 1, out=s           cumsum: m, 1, out=s
dot: m, s, out=np.ones((3, 3))
max: m, 1, where=m > 1, initial=0.0
mean: m, 0, where=m > 1       min: m, 1, where=m > 1, initial=9.0
partition: x, 1               prod: m, 0, where=m > 1        round: x, 1, out=y
searchsorted: x, q, "left", i % 4                            sort: x, stable=True
std: m, 0, where=m > 1        sum: m, 0, where=m > 1         take: x, i % 4, out=y
tobytes: x                     tobytes: m, "F"
trace: m, 1                    var: m, 0, where=m > 1
view: i, np.uint64            setfield: x, q, np.float64     getfield: i, np.int32
"""


_RANDOM = """
beta: 2.0, q                  binomial: 5, 0.5
chisquare: 2.0, 4             choice: k, 3                   choice: x
default_rng: k                dirichlet: x + 1               exponential: q
exponential: 1.0, (2, 3)      f: 2.0, 3.0                    gamma: q, 1.0, 5
geometric: 0.3                gumbel: 0.0, 1.0               hypergeometric: 5, 4, 3
laplace: 0.0, 1.0, 3          logistic: 0.0, 1.0             lognormal: 0.0, 1.0
logseries: 0.4                multinomial: 5, x / x.sum()    multivariate_normal: x[:3], s
negative_binomial: 3, 0.4     noncentral_chisquare: 2.0, 1.0
noncentral_f: 2.0, 3.0, 1.0
normal: 0.0, 1.0              normal: x, 1.0                 normal: size=(3, 2)
pareto: 2.0                   permutation: k                 permutation: x
poisson: 3.0, 4               power: 2.0                     rand: 2, 3
rand:                         randint: 0, k, 5               randint: k
randn: 4                      randn:                         random: 3
random:                       random_sample: (2, 2)          rayleigh: 1.0
bytes: k                      ranf: 3                        sample: 3
seed: k                       shuffle: x                     standard_cauchy: 3
standard_exponential: 2       standard_gamma: q              standard_normal: 5
standard_normal:              standard_t: 3.0                triangular: 0.0, 1.0, q
uniform: 0.0, q, 4            uniform:                       vonmises: 0.0, 1.0
wald: 1.0, 2.0                weibull: 2.0                   zipf: 3.0
"""

_GENERATOR = """
beta: 2.0, q                  binomial: k, 0.5               chisquare: 2.0, 4
choice: k, 3, replace=False   choice: x                      choice: m, 2, axis=1
dirichlet: x + 1              exponential: q                 exponential: 1.0, (2, 3)
f: 2.0, 3.0                   gamma: q, 1.0, 5               geometric: 0.3
gumbel: 0.0, 1.0              hypergeometric: 5, 4, 3        integers: k
integers: 0, k, 5             integers: 0, 200, 3, np.uint8  integers: 0, 5, endpoint=True
laplace: 0.0, 1.0, 3          logistic: 0.0, 1.0             lognormal: 0.0, 1.0
logseries: 0.4                multinomial: 5, x / x.sum()    multivariate_normal: x[:3], s
bytes: k                      multivariate_hypergeometric: np.abs(i), 1
negative_binomial: 3, 0.4     noncentral_chisquare: 2.0, 1.0
noncentral_f: 2.0, 3.0, 1.0
normal: 0.0, 1.0              normal: x, 1.0                 normal: size=(3, 2)
pareto: 2.0                   permutation: k                 permutation: m, 1
permuted: m, axis=1           poisson: 3.0, 4                power: 2.0
random:                       random: 3                      random: 4, dtype=np.float32
rayleigh: 1.0                 shuffle: x                     standard_cauchy: 3
standard_exponential: 2       standard_gamma: q              standard_normal:
standard_normal: (2, 3)       standard_t: 3.0                triangular: 0.0, 1.0, q
uniform: 0.0, q, 4            uniform: -1.0, 1.0             vonmises: 0.0, 1.0
wald: 1.0, 2.0                weibull: 2.0                   zipf: 3.0
"""


def _rows(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in re.split(r"\s{2,}|\n", text.strip()):
        name, _, call = row.partition(":")
        call = call.strip()
        found.setdefault(name, []).append(call)
    return found


# Module of NumPy → name → the arguments of calls.
ROWS = {
    "numpy": _rows(_PLAIN),
    "numpy.linalg": _rows(_LINALG),
    "numpy.fft": _rows(_FFT),
    "numpy.lib.stride_tricks": _rows(_WINDOWS),
    "numpy.polynomial.polynomial": _rows(_POLYNOMIAL),
    "numpy.random": _rows(_RANDOM),
    "numpy.testing": _rows(_TESTING),
}
METHODS = _rows(_METHODS)
# Methods of every ufunc; reduceat: add, x, (0, 2, 1).
UFUNC = ("reduce", "accumulate", "reduceat")
GENERATOR = _rows(_GENERATOR)
