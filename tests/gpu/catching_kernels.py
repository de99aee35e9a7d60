"""Functions that catch exceptions, and kernels that call them: what Python does with the functions
is what each thread must do. Apart from their tests: pytest writes asserts anew."""

from __future__ import annotations

import math

from jitscript import Array1, cuda, f64, i64


class Off(ValueError):
    pass


class FarOff(Off):
    pass


def divide(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError:
        return -1


def by_class(a: int, b: int) -> int:
    """Which clause takes it."""
    n = 0
    try:
        n = 1
        if a == 3:
            raise KeyError(a)
        if a == 4:
            raise FarOff("far")
        if a == 5:
            raise Off("off", a)
        n = 2
        n = 1000 * a // b
        n = 3
    except ArithmeticError:
        n += 10
    except Off:
        n += 100
    except (LookupError, TypeError):
        n += 1000
    else:
        n += 10000
    return n


def always(a: int, b: int) -> int:
    n = 0
    for i in range(4):
        try:
            if i == a:
                continue
            if i == b:
                break
            n += 12 // (i - 2)
        except ZeroDivisionError:
            n += 100
        finally:
            n += 1000
    return n


def overruled(a: int, b: int) -> int:
    try:
        return a // b
    finally:
        if a == 2:
            return 77  # noqa: B012


def nested(a: int, b: int) -> int:
    n = 0
    try:
        try:
            n += a // b
        except ZeroDivisionError:
            n += 1
            if a > 2:
                raise Off("in a handler") from None
            raise
        finally:
            n += 10
    except ValueError:
        n += 100
    except ZeroDivisionError as e:
        n += 1000
        try:
            n += 5 // (a - a)
        except ZeroDivisionError:
            n += 10000
        try:
            raise e
        except ArithmeticError:
            n += 100000
    return n


def within(a: int, b: int) -> int:
    """Caught by who calls; what was assigned before is there."""
    n = a
    try:
        n = 2 * n
        n = checked(n, b)
        n = 1000
    except AssertionError:
        n += 5
    except FarOff:
        n += 7
    return n


def checked(a: int, b: int) -> int:
    assert a < 8, "large"
    if b == 0:
        if a == 2:
            raise FarOff(f"zero for {a}")
        raise FarOff()
    return a // b


def roots(a: int, b: int) -> int:
    try:
        return int(math.sqrt(float(a - b)) * 100.0)
    except ValueError:
        return -1


PURE = (divide, by_class, always, overruled, nested, within, roots)


@cuda.kernel
def run_all(a: Array1[i64], b: Array1[i64], out: Array1[i64]) -> None:
    i = cuda.grid(1)
    x, y = int(a[i]), int(b[i])
    out[7 * i] = divide(x, y)
    out[7 * i + 1] = by_class(x, y)
    out[7 * i + 2] = always(x, y)
    out[7 * i + 3] = overruled(x, y) if y != 0 or x == 2 else 0
    out[7 * i + 4] = nested(x, y)
    out[7 * i + 5] = within(x, y)
    out[7 * i + 6] = roots(x, y)


@cuda.kernel(check=False)
def run_unchecked(a: Array1[i64], b: Array1[i64], out: Array1[i64]) -> None:
    """What is raised in words is caught without checks, too."""
    i = cuda.grid(1)
    try:
        if a[i] == b[i]:
            raise Off("same")
        out[i] = a[i]
    except Off:
        out[i] = -1


@cuda.kernel
def too_large(x: Array1[i64]) -> None:
    i = cuda.grid(1)
    try:
        x[i] = int(x[i]) * 2**62
    except ArithmeticError:
        x[i] = -1


@cuda.kernel
def leaves(x: Array1[f64], at: int) -> None:
    i = cuda.grid(1)
    try:
        if i >= at:
            x[i + 1000] = 1.0
    except IndexError:
        x[i] = -1.0
        raise
    finally:
        x[i] -= 1.0


@cuda.kernel
def from_a_handler(x: Array1[f64], what: int) -> None:
    i = cuda.grid(1)
    try:
        x[i] = float(1 // (i - i))
    except ZeroDivisionError as e:
        if what == 0:
            raise ValueError(f"thread {i} of {what}") from e
        if what == 1:
            raise FarOff("far", i, float(x[i])) from None
        x[i + 1000] = 0.0


@cuda.kernel
def meets(x: Array1[f64]) -> None:
    """Threads wait for each other in what may raise, and in what is always done."""
    s = cuda.shared.array(32, f64)
    t = cuda.threadIdx.x
    try:
        s[t] = x[t] if t % 3 else x[t + 32]
    except IndexError:
        s[t] = -5.0
    finally:
        cuda.syncthreads()
        x[t] = s[31 - t]
