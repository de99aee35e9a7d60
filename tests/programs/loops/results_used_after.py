"""What loops leave behind is used after them: compared, as an index, as a bound, as a shift count.

In a loop more may be known of a variable than of what the last round makes of it.
"""

import numpy as np

from jitscript import Array1, f64, script


@script
def equal(n: int) -> bool:
    j = 0
    for i in range(2):
        j += 1
    return j == 2


@script
def down_to(n: int) -> str:
    left = 12
    for i in range(4):
        left -= 3
    if left <= 0:
        return "none"
    return "some"


@script
def no_rounds(n: int) -> int:
    j = 5
    for i in range(n, 3):
        j = i
    return j if j < 3 else -j


@script
def backwards(n: int) -> bool:
    j = 0
    for i in range(10, 0, -3):
        j += 2
    return j >= 8


@script
def step_of_two(n: int) -> bool:
    y = 0
    for i in range(0, 9, 2):
        y = y + 2
    return y == 10


@script
def guarded(n: int) -> bool:
    if n > 100 or n < 0:
        return False
    j = 0
    for i in range(n):
        j += 1
    return j == 100


@script
def broken_off(n: int) -> int:
    j = 0
    for i in range(8):
        if i == n:
            break
        j += 1
    return 1 if j > 7 else 0


@script
def continued(n: int) -> int:
    j = 0
    for i in range(6):
        if i == n:
            continue
        j += 2
    return 100 if j >= 12 else j


@script
def conditional(n: int) -> str:
    total = 0
    for month in range(12):
        if n > month:
            total += 10
    return "all" if total == 120 else "some"


@script
def nested(n: int) -> bool:
    total = 0
    for i in range(3):
        for j in range(4):
            total += 1
    return total == 12


@script
def nested_inner(n: int) -> int:
    hits = 0
    for i in range(n):
        k = 0
        for j in range(5):
            k += 1
        if k == 5:
            hits += 1
    return hits


@script
def nested_bound(n: int) -> int:
    total = 0
    k = 0
    for i in range(3):
        k += 1
        for j in range(k):
            total += 1
    return total if k >= 3 else -total


@script
def while_in_for(n: int) -> bool:
    total = 0
    for i in range(5):
        j = 0
        while j < 3:
            j += 1
            total += 1
    return total > 14


@script
def for_in_while(n: int) -> int:
    rounds = 0
    found = 0
    while rounds < 3:
        k = 0
        for i in range(4):
            k += 1
        if k == 4:
            found += 1
        rounds += 1
    return found * 10 + rounds


@script
def exchanged(n: int) -> bool:
    """Two results of one loop, of which one is what the other was a round before."""
    if n < 0 or n > 5:
        return True
    a, b = -10, 0
    for i in range(n):
        a, b = b, b - 1
    return a <= b


@script
def behind(n: int) -> bool:
    if n < 0 or n > 5:
        return True
    last, now = 0, 0
    for i in range(n):
        last = now
        now += 1
    return now <= last


@script
def shifted(n: int) -> int:
    k = 60
    for i in range(3):
        k += 1
    return 1 << k if k < 63 else k


@script
def divided(n: int) -> int:
    d = 3
    for i in range(3):
        d -= 1
    return 100 // d


@script
def over_tuple(n: int) -> bool:
    j = 0
    for x in (1, 2, 3):
        j += 1
    return j == 3


@script
def over_text(n: int) -> bool:
    j = 0
    for c in "four":
        j += 1
    return j > 3


@script
def enumerated(n: int) -> str:
    j = 0
    for i, x in enumerate((5, 6, 7, 8)):
        j += 2
    return "all" if j > 7 else "some"


@script
def over_array(n: int) -> bool:
    a = np.zeros(12)
    j = 0
    for x in a:
        j += 1
    return j >= 12


@script
def else_clause(n: int) -> int:
    j = 0
    for i in range(7):
        j += 1
        if i == n:
            break
    else:
        return 70 if j == 7 else -1
    return j if j <= 6 else 60


@script
def narrowed(n: int) -> bool:
    """Bytes: the sum is done in another width than the count."""
    j = np.uint8(250)
    for i in range(5):
        j += np.uint8(1)
    return bool(j == 255)


@script
def by_cast(n: int) -> bool:
    j = np.int64(0)
    for i in range(4):
        j = np.int64(int(j) + 1)
    return int(j) >= 4


@script
def read_past(n: int) -> float:
    a = np.zeros(10)
    j = 0
    for i in range(10):
        j += 1
    return a[j]


@script
def read_before(n: int) -> float:
    a = np.zeros(4)
    j = 3
    for i in range(8):
        j -= 1
    return a[j]


@script
def written_past(a: Array1[f64]) -> float:
    j = 0
    for i in range(4):
        a[j] = 1.0
        j += 1
    a[j] = 5.0
    return a[0]


@script
def of_a_list(n: int) -> int:
    words = [4, 5, 6]
    k = 0
    for w in range(3):
        k += 1
    return words[k]


@script
def of_an_argument(a: Array1[f64]) -> float:
    n = len(a)
    if n > 8:
        return -1.0
    k = 0
    for i in range(n):
        k += 1
    if k <= 7:
        return a[k]
    return -2.0


@script
def as_bound(a: Array1[f64]) -> float:
    k = 0
    for i in range(len(a)):
        k += 1
    total = 0.0
    for i in range(k + 1):
        total += a[i]
    return total


_NUMBERS = [(n,) for n in (-1, 0, 2, 3, 5, 6, 7, 99, 100, 101)]
_ARRAYS = [(np.ones(n),) for n in (0, 1, 4, 7, 8, 9)]

CASES = {
    **{
        fn.__name__: _NUMBERS
        for fn in (
            equal, down_to, no_rounds, backwards, step_of_two, guarded, broken_off, continued,
            conditional, nested, nested_inner, nested_bound, while_in_for, for_in_while, exchanged,
            behind, shifted, divided, over_tuple, over_text, enumerated, over_array, else_clause,
            narrowed, by_cast, read_past, read_before, of_a_list,
        )
    },
    **{fn.__name__: _ARRAYS for fn in (written_past, of_an_argument, as_bound)},
}  # fmt: skip
