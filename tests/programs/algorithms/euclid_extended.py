"""Extended Euclid and modular inverse."""

from jitscript import script


@script
def extended(a: int, b: int) -> tuple[int, int, int]:
    x0, x1, y0, y1 = 1, 0, 0, 1
    while b != 0:
        q, (a, b) = a // b, (b, a % b)
        x0, x1 = x1, x0 - q * x1
        y0, y1 = y1, y0 - q * y1
    return a, x0, y0


@script
def inverse(a: int, m: int) -> int:
    g, x, _ = extended(a % m, m)
    if g != 1:
        raise ValueError(f"{a} has no inverse modulo {m}")
    return x % m


CASES = {
    "extended": [(240, 46), (17, 0), (-7, 3)],
    "inverse": [(3, 11), (10, 17), (4, 8), (-3, 11)],
}
