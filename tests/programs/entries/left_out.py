"""Arguments left out of calls, with defaults of every kind."""

from jitscript import script


@script
def named(x, kind="call"):
    return f"{kind}:{x}"


@script
def paired(x: int, by: tuple[int, str] = (3, "ab")) -> str:
    return by[1] * x + str(by[0])


@script
def gathers(x: int, into: list[int] = []) -> list[int]:  # noqa: B006
    into.append(x)
    return into


@script
def merely(x, scale=None, *, unit="m", limits=(0.0, 10.0)):
    low, high = limits
    if scale is not None:
        x = x * scale
    return min(max(x, low), high), unit


@script
def kept(x: int, data: bytes = b"\x00\xff", names: dict[str, int] = {"a": 1}) -> int:  # noqa: B006
    return x + len(data) + names["a"]


@script
def mixed(a, b=2, c="c", d=4.5, e=None):
    return a, b, c, d, e


CASES = {
    "named": [(1,), (2.5, "put"), {"*": (1,), "kind": "x"}, ("é",), (1, 2), (3,), ()],
    "paired": [(2,), (2, (1, "x")), (0,), ()],
    "gathers": [(1,), (2,), (3, [9]), (4,)],
    "merely": [
        (12,),
        (12.5,),
        (3, 2),
        {"*": (3,), "unit": "km"},
        {"*": (3,), "limits": (1.0, 2.0)},
        {"*": (3, None), "limits": (1.0, 2.0), "unit": "µ"},
        (1, 2, "m"),
    ],
    "kept": [(1,), (1, b""), {"*": (1,), "names": {"a": 5}}, {"*": (1,), "names": {}}],
    "mixed": [
        (1,),
        ("a", "b"),
        {"*": (1,), "d": 1},
        {"*": (1,), "c": 3},
        {"*": (1,), "e": "e", "b": None},
        (1, 2, 3, 4, 5),
        (1,),
    ],
}
