"""The class of what may be an exception or something else."""

from __future__ import annotations

from jitscript import script


class Failure(Exception):
    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


@script
def optional(text: str) -> tuple[str, bool, bool, bool, bool]:
    error: Exception | None = None
    try:
        int(text)
    except ValueError as e:
        error = e
    return (
        type(error).__name__,
        type(error) is ValueError,
        type(error) is Exception,
        isinstance(error, ValueError),
        isinstance(error, (LookupError, KeyError)),
    )


@script
def or_text(text: str) -> tuple[str, str, bool, bool, bool, bool]:
    found: Exception | str = "a"
    try:
        int(text)
    except ValueError as e:
        found = e
    return (
        type(found).__name__,
        found.__class__.__name__,
        type(found) == str,
        type(found) in (str, ValueError),
        isinstance(found, (str, KeyError)),
        isinstance(found, Exception),
    )


@script
def narrowed(n: int) -> int:
    error: Exception | None = None
    try:
        if n:
            raise Failure(n)
        1 // n
    except (Failure, ZeroDivisionError) as e:
        error = e
    if isinstance(error, Failure) and error.code > 3:
        return 9
    if isinstance(error, Failure):
        return error.code
    return -1 if error is None else -2


CASES = {
    "optional": [("1",), ("x",)],
    "or_text": [("1",), ("x",)],
    "narrowed": [(0,), (2,), (4,)],
}
