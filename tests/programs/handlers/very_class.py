"""The very class of an exception: `type(e) is C`, `==`, `in`, with those that derive from it."""

from __future__ import annotations

from jitscript import script


class Mine(ValueError):
    pass


def fails(n: int) -> int:
    if n == 0:
        raise ValueError("v")
    if n == 1:
        raise Mine("m")
    if n == 2:
        raise KeyError("k")
    if n == 3:
        raise IndexError("i")
    if n == 4:
        return [1][n]
    raise UnicodeError("u")


@script
def caught(n: int) -> tuple[bool, bool, bool, bool, bool, bool]:
    try:
        fails(n)
    except Exception as e:
        return (
            type(e) is ValueError,
            type(e) == Mine,
            type(e) in (KeyError, IndexError),
            type(e) not in (ValueError, LookupError),
            type(e) is not LookupError,
            ValueError is type(e),
        )
    return False, False, False, False, False, False


@script
def branches(n: int) -> str:
    try:
        fails(n)
    except (ValueError, LookupError) as e:
        if type(e) is ValueError:
            return "value"
        if type(e) is KeyError:
            return "key"
        if e.__class__ == Mine:
            return "mine"
        return "other"
    return ""


@script
def of_values(n: int) -> tuple[bool, bool, bool, bool]:
    e = Mine(n) if n == 0 else ValueError(n)
    f = KeyError(n)
    return type(e) is ValueError, type(e) == Mine, type(f) is KeyError, type(f) != LookupError


CASES = {
    "caught": [(n,) for n in range(6)],
    "branches": [(n,) for n in range(6)],
    "of_values": [(0,), (1,)],
}
