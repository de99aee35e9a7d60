"""`args` of exceptions against tuples, and of other exceptions."""

from __future__ import annotations

from jitscript import script


@script
def of_import(text: str) -> tuple[bool, bool, bool, bool]:
    e = ImportError(text, name="n", path="p")
    return e.args == ("test",), ("test",) == e.args, e.args != ("test",), e.args == ()


@script
def of_os(n: int) -> tuple[bool, bool, bool]:
    e = OSError(n, "x", "f")
    return e.args == (2, "x"), e.args == (2, "x", "f"), e.args == OSError(2, "x").args


@script
def caught(n: int) -> tuple[bool, bool]:
    try:
        if n > 1:
            raise ValueError(n, 2.5)
        raise ValueError("few")
    except ValueError as e:
        return e.args == (n, 2.5), e.args == ("few",)


CASES = {
    "of_import": [("test",), ("",)],
    "of_os": [(2,), (3,)],
    "caught": [(1,), (2,)],
}
