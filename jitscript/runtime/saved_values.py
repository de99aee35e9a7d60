"""Values in a manifest: defaults of parameters and of fields, members of enumerations, as JSON.

What JSON lacks becomes {kind: content}. Members and named tuples, whose classes are known when the
file is loaded and not when it is read, become `Later` on the way.
"""

from __future__ import annotations

from . import abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Later:
    """A value of one of the file's classes: `kind` is "member" or "named"."""

    __slots__ = ("content", "kind", "name")

    def __init__(self, kind: str, name: str, content: Any):
        self.kind, self.name, self.content = kind, name, content

    def value(self, classes: Mapping[str, Any]) -> Any:
        cls = classes[self.name]
        if self.kind == "member":
            return cls[self.content]
        return tuple.__new__(cls, [settled(item, classes) for item in self.content])


def settled(value: Any, classes: Mapping[str, Any]) -> Any:
    """The value, now that the classes are there."""
    if type(value) is tuple:
        return tuple(settled(item, classes) for item in value)
    return value.value(classes) if isinstance(value, Later) else value


def encode(value: Any, names: Mapping[type, str]) -> Any:
    """A value as JSON; `names` are those of the file's classes. Raises TypeError."""
    name = names.get(type(value))
    if name is not None and hasattr(value, "_name_"):
        if value._name_ not in type(value).__members__:
            raise TypeError(f"a combination of flags, {value!r}, cannot be saved as a default")
        return {"member": [name, value._name_]}
    if name is not None and isinstance(value, tuple):
        return {"named": [name, [encode(item, names) for item in value]]}
    if type(value).__module__ == "numpy":
        name = next((k for k, v in abi.NUMPY_NAMES.items() if v == value.dtype.name), None)
        if name is not None:
            return {"numpy": [name, value.tobytes().hex()]}
    if isinstance(value, tuple):
        return {"tuple": [encode(item, names) for item in value]}
    if isinstance(value, complex):
        return {"complex": [value.real.hex(), value.imag.hex()]}
    if isinstance(value, float):
        return {"float": value.hex()}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"a default of type {type(value).__name__} cannot be saved")


def decode(value: Any) -> Any:
    """What `encode` has written. Raises ValueError and its like."""
    if not isinstance(value, dict):
        if not (value is None or isinstance(value, (bool, int, str))):
            raise ValueError("a value has the wrong shape")
        return value
    ((kind, content),) = value.items()
    if kind == "tuple":
        return tuple(decode(item) for item in content)
    if kind == "complex":
        return complex(*(float.fromhex(part) for part in content))
    if kind == "numpy":
        import numpy as np

        name, data = content
        return np.frombuffer(bytes.fromhex(data), dtype=abi.NUMPY_NAMES[name])[0]
    if kind in ("member", "named"):
        name, inner = content
        if not isinstance(name, str) or not isinstance(inner, str if kind == "member" else list):
            raise ValueError("a value has the wrong shape")
        return Later(kind, name, inner if kind == "member" else list(map(decode, inner)))
    if kind != "float":
        raise ValueError("a value has the wrong shape")
    return float.fromhex(content)
