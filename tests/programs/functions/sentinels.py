"""Sentinels: `object()` and instances that say nothing, as defaults, in unions, in containers."""

from typing import Optional, Union

from jitscript import script

_MISSING = object()
_OTHER = object()


class Unset:
    """Not given."""

    def __repr__(self) -> str:
        return "<unset>"

    def __bool__(self) -> bool:
        return False


UNSET = Unset()


class Stop:
    pass


STOP = Stop()


def find(table: dict[str, int], name: str, default=_MISSING):
    if name in table:
        return table[name]
    if default is _MISSING:
        raise KeyError(name)
    return default


@script
def found(n: int) -> tuple[int, int, str]:
    table = {str(i): i * i for i in range(n)}
    try:
        last = find(table, "none at all")
    except KeyError as e:
        return find(table, "1"), find(table, "x", -1), str(e)
    return last, 0, ""


@script
def replaced(n: int, epoch: Optional[int] = _MISSING, name: str = _MISSING) -> str:
    found = n if epoch is _MISSING else epoch
    if name is not _MISSING:
        return name + str(found)
    return str(found)


@script
def padded(text: str, width: Union[int, Unset] = UNSET, fill: "str | Unset" = UNSET) -> str:
    if isinstance(width, Unset):
        width = len(text) + 2
    if fill is UNSET:
        fill = "."
    return text.center(width, fill)


@script
def cut(text: str, limit: int | Unset = UNSET) -> str:
    return text if limit is UNSET else text[:limit]


@script
def either(text: str, limit: int | Unset = UNSET) -> int:
    found = limit or len(text)
    assert found is not UNSET
    return found


@script
def of_two(n: int) -> list[bool]:
    out = []
    for i in range(n):
        value = _MISSING if i % 3 == 0 else _OTHER if i % 3 == 1 else i
        out.append(value is _MISSING)
        out.append(value is _OTHER)
        out.append(bool(value))
        out.append(value is not STOP)
    return out


@script
def through_a_list(n: int) -> list[int]:
    items: list[int | Stop] = [*range(n)]
    items.insert(n // 2, STOP)
    seen: list[int] = []
    for item in items:
        if item is STOP:
            break
        seen.append(item)
    return seen


@script
def looked_up(keys: list[str]) -> int:
    known = {"a": 1, "b": 2}
    total = 0
    for key in keys:
        value = known.get(key, _MISSING)
        if value is _MISSING:
            total += 100
        else:
            total += value
    return total


class Box:
    def __init__(self, value: int | Unset = UNSET, label: str | None = None):
        self.value = value
        self.label = label

    def get(self, default=_MISSING) -> int:
        if self.value is not UNSET:
            return self.value
        if default is _MISSING:
            raise LookupError("empty box")
        return default


class Labelled(Box):
    def get(self, default=_MISSING) -> int:
        return super().get(0) + 1


@script
def boxes(n: int) -> list[int]:
    made: list[Box | Labelled] = [Box(), Box(3), Labelled(), Labelled(4)]
    out = [b.get(n) for b in made]
    try:
        out.append(Box().get())
    except LookupError:
        out.append(-1)
    return out


@script
def truth() -> tuple[bool, bool, bool]:
    return bool(UNSET), bool(_MISSING), not UNSET


def generic(*values, default=_MISSING):
    if not values:
        return 0 if default is _MISSING else default
    return max(values)


@script
def in_generic() -> tuple[int, int, int]:
    return generic(), generic(default=5), generic(1, 2, default=0)


@script
def opened(x, default=_MISSING):
    return x if default is _MISSING else default


CASES = {
    "found": [(0,), (3,)],
    "replaced": [(1,), (1, None), (1, 7), {"n": 2, "name": "x"}, (1, None, "y")],
    "padded": [("ab",), ("ab", 9), ("ab", 8, "*"), {"text": "a", "fill": "-"}],
    "cut": [("abcdef",), ("abcdef", 2), ("abcdef", 0)],
    "either": [("abc",), ("abc", 0), ("abc", 9)],
    "of_two": [(0,), (7,)],
    "through_a_list": [(0,), (5,)],
    "looked_up": [([],), (["a", "x", "b"],)],
    "boxes": [(9,)],
    "truth": [()],
    "in_generic": [()],
    "opened": [(1,), (1, 2), (1.5, 2), (1, "a"), ("x",)],
}
