#include <math.h>
#include <stdint.h>

double nbody(double *restrict pos, int64_t np, int64_t ap, double *restrict vel, int64_t nv,
             int64_t av, const double *restrict mass, int64_t n, int64_t steps, double dt)
{
    for (int64_t step = 0; step < steps; step++) {
        for (int64_t i = 0; i < n; i++)
            for (int64_t j = i + 1; j < n; j++) {
                double dx = pos[i * 3] - pos[j * 3];
                double dy = pos[i * 3 + 1] - pos[j * 3 + 1];
                double dz = pos[i * 3 + 2] - pos[j * 3 + 2];
                double square = dx * dx + dy * dy + dz * dz;
                double pull = dt / (square * sqrt(square));
                vel[i * 3] -= dx * mass[j] * pull;
                vel[i * 3 + 1] -= dy * mass[j] * pull;
                vel[i * 3 + 2] -= dz * mass[j] * pull;
                vel[j * 3] += dx * mass[i] * pull;
                vel[j * 3 + 1] += dy * mass[i] * pull;
                vel[j * 3 + 2] += dz * mass[i] * pull;
            }
        for (int64_t i = 0; i < n; i++)
            for (int64_t axis = 0; axis < 3; axis++)
                pos[i * 3 + axis] += dt * vel[i * 3 + axis];
    }
    double energy = 0.0;
    for (int64_t i = 0; i < n; i++)
        energy += 0.5 * mass[i]
                  * (vel[i * 3] * vel[i * 3] + vel[i * 3 + 1] * vel[i * 3 + 1]
                     + vel[i * 3 + 2] * vel[i * 3 + 2]);
    return energy;
}
