"""Planets under gravity: short loops over small arrays, square roots and divisions."""

import math

import numpy as np

from jitscript import Array1, Array2, f64, script

SIZE, SMALL = 1_500_000, 10
WRITES = (0, 1)


@script
def nbody(pos: Array2[f64], vel: Array2[f64], mass: Array1[f64], steps: int, dt: float) -> float:
    n = len(mass)
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = pos[i, 0] - pos[j, 0]
                dy = pos[i, 1] - pos[j, 1]
                dz = pos[i, 2] - pos[j, 2]
                square = dx * dx + dy * dy + dz * dz
                pull = dt / (square * math.sqrt(square))
                vel[i, 0] -= dx * mass[j] * pull
                vel[i, 1] -= dy * mass[j] * pull
                vel[i, 2] -= dz * mass[j] * pull
                vel[j, 0] += dx * mass[i] * pull
                vel[j, 1] += dy * mass[i] * pull
                vel[j, 2] += dz * mass[i] * pull
        for i in range(n):
            for axis in range(3):
                pos[i, axis] += dt * vel[i, axis]
    energy = 0.0
    for i in range(n):
        energy += 0.5 * mass[i] * (vel[i, 0] ** 2 + vel[i, 1] ** 2 + vel[i, 2] ** 2)
    return energy


def inputs(size: int) -> tuple[object, ...]:
    # The Sun and the four giants at a round date, in AU, years and solar masses times 4 pi^2.
    pos = np.array(
        [
            [0.0, 0.0, 0.0],
            [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
            [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
            [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
            [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
        ]
    )
    vel = np.array(
        [
            [0.0, 0.0, 0.0],
            [0.606326392995832, 2.81198684491626, -0.02521836165988763],
            [-1.01077434617879, 1.82566237123041, 0.00841576137658415],
            [1.08279100644154, 0.868713018169608, -0.01083263740136364],
            [0.979090732243898, 0.594698998647676, -0.03475595555078104],
        ]
    )
    mass = np.array([39.478417604, 0.03769367487, 0.01128632613, 0.00172372406, 0.00203368686])
    vel[0] = -(mass[1:, None] * vel[1:]).sum(axis=0) / mass[0]
    return pos, vel, mass, size, 0.001
