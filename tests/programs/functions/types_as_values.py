"""Types in variables, tuples, lists and dicts: called, compared, gone through."""

from jitscript import script

KINDS = (int, float)
CONVERTERS = {"i": int, "f": float, "s": len}
TOTALS = {"max": max, "min": min, "sum": sum, "mean": lambda xs: sum(xs) / len(xs)}


@script
def parsed(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


@script
def named(text: str) -> str:
    for kind in KINDS:
        try:
            return f"{kind.__name__} {kind(text)}"
        except ValueError:
            continue
    else:
        return "none"


@script
def described(x: int | float | str | bool) -> str:
    for kind, name in ((bool, "truth"), (int, "whole"), (float, "real")):
        if isinstance(x, kind):
            break
    else:
        name = "other"
    return name


@script
def asked(x: int | float | str) -> list[bool]:
    found = [any(isinstance(x, k) for k in (int, float)), all(type(x) is not k for k in [int, str])]
    return found + [k is int or k == str for k in (int, float, str)]


@script
def left(n: int) -> list[str]:
    out = []
    for i in range(n):
        for kind in (int, float, str):
            if i == 1:
                continue
            if i == 3:
                break
            out.append(str(kind(i)))
    return out


@script
def chosen(whole: bool, text: str) -> int | float:
    convert = int if whole else float
    return convert(text)


@script
def columns(kinds: list[str], text: str) -> list[int | float]:
    converters = [int if k == "i" else float for k in kinds]
    return [c(text) for c in converters]


@script
def typed(row: list[str]) -> list[str]:
    types = [str, int, float, bool]
    return [repr(t(x)) for t, x in zip(types, row)]


@script
def looked_up(how: str, text: str) -> int | float:
    return CONVERTERS[how](text)


@script
def totals(how: str, xs: list[float]) -> float:
    return TOTALS[how](xs)


@script
def own(how: str, xs: list[int]) -> int:
    return {"max": max, "min": min, "sum": sum, "len": len}[how](xs)


class Shape:
    name = "shape"

    def __init__(self, size: int) -> None:
        self.size = size

    def area(self) -> int:
        return self.size


class Square(Shape):
    name = "square"

    def area(self) -> int:
        return self.size**2


@script
def classes(size: int) -> list[tuple[str, int]]:
    return [(cls.name, cls(size).area()) for cls in (Shape, Square)]


CASES = {
    "parsed": [("1",), ("1.5",), ("x",), ("",)],
    "named": [("1",), ("1e3",), ("x",)],
    "described": [(1,), (1.5,), ("s",), (True,)],
    "asked": [(1,), (1.5,), ("s",)],
    "left": [(0,), (2,), (5,)],
    "chosen": [(True, "3"), (False, "3"), (True, "3.5")],
    "columns": [(["i", "f"], "3"), (["i"], "x"), ([], "1")],
    "typed": [(["a", "1", "2", ""],), (["a", "b"],), ([],)],
    "looked_up": [("i", "3"), ("f", "3"), ("s", "abc"), ("q", "1")],
    "totals": [
        ("max", [1.0, 3.0]),
        ("min", [1.0, 3.0]),
        ("mean", [1.0, 3.0]),
        ("sum", [2.5]),
        ("max", []),
        ("?", []),
    ],
    "own": [("max", [1, 3]), ("len", [1, 3]), ("sum", [])],
    "classes": [(3,)],
}
