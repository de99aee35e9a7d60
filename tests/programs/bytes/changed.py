"""bytearrays that are changed: in place for the caller, all or nothing, aliases kept."""

# ruff: noqa: UP018

from jitscript import script


@script
def grown(b: bytearray, xs: list[int]) -> bytearray:
    for x in xs:
        b.append(x)
    return b


@script
def edited(b: bytearray, c: bytes) -> bytearray:
    b += c
    b.extend([1, 2])
    b.extend(range(3))
    b.extend(b)
    b[0] = 66
    b[1:2] = b"xyz"
    b[3:3] = c
    b[-1:] = [7, 8]
    b[::2] = bytes(len(b[::2]))
    b.insert(1, 200)
    b.insert(-100, 1)
    b.insert(100, 2)
    del b[-1]
    del b[1:3]
    del b[::3]
    b.reverse()
    b *= 2
    return b.copy()


@script
def taken(b: bytearray, i: int):
    return b.pop(), b.pop(i), b


@script
def emptied(b: bytearray) -> int:
    n = len(b)
    b.clear()
    b.append(n)
    return n


@script
def removed(b: bytearray, x: int) -> bytearray:
    b.remove(x)
    return b


@script
def stored(b: bytearray, i: int, x: int) -> None:
    b.append(9)
    b[i] = x


@script
def spread(b: bytearray, c: bytes, step: int) -> None:
    b[::step] = c


@script
def cut(b: bytearray, i: int | None, j: int | None, k: int) -> None:
    del b[i:j:k]


@script
def two(b: bytearray, c: bytearray, x: int):
    b.append(x)
    c[0] = 1
    return b is c, c, len(b)


@script
def nested(table: dict[str, bytearray], rows: list[bytearray]) -> int:
    table["a"].append(1)
    rows[0] += b"xy"
    rows.append(table["a"])
    return len(rows)


@script
def unchanged(b: bytearray) -> int:
    b.append(1)
    b.pop()
    return sum(b)


@script
def while_going(b: bytearray) -> int:
    n = 0
    for x in b:
        n += x
        if len(b) < 40:
            b.append(x)
    return n


@script
def made(n: int):
    return bytearray(n), bytes(n), bytearray(), bytes()


@script
def made_of(xs: list[int]):
    return bytearray(xs), bytes(xs)


@script
def made_of_others(b: bytes, s: str):
    return (
        bytes(bytearray(b)),
        bytearray(b),
        bytes(b),
        bytes(x // 2 for x in b),
        bytes((1, 2)),
        bytearray(range(3)),
        bytearray(s, "utf-8"),
        bytes(s, "utf-8", "strict"),
        list(b),
        set(b),
    )


def alias() -> tuple[bytearray, bytearray, int]:
    b = bytearray(b"ab")
    return b, b, 7


def shared() -> tuple[dict[str, bytearray], list[bytearray]]:
    b = bytearray(b"ab")
    return {"a": b}, [b]


CASES = {
    "grown": [
        (bytearray(), list(range(256))),
        (bytearray(b"a"), [1, 256, 2]),
        (bytearray(b"a"), [-1]),
    ],
    "edited": [(bytearray(b), c) for b in (b"", b"hello") for c in (b"", b"q", b"wide one")],
    "taken": [(bytearray(b"abcd"), i) for i in (0, -1, 2, 3, -4)] + [(bytearray(), 0)],
    "emptied": [(bytearray(b"abc"),), (bytearray(),)],
    "removed": [(bytearray(b"abcb"), x) for x in (98, 97, 0, 256, -1)],
    "stored": [(bytearray(b"ab"), i, x) for i in (0, 2, -3, 3, -4) for x in (0, 255, 256, -1)],
    "spread": [(bytearray(b"abcdef"), c, k) for c in (b"", b"xyz", b"123456") for k in (1, 2, -2)]
    + [(bytearray(b"abc"), b"x", 0)],
    "cut": [
        (bytearray(b"abcdefgh"), i, j, k)
        for i, j in ((None, None), (1, 6), (-3, None), (6, 1), (3, 3))
        for k in (1, 2, 3, -1, -3)
    ]
    + [(bytearray(b"abc"), None, None, 0)],
    "two": [(bytearray(b"a"), bytearray(b"b"), 5), alias, (bytearray(), bytearray(), 1)],
    "nested": [shared, ({"a": bytearray()}, [bytearray()])],
    "unchanged": [(bytearray(b"abc"),)],
    "while_going": [(bytearray(b"ab"),), (bytearray(),)],
    "made": [(0,), (5,), (-1,)],
    "made_of": [([],), ([0, 255],), ([1, 256],), ([-1],)],
    "made_of_others": [(b"", ""), (b"ab\xff", "aé€\U0001f600")],
}
