#include <math.h>
#include <stdint.h>

static double normal_cdf(double x)
{
    double t = 1.0 / (1.0 + 0.2316419 * fabs(x));
    double series = t * (0.319381530
        + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = 0.3989422804014327 * exp(-0.5 * x * x) * series;
    return x > 0.0 ? 1.0 - tail : tail;
}

void black_scholes(const double *restrict spot, int64_t n, const double *restrict strike,
                   int64_t ns, const double *restrict years, int64_t ny, double rate,
                   double sigma, double *restrict out, int64_t no)
{
    for (int64_t i = 0; i < n; i++) {
        double deviation = sigma * sqrt(years[i]);
        double growth = (rate + 0.5 * sigma * sigma) * years[i];
        double d1 = (log(spot[i] / strike[i]) + growth) / deviation;
        double discounted = strike[i] * exp(-rate * years[i]);
        out[i] = spot[i] * normal_cdf(d1) - discounted * normal_cdf(d1 - deviation);
    }
}
