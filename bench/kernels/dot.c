#include <stdint.h>

double dot(const double *restrict a, int64_t n, const double *restrict b, int64_t nb)
{
    double total = 0.0;
    for (int64_t i = 0; i < n; i++)
        total += a[i] * b[i];
    return total;
}
