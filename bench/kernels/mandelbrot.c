#include <stdint.h>

int64_t mandelbrot(int64_t *image, int64_t height, int64_t width, int64_t limit)
{
    int64_t total = 0;
    for (int64_t row = 0; row < height; row++) {
        double y = -1.25 + 2.5 * row / height;
        for (int64_t column = 0; column < width; column++) {
            double x = -2.0 + 2.5 * column / width;
            double re = 0.0, im = 0.0;
            int64_t count = 0;
            while (count < limit && re * re + im * im <= 4.0) {
                double next = re * re - im * im + x;
                im = 2.0 * re * im + y;
                re = next;
                count++;
            }
            image[row * width + column] = count;
            total += count;
        }
    }
    return total;
}
