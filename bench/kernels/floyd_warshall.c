#include <stdint.h>

void floyd_warshall(double *dist, int64_t n, int64_t m)
{
    for (int64_t k = 0; k < n; k++)
        for (int64_t i = 0; i < n; i++)
            for (int64_t j = 0; j < n; j++) {
                double through = dist[i * m + k] + dist[k * m + j];
                if (through < dist[i * m + j])
                    dist[i * m + j] = through;
            }
}
