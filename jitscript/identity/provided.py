"""What Python, NumPy and this package provide: modules and objects known by their names."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OPAQUE = ("numpy", "jitscript", "math", "builtins", "typing", "operator", "functools")
_STANDARD = os.path.dirname(os.__file__) + os.sep
_INSTALLED = tuple(_STANDARD + name for name in ("site-packages", "dist-packages"))


def is_provided(value: Any) -> bool:
    """Whether `value` is what Python, NumPy or this package has under a name: its version, or
    Python's, says what it is."""
    try:
        module, name = value.__module__, value.__qualname__
    except AttributeError:
        return False
    if type(module) is not str or type(name) is not str or not is_opaque(module):
        return False
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found is value


def is_opaque(module: str) -> bool:
    """Whether a module is known by its name: its version is Python's, or is added with it."""
    root = module.partition(".")[0]
    return root in _OPAQUE or _is_standard(root)


def _is_standard(root: str) -> bool:
    """Whether a package is the standard library's, and no file of the user that has its name, as
    this.py or calendar.py have."""
    if root not in sys.stdlib_module_names or root == "__main__":
        return False
    file = getattr(sys.modules.get(root), "__file__", None)
    return file is None or (file.startswith(_STANDARD) and not file.startswith(_INSTALLED))
