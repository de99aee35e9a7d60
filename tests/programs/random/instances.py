"""`random.Random`: generators of their own."""

import random
from random import Random

from jitscript import script


@script
def numbers(seed: int, n: int) -> list[float]:
    rng = random.Random(seed)
    return [rng.random() for _ in range(n)]


@script
def of_float(seed: float) -> tuple[float, int]:
    rng = random.Random(seed)
    return rng.random(), rng.getrandbits(20)


@script
def of_text(seed: str) -> tuple[float, int]:
    rng = random.Random(seed)
    return rng.random(), rng.getrandbits(20)


@script
def bits(seed: int, k: int, n: int) -> list[int]:
    rng = random.Random(seed)
    return [rng.getrandbits(k) for _ in range(n)]


@script
def integers(seed: int, a: int, b: int) -> list[int]:
    rng = random.Random(seed)
    return [rng.randint(a, b) for _ in range(40)] + [rng.randrange(1, 7) for _ in range(9)]


@script
def ranges(seed: int, start: int, stop: int, step: int) -> list[int]:
    rng = random.Random(seed)
    return [rng.randrange(start, stop, step) for _ in range(20)]


@script
def up_to(stop: int) -> int:
    rng = random.Random(3)
    return rng.randrange(stop)


@script
def one_of(seed: int, items: list[str]) -> tuple[str, str, int, float]:
    rng = random.Random(seed)
    drawn = rng.choice(items), rng.choice("äöü€"), rng.choice(range(5, 500, 3))
    return *drawn, rng.choice((1.5, 2.5, -0.0))


@script
def many_of(seed: int, items: list[int], k: int) -> list[int]:
    rng = random.Random(seed)
    return rng.choices(items, k=k)


@script
def weighted(seed: int, items: list[str], weights: list[int], k: int) -> list[str]:
    rng = random.Random(seed)
    return rng.choices(items, weights, k=k)


@script
def weighted_by_floats(items: list[str], weights: list[float], k: int) -> list[str]:
    rng = random.Random(8)
    return rng.choices(items, weights=weights, k=k)


@script
def cumulative(items: list[str], sums: list[int]) -> list[str]:
    rng = random.Random(9)
    return rng.choices(items, cum_weights=sums, k=12)


@script
def shuffled(seed: int, items: list[int]) -> int:
    rng = random.Random(seed)
    rng.shuffle(items)
    rng.shuffle(items)
    return rng.getrandbits(8)


@script
def sampled(seed: int, items: list[int], k: int) -> list[int]:
    rng = random.Random(seed)
    return rng.sample(items, k)


@script
def sampled_of_range(seed: int, n: int, k: int) -> tuple[list[int], int]:
    rng = random.Random(seed)
    return rng.sample(range(n), k), rng.getrandbits(9)


@script
def counted(items: list[str], counts: list[int], k: int) -> list[str]:
    rng = random.Random(4)
    return rng.sample(items, counts=counts, k=k)


@script
def distributions(seed: int, a: float, b: float) -> list[float]:
    rng = random.Random(seed)
    made: list[float] = []
    for _ in range(30):
        made.append(rng.uniform(a, b))
        made.append(rng.normalvariate(a, b))
        made.append(rng.gauss(a, b))
        made.append(rng.lognormvariate(a / 9, b / 9))
        made.append(rng.expovariate(b))
        made.append(rng.vonmisesvariate(a, b))
        made.append(rng.gammavariate(a, b))
        made.append(rng.gammavariate(1.0, b))
        made.append(rng.gammavariate(a / 50, b))
        made.append(rng.betavariate(a, b))
        made.append(rng.paretovariate(a))
        made.append(rng.weibullvariate(a, b))
        made.append(rng.triangular(a, b))
        made.append(rng.triangular(a, b, a + (b - a) / 3))
    made.append(rng.gauss(0.0, 1.0))
    return made


@script
def corners(what: int, a: float, b: float) -> float:
    rng = random.Random(what)
    if what == 0:
        return rng.expovariate(a)
    if what == 1:
        return rng.gammavariate(a, b)
    if what == 2:
        return rng.triangular(a, b, a)
    if what == 3:
        return rng.paretovariate(a)
    if what == 4:
        return rng.vonmisesvariate(a, b)
    if what == 5:
        return rng.weibullvariate(a, b)
    if what == 6:
        return rng.uniform(a, b)
    return rng.betavariate(a, b)


@script
def of_ints() -> tuple[float, float, float, int | float]:
    rng = random.Random(77)
    return rng.uniform(1, 6), rng.gauss(0, 1), rng.triangular(), rng.triangular(3, 3, 3)


@script
def reseeded() -> list[float]:
    rng = Random(5)
    a = rng.gauss(0.0, 1.0)
    rng.seed(5)  # forgets the second number
    return [a, rng.gauss(0.0, 1.0), rng.gauss(0.0, 1.0), rng.random()]


@script
def walk(seed: int, n: int) -> tuple[int, int]:
    rng = random.Random(seed)
    x, y = 0, 0
    for _ in range(n):
        step = rng.choice(["up", "down", "left", "right"])
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
    rng = random.Random(n)
    try:
        return f"{rng.randrange(n)}"
    except ValueError as error:
        return str(error) + str(rng.random())


@script
def two_of_them(seed: int) -> list[float]:
    a, b = Random(seed), Random(seed + 1)
    c = a
    made = [a.random(), b.random(), c.random(), a.gauss(0.0, 1.0), b.gauss(0.0, 1.0)]
    b.seed(seed)
    return [*made, c.gauss(0.0, 1.0), b.random(), a.random()]


class Dice:
    def __init__(self, seed: int, sides: int) -> None:
        self.rng = Random(seed)
        self.sides = sides

    def roll(self) -> int:
        return self.rng.randint(1, self.sides)


@script
def in_a_field(seed: int) -> list[int]:
    dice = Dice(seed, 6)
    return [dice.roll() for _ in range(9)]


def drawn(rng: Random, n: int) -> float:
    return sum(rng.random() for _ in range(n)) if n else rng.uniform(0.0, 1.0)


@script
def passed_on(seed: int) -> tuple[float, float]:
    rng = Random(seed)
    return drawn(rng, 3), drawn(rng, 0)


@script
def in_a_list(n: int) -> list[int]:
    rngs = [Random(k) for k in range(n)]
    return [rng.getrandbits(30) for rng in rngs for _ in range(2)]


_INF = float("inf")
_WORDS = ["a", "bb", "ccc", "dddd"]
CASES = {
    "two_of_them": [(1,), (5,)],
    "in_a_field": [(1,)],
    "passed_on": [(1,)],
    "in_a_list": [(0,), (4,)],
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
