"""Functions marked with `python`: numbers and arrays there and back, errors, many calls."""

import math

import numpy as np

import jitscript as js
from jitscript import Array1, Array2, f32, f64, i64, script, u8


@js.python
def weighed(x: float, n: int = 3, *, by: float = 1.0) -> float:
    return x * n + by


@js.python
def kind(x: float) -> int:
    return {int: 1, float: 2, bool: 3, np.float64: 4}.get(type(x), 0)


@js.python
def halves(a: Array1[f64]) -> Array1[f64]:
    a[0] = -1.0
    return a[::2]


@js.python
def itself(a: Array2[f32]) -> Array2[f32]:
    return a


@js.python
def flipped(z: complex, b: bool, t: tuple[int, float]) -> tuple[complex, bool, tuple[float, int]]:
    return z.conjugate(), not b, (t[1], t[0])


@js.python
def maybe(n: int) -> int | None:
    return None if n % 3 == 0 else n


@js.python
def big(n: int) -> int:
    return 1 << n


@js.python
def checked(x: float) -> float:
    if x < 0:
        raise ValueError("negative", x)
    if x > 1e6:
        raise ArithmeticError
    return math.sqrt(x)


@js.python
def small(n: int) -> u8:
    return np.uint8(n % 256)


@script
def defaults(x: float) -> float:
    return weighed(x) + weighed(x, 5) + weighed(x, by=0.5) + weighed(by=2.0, x=x, n=-1)


@script
def kinds(a: Array1[f64]) -> tuple[int, int, int, int]:
    return kind(1), kind(1.0), kind(True), kind(a[0])


@script
def views(n: int) -> tuple[float, float, int]:
    a = np.arange(float(n))
    b = halves(a)
    b[1] = 50.0
    return a[0], a[2], len(b)


@script
def views_of_arguments(a: Array1[f64]) -> Array1[f64]:
    b = halves(a)
    b[0] += 10.0
    return b


@script
def passed_through(a: Array2[f32]) -> Array2[f32]:
    b = itself(a)
    b[0, 0] = 9.0
    return itself(b.T)


@script
def mixed(x: float) -> tuple[complex, bool, tuple[float, int]]:
    return flipped(complex(x, 1.0), x > 0, (int(x), x))


@script
def thirds(n: int) -> int:
    total = 0
    for i in range(n):
        found = maybe(i)
        if found is not None:
            total += found
    return total


@script
def safe_roots(a: Array1[f64]) -> tuple[float, int, int]:
    total, bad, odd = 0.0, 0, 0
    for i in range(len(a)):
        try:
            total += checked(a[i])
        except ValueError:
            bad += 1
        except ArithmeticError as e:
            odd += len(str(e)) + 1
        finally:
            total += 0.25
    return total, bad, odd


@script
def roots(a: Array1[f64]) -> float:
    total = 0.0
    for i in range(len(a)):
        a[i] += 1.0
        total += checked(a[i])
    return total


@script
def wrapped(n: int) -> u8:
    return small(n) + small(n)


@script
def shifted(n: int) -> int:
    return big(n)


CASES = {
    "defaults": [(2.5,), (-0.0,), (float("inf"),)],
    "kinds": [(np.ones(1),)],
    "views": [(5,), (3,)],
    "views_of_arguments": [(np.arange(4.0),), lambda: (np.arange(9.0)[::-2],)],
    "passed_through": [
        (np.ones((2, 3), np.float32),),
        lambda: (np.arange(12, dtype=np.float32).reshape(3, 4)[:, ::2],),
    ],
    "mixed": [(2.0,), (-3.5,)],
    "thirds": [(0,), (1,), (100,)],
    "safe_roots": [(np.array([4.0, -1.0, 9.0, 1e7, -2.0]),), (np.zeros(0),)],
    "roots": [(np.array([3.0, 8.0]),), (np.array([3.0, -8.0, 1.0]),), (np.array([1e9]),)],
    "wrapped": [(3,), (200,)],
    "shifted": [(0,), (62,)],
}
