/* A C program that runs compiled Python functions: no Python, no runtime, only the library. */

#include <stdio.h>

#include "module.h"

int main(void)
{
    double numbers[] = {1.0, 2.0, 3.0, 6.0};
    js_f64_1d values = {numbers, NULL, {4}, {sizeof(double)}};
    js_ctx ctx;
    js_ctx_init(&ctx);

    double result;
    if (js_c_mean(&ctx, &result, &values) == 0)
        printf("mean: %g\n", result);
    if (js_c_score(&ctx, &result, &values, -1) == 0)
        printf("score of the last: %g\n", result);

    /* Every index is checked here too. */
    if (js_c_score(&ctx, &result, &values, 9) != 0)
        printf("error: %s\n", js_error(&ctx));

    /* An array that a function made belongs to the caller. */
    js_ctx_init(&ctx);
    js_f64_1d half;
    if (js_c_halves(&ctx, &half, &values) == 0) {
        const double *items = half.data;
        printf("halves: %g %g %g %g\n", items[0], items[1], items[2], items[3]);
        js_release(half.owner);
    }
    return 0;
}
