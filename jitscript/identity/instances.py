"""What instances hold: their attributes, in `__dict__` or in slots; and what made their classes."""

from __future__ import annotations

import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def is_by_statement(cls: type) -> bool:
    """Whether a class is made by a class statement."""
    return bool(cls.__flags__ & 1 << 9)


def is_users(cls: type) -> bool:
    """Whether a class is made by a class statement of the user's, and no tuple nor exception nor
    anything that Python, NumPy or this package provide."""
    if not is_by_statement(cls) or issubclass(cls, (BaseException, tuple)):
        return False
    root = cls.__module__.partition(".")[0]
    if root in ("jitscript", "numpy"):
        return False
    return root not in sys.stdlib_module_names or root == "__main__"


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
