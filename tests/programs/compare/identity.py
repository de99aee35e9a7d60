"""`is` and `is not` with None, True and False."""

from jitscript import script


@script
def missing(x: int | None) -> bool:
    return x is None


@script
def present(x: float | None) -> bool:
    return x is not None


@script
def default(x: int | None, y: int) -> int:
    return y if x is None else x


CASES = {
    "missing": [(None,), (0,), (5,)],
    "present": [(None,), (0.0,)],
    "default": [(None, 4), (0, 4), (3, 4)],
}
