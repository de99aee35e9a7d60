"""The orders of sets and dicts after random sequences of all their operations, against CPython's.

One function runs a sequence of steps, each an operation and what it works on: three sets, some of
which may be one, and a dict. So thousands of sequences cost one compilation for each type of key.
"""

import random

import pytest

from jitscript import script

STEPS = 32


def run(s0, s1, s2, d, steps, keys):
    sets = [s0, s1, s2]
    for k, i, j, key in steps:
        a, b, x = sets[i], sets[j], keys[key]
        if k == 0:
            a.add(x)
        elif k == 1:
            a.discard(x)
        elif k == 2:
            sets[i] = a | b
        elif k == 3:
            sets[i] = a & b
        elif k == 4:
            sets[i] = a - b
        elif k == 5:
            sets[i] = a ^ b
        elif k == 6:
            a |= b
        elif k == 7:
            a &= b
        elif k == 8:
            a -= b
        elif k == 9:
            a ^= b
        elif k == 10:
            sets[i] = a.union(b, a)
        elif k == 11:
            sets[i] = a.intersection(b, a)
        elif k == 12:
            sets[i] = a.difference(b)
        elif k == 13:
            sets[i] = a.symmetric_difference(b)
        elif k == 14:
            a.update(b)
        elif k == 15:
            a.symmetric_difference_update(b)
        elif k == 16:
            a.difference_update(b)
        elif k == 17:
            a.intersection_update(b)
        elif k == 18:
            a.update(d)
        elif k == 19:
            a.symmetric_difference_update(d)
        elif k == 20:
            sets[i] = a.difference(d)
        elif k == 21:
            a.update(list(b))
        elif k == 22:
            a.symmetric_difference_update(list(b))
        elif k == 23:
            if len(a) > 0:
                d[a.pop()] = 1
        elif k == 24:
            sets[i] = b
        elif k == 25:
            sets[i] = a.copy()
        elif k == 26:
            sets[i] = set(b)
        elif k == 27:
            sets[i] = {y for y in b if y != x}
        elif k == 28:
            d[x] = k
        elif k == 29:
            d.pop(x, 0)
        elif k == 30:
            sets[i] = a.union(d)
        elif k == 31:
            if len(b) == 0:
                a.clear()
            elif len(d) > 4:
                d.popitem()
    return [list(s) for s in sets], list(d)


def annotated(key):
    made = type(run)(run.__code__, run.__globals__, "run")
    made.__annotations__ = {
        **dict.fromkeys(("s0", "s1", "s2"), set[key]),
        "d": dict[key, int],
        "steps": list[tuple[int, int, int, int]],
        "keys": list[key],
    }
    return script(made)


KEYS = {
    int: [-2, -1, 0, 1, 2, 3, 8, 16, 17, 33, 2**40, 2**61 - 1, 2**61 - 2, 2**62, -(2**63)],
    str: ["", "a", "b", "é", "😀", "ab", " x ", "\0b", "k1", "k2", "k3", "k4", "k5", "k6", "k7"],
    tuple[int, str]: [(n, s) for n in (-2, -1, 0, 1, 2**40) for s in ("", "a", "é")],
    float: [0.0, -0.0, 1.0, 0.5, -1.0, 2.0, 1e300, float("inf"), 2.0**61, 3.0, 0.1, 7.0, 8.0, 9.0],
}


FEW, MANY = 400, 1500
LONG = [pytest.param(key, MANY, marks=pytest.mark.long) for key in KEYS]


@pytest.mark.parametrize("key, count", [(int, FEW), *LONG], ids=str)
def test_orders(key, count):
    scripted, rng = annotated(key), random.Random(f"orders {key}")
    keys = KEYS[key]
    for n in range(count):
        start = [rng.sample(keys, rng.randint(0, len(keys))) for _ in range(4)]
        steps = [
            (rng.randrange(STEPS), rng.randrange(3), rng.randrange(3), rng.randrange(len(keys)))
            for _ in range(rng.randint(1, 12))
        ]

        def fresh(start=start):
            sets = [set(s) for s in start[:3]]
            return sets, dict.fromkeys(start[3], 0)

        (plain, plain_dict), (native, native_dict) = fresh(), fresh()
        expected = run(*plain, plain_dict, steps, keys)
        found = scripted(*native, native_dict, steps, keys)
        assert repr(found) == repr(expected), (n, start, steps)
        assert [list(s) for s in native] == [list(s) for s in plain], (n, start, steps)
        assert native_dict == plain_dict
