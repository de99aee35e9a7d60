"""Docstrings, pass, ellipsis and constant expressions as statements."""

from jitscript import script


@script
def documented(a: int) -> int:
    """Adds one."""
    return a + 1


@script
def only_docstring(a: int) -> None:
    """Does nothing."""


@script
def only_pass() -> None:
    pass


@script
def statements(a: int) -> int:
    1 + 2
    a
    "text"
    ...
    return a


@script
def ünïcode(größe: float) -> float:
    π = 3.0
    return größe * π


CASES = {
    "documented": [(1,)],
    "only_docstring": [(1,)],
    "only_pass": [()],
    "statements": [(2,)],
    "ünïcode": [(1.5,)],
}
