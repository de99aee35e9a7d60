"""Edit distance of two sequences of codes, with two rows."""

import numpy as np
from jitscript import Array1, script, u8


@script
def distance(a: Array1[u8], b: Array1[u8]) -> int:
    previous = np.arange(len(b) + 1)
    current = np.zeros(len(b) + 1, dtype=np.int64)
    for i in range(len(a)):
        current[0] = i + 1
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, previous[j] + cost)
        previous, current = current, previous
    return previous[len(b)]


def word(text):
    return np.frombuffer(text.encode(), np.uint8)


CASES = {
    "distance": [
        lambda: (word("kitten"), word("sitting")),
        lambda: (word(""), word("abc")),
        lambda: (word("abc"), word("")),
        lambda: (word("flaw"), word("lawn")),
    ]
}
