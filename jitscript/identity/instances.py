"""What instances hold: their attributes, in `__dict__` or in slots; and what made their classes."""

from __future__ import annotations

from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def is_by_statement(cls: type) -> bool:
    """Whether a class is made by a class statement."""
    return bool(cls.__flags__ & 1 << 9)


def state_of(obj: Any) -> dict[str, Any]:
    """The attributes that an instance has of its own, by name."""
    found: dict[str, Any] = {}
    for cls in type(obj).__mro__:
        for name, member in vars(cls).items():
            if type(member).__name__ == "member_descriptor" and name not in found:
                with suppress(AttributeError):  # not set
                    found[name] = member.__get__(obj)
    found.update(getattr(obj, "__dict__", {}))
    return found
