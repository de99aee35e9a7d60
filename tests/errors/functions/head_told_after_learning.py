"""The error in the head of a function is told, too, where only its call tells what a list holds."""

from jitscript import script


def outside(x: "Missing") -> int:
    return 2


@script
def nested() -> list[int]:
    def inside(x: "Absent"):
        return 1

    seen = []
    seen.append(inside(3))
    return seen


@script
def called() -> list[int]:
    seen = []
    seen.append(outside(3))
    return seen


nested()
