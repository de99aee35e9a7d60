"""Ways to change an amount, and the fewest coins."""

import numpy as np
from jitscript import Array1, i64, script


@script
def ways(coins: Array1[i64], amount: int) -> int:
    table = np.zeros(amount + 1, dtype=np.int64)
    table[0] = 1
    for coin in coins:
        for a in range(coin, amount + 1):
            table[a] += table[a - coin]
    return table[-1]


@script
def fewest(coins: tuple[int, int, int], amount: int) -> int | None:
    table = np.full(amount + 1, -1, dtype=np.int64)
    table[0] = 0
    for a in range(1, amount + 1):
        for coin in coins:
            if a >= coin and table[a - coin] >= 0:
                if table[a] < 0 or table[a - coin] + 1 < table[a]:
                    table[a] = table[a - coin] + 1
    if table[amount] < 0:
        return None
    return int(table[amount])


CASES = {
    "ways": [(np.array([1, 2, 5]), 100), (np.array([3]), 0)],
    "fewest": [((1, 5, 12), 15), ((4, 6, 8), 7), ((2, 3, 7), 0)],
}
