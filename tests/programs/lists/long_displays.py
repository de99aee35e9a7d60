"""List displays longer than what one op sets, of constants, of what is computed, and of both."""

from jitscript import script


@script
def constants(i: int) -> int:
    table = [
        -500, 419, 338, 257, 176, 95, 14, -67, -148, -229, -310, -391, -472, 447, 366, 285,
        204, 123, 42, -39, -120, -201, -282, -363, -444, 475, 394, 313, 232, 151, 70, -11,
        -92, -173, -254, -335, -416, -497, 422, 341, 260, 179, 98, 17, -64, -145, -226,
        -307, -388, -469, 450, 369, 288, 207, 126, 45, -36, -117, -198, -279, -360, -441,
        478, 397, 316, 235, 154, 73, -8, -89, -170, -251, -332, -413, -494, 425, 344, 263,
        182, 101, 20, -61, -142, -223, -304, -385, -466, 453, 372, 291, 210, 129, 48, -33,
        -114, -195, -276, -357, -438, 481, 400, 319, 238, 157, 76, -5, -86, -167, -248,
        -329, -410, -491, 428, 347, 266, 185, 104, 23, -58, -139, -220, -301, -382, -463,
        456, 375, 294, 213, 132, 51, -30, -111, -192, -273, -354, -435, 484, 403, 322, 241,
        160, 79, -2, -83, -164, -245, -326, -407, -488, 431,
    ]
    table[3] = i
    table.append(len(table))
    return table[i] + table[-1]


@script
def computed(x: int) -> list[int]:
    return [
        0, x * 1, x * 2, 3, x * 4, x * 5, 6, x * 7, x * 8, 9, x * 10, x * 11, 12, x * 13, x
        * 14, 15, x * 16, x * 17, 18, x * 19, x * 20, 21, x * 22, x * 23, 24, x * 25, x *
        26, 27, x * 28, x * 29, 30, x * 31, x * 32, 33, x * 34, x * 35, 36, x * 37, x * 38,
        39, x * 40, x * 41, 42, x * 43, x * 44, 45, x * 46, x * 47, 48, x * 49, x * 50, 51,
        x * 52, x * 53, 54, x * 55, x * 56, 57, x * 58, x * 59, 60, x * 61, x * 62, 63, x *
        64, x * 65, 66, x * 67, x * 68, 69, x * 70, x * 71, 72, x * 73, x * 74, 75, x * 76,
        x * 77, 78, x * 79, x * 80, 81, x * 82, x * 83, 84, x * 85, x * 86, 87, x * 88, x *
        89, 90, x * 91, x * 92, 93, x * 94, x * 95, 96, x * 97, x * 98, 99,
    ]


@script
def to_floats(x: int, y: float) -> list[float]:
    return [
        -0.0, -1.5, -0.0, -3.5, x, -5.5, -0.0, y, -0.0, -9.5, -0.0, -11.5, -0.0, x, -0.0,
        -15.5, y, -17.5, -0.0, -19.5, -0.0, -21.5, x, -23.5, -0.0, y, -0.0, -27.5, -0.0,
        -29.5, -0.0, x, -0.0, -33.5, y, -35.5, -0.0, -37.5, -0.0, -39.5, x, -41.5, -0.0, y,
        -0.0, -45.5, -0.0, -47.5, -0.0, x, -0.0, -51.5, y, -53.5, -0.0, -55.5, -0.0, -57.5,
        x, -59.5, -0.0, y, -0.0, -63.5, -0.0, -65.5, -0.0, x, -0.0, -69.5, y, -71.5, -0.0,
        -73.5, -0.0, -75.5, x, -77.5, -0.0, y,
    ]


@script
def flags(x: bool) -> list[bool]:
    return [True, False, True, x, False, not x, True, True, False]


@script
def pairs(x: int) -> list[tuple[bool, int, float]]:
    return [(True, 1, 0.5), (False, x, 1.5), (True, 3, 2.5), (False, 4, 3.5), (x > 1, 5, 4.5)]


@script
def maybe(x: int | None) -> list[int | None]:
    return [1, None, x, 2, 3, None, 4]


@script
def words(s: str, n: int) -> list[str]:
    return ["a", s, s * n, f"{n}", "b", s[0], "c"]


@script
def nested(x: float) -> list[list[float]]:
    row = [1.0, 2.0, 3.0, 4.0, x]
    return [row, [x], row, [], [x / 2, 3.0]]


@script
def shared(x: int) -> int:
    row = [x, 1, 2, 3, 4]
    rows = [row, row]
    rows[0].append(7)
    return len(rows[1]) * 100 + rows[1][-1]


@script
def raises_within(a: list[int], x: int) -> list[list[int]]:
    return [
        [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x],
        [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x],
        [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x],
        [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x], [x],
        [x], [x], [a.pop(), 10 // x], [x], [x], [x], [x], [x], [x], [x], [x], [x],
    ]


@script
def names(x: int) -> int:
    values = [(y := x), y + 1, (y := y * 2), y, 5, 6]
    return values[3] * 10 + y


CASES = {
    "constants": [(0,), (3,), (149,), (150,), (-1,), (151,)],
    "computed": [(0,), (7,), (-(2**40),)],
    "to_floats": [(3, 0.25), (-(2**53), float("inf"))],
    "flags": [(True,), (False,)],
    "pairs": [(0,), (9,)],
    "maybe": [(None,), (8,)],
    "words": [("xy", 2), ("é", 0), ("", 1)],
    "nested": [(2.5,)],
    "shared": [(5,)],
    "raises_within": [([3, 4], 5), ([3, 4], 0), ([], 1)],
    "names": [(4,)],
}

OVERFLOWS = {"computed": [(2**62,)]}
