"""The compiled methods of native containers that Python holds (`runtime/held.py`).

Each is a scripted function, written once for all types of elements (`lists.py`): a copy that is
annotated with the types of a class is compiled when it is first called, and cached as every other.
"""

from __future__ import annotations

from types import FunctionType

from .. import scripted
from ..runtime import callable
from ..runtime.errors import hidden
from ..runtime.held import Glue
from ..runtime.held_list import GLUE, List

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["List", "methods"]


def methods(cls: Any) -> dict[str, Any]:
    """The methods of a class, by name."""
    from . import lists

    hidden.add(lists.__file__)
    meant = {lists.Self: cls, lists.T: cls.__element__, lists.Items: cls.__builtin__}
    found = {}
    for name in List._native:
        template = vars(lists)[name.strip("_") + "_" * (name[:2] == "__")]
        copy = _copied(template, cls, name)
        copy.__annotations__ = {n: meant.get(t, t) for n, t in template.__annotations__.items()}
        function = callable.make(scripted.head(copy), callable.Provider())
        scripted.adopt(function, copy, True)
        if name in GLUE:
            function._plan = Glue(GLUE[name])
        found[name] = function
    return found


def _copied(template: Any, cls: Any, name: str) -> FunctionType:
    made = FunctionType(template.__code__, template.__globals__, name, template.__defaults__)
    made.__kwdefaults__, made.__module__ = template.__kwdefaults__, template.__module__
    made.__qualname__ = cls.__name__ if name == "_made" else f"{cls.__name__}.{name}"
    return made
