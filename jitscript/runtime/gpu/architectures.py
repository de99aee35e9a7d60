"""What LLVM must not be asked: it ends the process for what an architecture does not have.

An own table, so that nothing that a user writes gets as far: architectures by name, each with the
version of PTX that LLVM writes for it, and with the version of CUDA whose drivers read that.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# name → (PTX version as LLVM chooses it, CUDA version of the first driver that reads it)
ARCHITECTURES: dict[str, tuple[str, str]] = {
    "sm_75": ("6.3", "10.0"),
    "sm_80": ("7.0", "11.0"),
    "sm_86": ("7.1", "11.1"),
    "sm_87": ("7.4", "11.4"),
    "sm_89": ("7.8", "11.8"),
    "sm_90": ("7.8", "11.8"),
    "sm_100": ("8.6", "12.7"),
    "sm_103": ("8.8", "12.9"),
    "sm_120": ("8.7", "12.8"),
    "sm_121": ("8.8", "12.9"),
}
DEFAULT = "sm_80"


def number(name: str) -> int:
    """80 of `sm_80`: the generation, and how far it has come, in the last digit."""
    return int(name.removeprefix("sm_"))


def fitting(names: Iterable[str], device: str) -> str | None:
    """Of architectures that there is machine code for, the best that a device runs: of its own
    generation, and not newer."""
    own = number(device)
    good = [n for n in names if number(n) // 10 == own // 10 and number(n) <= own]
    return max(good, key=number, default=None)


def check(name: str) -> str:
    """The architecture `name`. Raises ValueError for one that is not known."""
    if name not in ARCHITECTURES:
        known = ", ".join(ARCHITECTURES)
        raise ValueError(f"{name!r} is no architecture that PTX is made for; there are {known}")
    return name
