"""The rows of the op table, by subject. Importing this package fills the table."""

from . import (
    arith,
    array,
    claims,
    control,
    device,
    handlers,
    memory,
    outside,
    reductions,
    structure,
)

__all__ = [
    "arith",
    "array",
    "claims",
    "control",
    "device",
    "handlers",
    "memory",
    "outside",
    "reductions",
    "structure",
]
