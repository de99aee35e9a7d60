"""`dict.fromkeys` of an enumeration: a key for each member, in their order."""

from enum import Enum, IntEnum

from jitscript import script


class Color(Enum):
    RED = "r"
    GREEN = "g"
    SCARLET = "r"


class Level(IntEnum):
    LOW = 1
    HIGH = 5


@script
def counted(names: list[str]) -> list[tuple[str, int]]:
    counts = dict.fromkeys(Color, 0)
    for name in names:
        counts[Color(name)] += 1
    return [(c.name, n) for c, n in counts.items()]


@script
def levels(n: int) -> dict[int, None]:
    seen = dict.fromkeys(Level)
    return dict.fromkeys([int(level) * n for level in seen])


CASES = {"counted": [(["r", "g", "r"],), ([],), (["x"],)], "levels": [(2,)]}
