#include <stdint.h>

double monte_carlo_pi(int64_t darts, int64_t seed)
{
    double scale = 1.0 / 2147483648.0;
    int64_t inside = 0;
    int64_t state = seed & 0x7FFFFFFF;
    for (int64_t i = 0; i < darts; i++) {
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
        double x = state * scale;
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
        double y = state * scale;
        if (x * x + y * y < 1.0)
            inside++;
    }
    return 4.0 * inside / darts;
}
