#include <stdint.h>

void matmul(const double *restrict a, int64_t n, int64_t m,
            const double *restrict b, int64_t mb, int64_t p,
            double *restrict out, int64_t no, int64_t po)
{
    for (int64_t i = 0; i < n; i++) {
        for (int64_t j = 0; j < p; j++)
            out[i * p + j] = 0.0;
        for (int64_t k = 0; k < m; k++) {
            double x = a[i * m + k];
            for (int64_t j = 0; j < p; j++)
                out[i * p + j] += x * b[k * p + j];
        }
    }
}
