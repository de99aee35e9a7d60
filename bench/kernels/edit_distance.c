#include <stdint.h>
#include <stdlib.h>

int64_t edit_distance(const uint8_t *a, int64_t n, const uint8_t *b, int64_t m)
{
    int64_t *above = malloc((m + 1) * sizeof *above);
    int64_t *row = malloc((m + 1) * sizeof *row);
    for (int64_t j = 0; j <= m; j++)
        above[j] = j;
    for (int64_t i = 1; i <= n; i++) {
        row[0] = i;
        for (int64_t j = 1; j <= m; j++) {
            int64_t best = above[j] + 1;
            int64_t left = row[j - 1] + 1;
            int64_t diagonal = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (left < best)
                best = left;
            if (diagonal < best)
                best = diagonal;
            row[j] = best;
        }
        int64_t *swap = above;
        above = row;
        row = swap;
    }
    int64_t distance = above[m];
    free(above);
    free(row);
    return distance;
}
