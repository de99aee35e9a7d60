"""What goes wrong, and how it is told: by the compiler, at the call, and while running."""

import traceback

import numpy as np

import jitscript as js
from jitscript import Array1, f64, script


def told(title: str) -> None:
    print(f"\n--- {title} ---")


told("the compiler says what it cannot compile, and what to write instead")
try:

    @script
    def words(text: str) -> int:
        found = text.split()
        if len(found) > 100:
            found = "many"
        return len(found)

except js.CompileError as error:
    print(error)


@script
def pick(values: Array1[f64], index: int) -> float:
    return values[index]


@script
def factorial(n: int) -> int:
    return 1 if n < 2 else n * factorial(n - 1)


told("an index is always checked; the traceback shows your own lines")
try:
    pick(np.zeros(3), 7)
except IndexError:
    print(traceback.format_exc(), end="")

told("an int that does not fit in 64 bits is an error, never a wrong number")
try:
    factorial(25)
except OverflowError as error:
    print("OverflowError:", error)

told("an argument of the wrong type names the parameter")
for wrong in ([1.0, 2.0], np.zeros(3, np.float32), np.zeros((2, 2))):
    try:
        pick(wrong, 0)
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
