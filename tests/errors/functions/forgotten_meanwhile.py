"""`counted` is looked at when `e.args` is asked for, before it is known what `found` holds."""

from jitscript import script


def counted(x: int | str, log: list[int]) -> int:
    log.append(len(x))
    return 1


def between(x: int | str, log: list[int]) -> int:
    return counted(x, log)


@script
def call(a: int = 1) -> int:
    found = []
    log = [a]
    between(a, log)
    try:
        a = int("x")
    except ValueError as e:
        log.append(len(e.args))
    found.append(1.5)
    return len(found)
