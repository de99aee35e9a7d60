"""The rows of the op table, by subject. Importing this package fills the table."""

from . import arith, array, control, memory, structure

__all__ = ["arith", "array", "control", "memory", "structure"]
