#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int64_t sieve(int64_t limit)
{
    bool *prime = malloc(limit + 1);
    memset(prime, true, limit + 1);
    prime[0] = prime[1] = false;
    for (int64_t i = 2; i * i <= limit; i++)
        if (prime[i])
            for (int64_t j = i * i; j <= limit; j += i)
                prime[j] = false;
    int64_t count = 0;
    for (int64_t k = 0; k <= limit; k++)
        if (prime[k])
            count++;
    free(prime);
    return count;
}
