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


@script
def of_nested(n: int) -> tuple[str, bool, bool, str, str, str]:
    def told(a: int) -> int:
        """Says so."""
        return a

    def untold(a: int) -> int:
        f"nothing"  # noqa: F541
        return a + n

    again = lambda x: x + 1  # noqa: E731
    nothing = untold.__doc__ is None, again.__doc__ is None
    return told.__doc__ or "", *nothing, told.__qualname__, again.__qualname__, told.__name__


CASES = {
    "of_nested": [(1,)],
    "documented": [(1,)],
    "only_docstring": [(1,)],
    "only_pass": [()],
    "statements": [(2,)],
    "ünïcode": [(1.5,)],
}
