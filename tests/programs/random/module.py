"""The functions of the module `random`, on Python's own generator."""

import random
from random import choices, getrandbits, sample, shuffle

from jitscript import script


@script
def numbers(seed: int, n: int) -> list[float]:
    random.seed(seed)
    return [random.random() for _ in range(n)]


@script
def of_float(seed: float) -> tuple[float, int]:
    random.seed(seed)
    return random.random(), random.getrandbits(20)


@script
def of_text(seed: str) -> tuple[float, int]:
    random.seed(seed)
    return random.random(), random.getrandbits(20)


@script
def bits(seed: int, k: int, n: int) -> list[int]:
    random.seed(seed)
    return [getrandbits(k) for _ in range(n)]


@script
def integers(seed: int, a: int, b: int) -> list[int]:
    random.seed(seed)
    return [random.randint(a, b) for _ in range(40)] + [random.randrange(1, 7) for _ in range(9)]


@script
def ranges(seed: int, start: int, stop: int, step: int) -> list[int]:
    random.seed(seed)
    return [random.randrange(start, stop, step) for _ in range(20)]


@script
def up_to(stop: int) -> int:
    random.seed(3)
    return random.randrange(stop)


@script
def one_of(seed: int, items: list[str]) -> tuple[str, str, int, float]:
    random.seed(seed)
    drawn = random.choice(items), random.choice("äöü€"), random.choice(range(5, 500, 3))
    return *drawn, random.choice((1.5, 2.5, -0.0))


@script
def many_of(seed: int, items: list[int], k: int) -> list[int]:
    random.seed(seed)
    return choices(items, k=k)


@script
def weighted(seed: int, items: list[str], weights: list[int], k: int) -> list[str]:
    random.seed(seed)
    return choices(items, weights, k=k)


@script
def weighted_by_floats(items: list[str], weights: list[float], k: int) -> list[str]:
    random.seed(8)
    return random.choices(items, weights=weights, k=k)


@script
def cumulative(items: list[str], sums: list[int]) -> list[str]:
    random.seed(9)
    return random.choices(items, cum_weights=sums, k=12)


@script
def shuffled(seed: int, items: list[int]) -> int:
    random.seed(seed)
    shuffle(items)
    random.shuffle(items)
    return getrandbits(8)


@script
def sampled(seed: int, items: list[int], k: int) -> list[int]:
    random.seed(seed)
    return sample(items, k)


@script
def sampled_of_range(seed: int, n: int, k: int) -> tuple[list[int], int]:
    random.seed(seed)
    return random.sample(range(n), k), getrandbits(9)


@script
def counted(items: list[str], counts: list[int], k: int) -> list[str]:
    random.seed(4)
    return sample(items, counts=counts, k=k)


@script
def distributions(seed: int, a: float, b: float) -> list[float]:
    random.seed(seed)
    made: list[float] = []
    for _ in range(30):
        made.append(random.uniform(a, b))
        made.append(random.normalvariate(a, b))
        made.append(random.gauss(a, b))
        made.append(random.lognormvariate(a / 9, b / 9))
        made.append(random.expovariate(b))
        made.append(random.vonmisesvariate(a, b))
        made.append(random.gammavariate(a, b))
        made.append(random.gammavariate(1.0, b))
        made.append(random.gammavariate(a / 50, b))
        made.append(random.betavariate(a, b))
        made.append(random.paretovariate(a))
        made.append(random.weibullvariate(a, b))
        made.append(random.triangular(a, b))
        made.append(random.triangular(a, b, a + (b - a) / 3))
    made.append(random.gauss(0.0, 1.0))
    return made


@script
def corners(what: int, a: float, b: float) -> float:
    random.seed(what)
    if what == 0:
        return random.expovariate(a)
    if what == 1:
        return random.gammavariate(a, b)
    if what == 2:
        return random.triangular(a, b, a)
    if what == 3:
        return random.paretovariate(a)
    if what == 4:
        return random.vonmisesvariate(a, b)
    if what == 5:
        return random.weibullvariate(a, b)
    if what == 6:
        return random.uniform(a, b)
    return random.betavariate(a, b)


@script
def of_ints() -> tuple[float, float, float, int | float]:
    random.seed(77)
    return random.uniform(1, 6), random.gauss(0, 1), random.triangular(), random.triangular(3, 3, 3)


@script
def reseeded() -> list[float]:
    random.seed(5)
    a = random.gauss(0.0, 1.0)
    random.seed(5)  # forgets the second number
    return [a, random.gauss(0.0, 1.0), random.gauss(0.0, 1.0), random.random()]


@script
def walk(seed: int, n: int) -> tuple[int, int]:
    random.seed(seed)
    x, y = 0, 0
    for _ in range(n):
        step = random.choice(["up", "down", "left", "right"])
        match step:
            case "up":
                y += 1
            case "down":
                y -= 1
            case "left":
                x -= 1
            case _:
                x += 1
    return x, y


@script
def caught(n: int) -> str:
    random.seed(n)
    try:
        return f"{random.randrange(n)}"
    except ValueError as error:
        return str(error) + str(random.random())


_INF = float("inf")
_WORDS = ["a", "bb", "ccc", "dddd"]
CASES = {
    "numbers": [(1, 5), (-1, 3), (0, 3), (2**63 - 1, 3), (-(2**63), 3), (2**32, 2), (7, 1500)],
    "of_float": [(0.5,), (-0.0,), (1e300,), (_INF,), (2.0,), (-1.5,)],
    "of_text": [("",), ("spam",), ("ä€😀",), ("x" * 300,)],
    "bits": [(1, k, 4) for k in (-1, 0, 1, 31, 32, 33, 52, 62, 63)] + [(2, 9, 700)],
    "integers": [
        (1, 1, 6),
        (2, 0, 0),
        (3, -5, 5),
        (4, 5, 4),
        (5, 0, 2**62 - 1),
        (6, -(2**61), 2**61),
        (7, 3, 1),
    ],
    "ranges": [
        (1, 0, 10, 3),
        (2, 10, 0, -3),
        (3, 0, 10, -1),
        (4, 0, 0, 1),
        (5, 0, 1, 0),
        (6, 5, 1, 2),
        (7, -9, 9, 18),
        (8, 9, 1, 1),
    ],
    "up_to": [(1,), (10,), (0,), (-3,), (2**62,), (2**63 - 1,)],
    "one_of": [(1, _WORDS), (2, ["x"]), (3, [])],
    "many_of": [(1, [1, 2, 3], 10), (2, [1], 0), (3, [7], 3), (4, [5, 6], -1)],
    "weighted": [
        (1, _WORDS, [1, 2, 3, 4], 20),
        (2, _WORDS, [0, 0, 1, 0], 5),
        (3, _WORDS, [0, 0, 0, 0], 2),
        (4, _WORDS, [1, 2], 1),
        (5, _WORDS, [5, -9, 1, 1], 1),
        (6, ["x"], [3], 2),
    ],
    "weighted_by_floats": [
        (_WORDS, [0.5, 0.25, 0.125, 0.125], 30),
        (_WORDS, [_INF, 1.0, 1.0, 1.0], 1),
        (_WORDS, [float("nan"), 1.0, 1.0, 1.0], 1),
        (_WORDS, [0.1, 0.2, 0.3, 1e300], 5),
    ],
    "cumulative": [(_WORDS, [1, 3, 6, 10]), (_WORDS, [1]), (_WORDS, [0, 0, 0, 0])],
    "shuffled": [(1, list(range(20))), (2, []), (3, [1]), (4, [3, 3, 1]), (5, list(range(700)))],
    "sampled": [
        (1, list(range(30)), 5),
        (2, list(range(30)), 30),
        (3, [], 0),
        (4, [1], 2),
        (5, [1, 2], -1),
        (6, list(range(400)), 6),
        (7, list(range(21)), 2),
        (8, list(range(22)), 2),
        (9, list(range(90)), 20),
    ],
    "sampled_of_range": [(1, 10**6, 20), (2, 100, 100), (3, 5, 6), (4, 10**12, 3), (5, 0, 0)],
    "counted": [
        (["red", "blue"], [4, 2], 5),
        (["a"], [0], 0),
        (["a"], [1, 2], 1),
        (["a", "b"], [1, 1], 3),
    ],
    "distributions": [(1, 1.5, 2.5), (2, 0.3, 0.7), (3, 20.0, 3.0), (4, 2.0, 0.001)],
    "corners": [
        (0, 0.0, 0.0),
        (1, 0.0, 1.0),
        (1, 1.0, -1.0),
        (2, 1.0, 1.0),
        (3, 0.0, 0.0),
        (4, 1.0, 0.0),
        (5, 1.0, 0.0),
        (6, 0.0, _INF),
        (6, 3.0, 3.0),
        (7, -1.0, 1.0),
        (7, 1.0, 1.0),
        (0, -2.0, 0.0),
        (4, 1.0, 1e300),
        (7, 1e-300, 1.0),
        (7, 0.01, 5.0),
    ],
    "of_ints": [()],
    "reseeded": [()],
    "walk": [(1, 100), (2, 0)],
    "caught": [(0,), (5,), (-2,)],
}
