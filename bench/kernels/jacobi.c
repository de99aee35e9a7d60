#include <stdint.h>

double jacobi(double *u, int64_t n, int64_t m, double *v, int64_t nv, int64_t mv, int64_t steps)
{
    for (int64_t step = 0; step < steps; step++) {
        for (int64_t i = 1; i < n - 1; i++)
            for (int64_t j = 1; j < m - 1; j++)
                v[i * m + j] = 0.25 * (u[(i - 1) * m + j] + u[(i + 1) * m + j]
                                       + u[i * m + j - 1] + u[i * m + j + 1]);
        double *swap = u;
        u = v;
        v = swap;
    }
    return u[(n / 2) * m + m / 2];
}
