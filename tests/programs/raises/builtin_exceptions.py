"""raise of every builtin exception, with and without message."""

from jitscript import script


@script
def value_error(x: float) -> float:
    if x < 0:
        raise ValueError("x must not be negative")
    return x


@script
def no_message(n: int) -> int:
    if n == 1:
        raise ValueError
    if n == 2:
        raise TypeError()
    return n


@script
def which(n: int) -> int:
    if n == 0:
        raise IndexError("index")
    elif n == 1:
        raise KeyError("key")
    elif n == 2:
        raise ZeroDivisionError("zero")
    elif n == 3:
        raise OverflowError("overflow")
    elif n == 4:
        raise RuntimeError("run time")
    elif n == 5:
        raise ArithmeticError("arithmetic")
    elif n == 6:
        raise StopIteration
    elif n == 7:
        raise NotImplementedError("later")
    elif n == 8:
        raise OSError("system")
    elif n == 9:
        raise MemoryError("memory")
    raise Exception("any")


CASES = {
    "value_error": [(1.0,), (-1.0,)],
    "no_message": [(0,), (1,), (2,)],
    "which": [(n,) for n in range(11)],
}
