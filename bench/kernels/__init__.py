"""One kernel a file, written as a user would write it; its C twin stands beside it.

A kernel's module has

* the function named as the file, under `@script`; Numba compiles the very same source;
* `SIZE`, the size that is timed (at least 50 ms), and `SMALL`, for checks and compile times;
* `inputs(size)`, the arguments, the same on every call;
* `CALLS`, how often one timed run calls it, where a single call would be too short;
* `numpy_twin`, where NumPy can say the same in whole-array operations;
* `WRITES`, the positions of arguments that the function changes (fresh copies in every run);
* `RTOL`, where results may differ: a vector `exp` is not libm's to the last bit;
* `NUMPY_RTOL`, where NumPy's order of operations tells (1e-9 unless said).
"""

NAMES = (
    "dot",
    "matmul",
    "jacobi",
    "floyd_warshall",
    "nbody",
    "mandelbrot",
    "sieve",
    "edit_distance",
    "black_scholes",
    "monte_carlo_pi",
)
