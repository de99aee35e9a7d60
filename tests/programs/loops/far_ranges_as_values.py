"""Ranges whose ends lie further apart than 2**63, as values and in loops that leave early."""

from jitscript import script

LOW, HIGH = -(2**63), 2**63 - 1


@script
def length(a: int, b: int, c: int) -> int:
    return len(range(a, b, c))


@script
def listed(a: int, b: int, c: int) -> list[int]:
    return list(range(a, b, c))


@script
def in_a_tuple(a: int, b: int, c: int) -> tuple[int, ...]:
    return tuple(range(a, b, c))


@script
def in_order(a: int, b: int, c: int) -> list[int]:
    return sorted(range(a, b, c), reverse=True)


@script
def extended(a: int, b: int, c: int, more: list[int]) -> list[int]:
    more.extend(range(a, b, c))
    return more


@script
def extended_by_backwards(a: int, b: int, c: int, more: list[int]) -> list[int]:
    r = range(a, b, c)
    more.extend(reversed(r))
    return more


@script
def displayed(a: int, b: int, c: int, more: list[int]) -> tuple[int, ...]:
    return (7, *[*more, *range(a, b, c)], *range(a, b, c))


@script
def put_in(a: int, b: int, c: int, more: list[int]) -> list[int]:
    more[1:2] = range(a, b, c)
    return more


@script
def put_at(a: int, b: int, c: int, more: list[int]) -> list[int]:
    more[::2] = range(a, b, c)
    return more


@script
def turned(a: int, b: int, c: int) -> list[int]:
    return list(reversed(range(a, b, c)))


@script
def turned_tuple(a: int, b: int, c: int) -> tuple[int, ...]:
    r = range(a, b, c)
    return tuple(reversed(r))


@script
def turned_in_order(a: int, b: int, c: int) -> list[int]:
    return sorted(reversed(range(a, b, c)))


@script
def item(a: int, b: int, c: int, i: int) -> int:
    return range(a, b, c)[i]


@script
def contains(a: int, b: int, c: int, x: int) -> bool:
    return x in range(a, b, c)


@script
def same(a: int, b: int, c: int, d: int) -> bool:
    return range(a, b, c) == range(a, d, c)


@script
def enumerated(a: int, b: int, c: int) -> list[tuple[int, int]]:
    found = [(-1, -1)]
    for i, x in enumerate(range(a, b, c)):
        if i == 4:
            break
        found.append((i, x))
    return found


@script
def counted_in_twos(a: int, b: int) -> list[int]:
    found = [-1]
    for i, x in enumerate(range(a, b, 4611686018427387904)):
        found.append(x)
        if i == 5:
            break
    return found


@script
def zipped(a: int, b: int, c: int) -> list[tuple[int, str]]:
    found = [(0, "")]
    for x, s in zip(range(a, b, c), ("a", "b", "c")):
        found.append((x, s))
    return found


@script
def backwards(a: int, b: int, c: int) -> list[int]:
    found = [0]
    for x in reversed(range(a, b, c)):
        found.append(x)
        if len(found) > 4:
            break
    return found


@script
def comprehended(a: int, b: int, c: int) -> list[int]:
    return [x for x in range(a, b, c)]


_FEW = [
    (LOW, 1, 2**62), (LOW, HIGH, 2**62), (LOW, HIGH, HIGH), (HIGH, LOW, LOW), (HIGH, LOW, -(2**62)),
    (-5, HIGH, 2**62), (5, LOW, -(2**61)), (0, 10, 3), (10, 0, -3), (3, 3, 1), (1, LOW, LOW),
    (LOW, LOW + 3, 1), (HIGH, HIGH - 3, -1), (0, HIGH, 2**62), (0, 1, HIGH), (-1, LOW, -HIGH),
]  # fmt: skip
_MANY = [(LOW, 1, 2), (LOW, HIGH, 3), (HIGH, LOW, -3), (-(2**62), 2**62 - 1, 1), (1, LOW + 3, -1)]
_BEYOND = [(-(2**62), 2**62, 1), (1, LOW, -1), (LOW, HIGH, 1), (HIGH, LOW, -1), (LOW, 0, 1)]
_PLACES = (0, 1, 2, -1, -2, 3, -4, HIGH, LOW)

CASES = {
    "length": [*_FEW, *_MANY, *_BEYOND],
    "listed": [*_FEW, *_MANY, *_BEYOND],  # no memory, at once, for the many
    "in_a_tuple": [*_FEW, *_MANY, *_BEYOND],
    "in_order": [*_FEW, *_MANY, *_BEYOND],
    "extended": [(*r, [1, 2]) for r in (*_FEW, *_MANY[:3], *_BEYOND)],  # CPython tries the rest
    "extended_by_backwards": [(*r, [1, 2]) for r in (*_FEW, *_MANY[:3], *_BEYOND)],
    "displayed": [(*r, [1, 2]) for r in (*_FEW, *_MANY[:3], *_BEYOND)],
    "put_in": [(*r, [1, 2, 3]) for r in (*_FEW, *_MANY, *_BEYOND)],
    "put_at": [(*r, [1] * 7) for r in (*_FEW, *_MANY, *_BEYOND)],
    "turned": [*_FEW, *_MANY, *_BEYOND],
    "turned_tuple": [*_FEW, *_MANY, *_BEYOND],
    "turned_in_order": [*_FEW, *_MANY, *_BEYOND],
    "comprehended": _FEW,
    "item": [(*r, i) for r in (*_FEW[:6], *_MANY[:3], *_BEYOND) for i in _PLACES],
    "contains": [(*r, x) for r in (*_FEW[:6], *_MANY) for x in (LOW, -1, 0, HIGH, r[0], r[0] // 2)],
    "same": [(*r, d) for r in _FEW[:6] for d in (r[1], HIGH - 1)],
    "enumerated": [*_FEW, *_MANY, *_BEYOND],
    "counted_in_twos": [(LOW, 1), (LOW, HIGH), (-7, HIGH), (0, HIGH), (5, 5)],
    "zipped": [*_FEW, *_MANY, *_BEYOND],
    "backwards": [*_FEW, *_MANY, *_BEYOND],
}
