"""print writes what CPython prints."""

from jitscript import script


@script
def values(n: int, x: float, b: bool, s: str) -> None:
    print(n, x, b, s)
    print()
    print("one", 2, sep="-", end="!\n")


@script
def table(n: int) -> None:
    for i in range(n):
        print(f"{i}: {i * i}")


@script
def none() -> None:
    print(None)


CASES = {"values": [(1, 2.5, True, "é日😀"), (-1, -0.0, False, "")], "table": [(3,)], "none": [()]}
