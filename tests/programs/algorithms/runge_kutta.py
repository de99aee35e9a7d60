"""Fourth-order Runge-Kutta for a damped oscillator."""

from jitscript import script

DAMPING = 0.1


def slope(t: float, state: tuple[float, float]) -> tuple[float, float]:
    x, v = state
    return v, -x - DAMPING * v + 0.1 * t


@script
def advance(s: tuple[float, float], k: tuple[float, float], h: float) -> tuple[float, float]:
    return s[0] + h * k[0], s[1] + h * k[1]


@script
def integrate(x: float, v: float, h: float, steps: int) -> tuple[float, float]:
    s = (x, v)
    t = 0.0
    for _ in range(steps):
        k1 = slope(t, s)
        k2 = slope(t + h / 2, advance(s, k1, h / 2))
        k3 = slope(t + h / 2, advance(s, k2, h / 2))
        k4 = slope(t + h, advance(s, k3, h))
        s = (
            s[0] + h / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]),
            s[1] + h / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1]),
        )
        t += h
    return s


CASES = {"integrate": [(1.0, 0.0, 0.01, 200), (0.0, 1.0, 0.1, 0)]}
