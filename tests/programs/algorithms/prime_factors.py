"""Trial division: the largest prime factor, and Euler's totient."""

from jitscript import script


@script
def largest_factor(n: int) -> int:
    largest = 1
    d = 2
    while d * d <= n:
        while n % d == 0:
            largest = d
            n //= d
        d += 1 if d == 2 else 2
    return max(largest, n)


@script
def totient(n: int) -> int:
    result = n
    p = 2
    while p * p <= n:
        if n % p == 0:
            while n % p == 0:
                n //= p
            result -= result // p
        p += 1
    if n > 1:
        result -= result // n
    return result


CASES = {
    "largest_factor": [(13195,), (2,), (1024,), (600851475143,)],
    "totient": [(1,), (9,), (36,), (97,), (1000000007,)],
}
