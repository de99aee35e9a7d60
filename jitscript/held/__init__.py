"""The compiled methods of native containers that Python holds (`runtime/held.py`).

Each is a scripted function, written once for all types of elements (`lists.py`, `dicts.py`,
`sets.py`): a copy that is annotated with the types of a class is compiled when it is first called,
and cached as every other.
"""

from __future__ import annotations

from _collections_abc import Iterator
from types import FunctionType

from .. import scripted
from ..runtime import callable
from ..runtime.errors import hidden
from ..runtime.held import Glue
from ..runtime.held_dict import Dict
from ..runtime.held_list import List
from ..runtime.held_set import Set

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Dict", "List", "Set", "methods"]


def methods(cls: Any) -> dict[str, Any]:
    """The methods of a class, by name."""
    templates, glue = _templates(cls)
    hidden.add(templates.__file__)
    args = cls.__builtin__.__args__
    meant = {"Self": cls, "Items": cls.__builtin__, "T": args[0], "K": args[0], "V": args[-1]}
    meant["Iterator"] = Iterator
    found = {}
    for name in cls._native:
        template = vars(templates)[name.strip("_") + "_" * (name[:2] == "__")]
        copy = _copied(template, cls, name)
        # They are texts, which say types of Python's and those of the class.
        told = template.__annotations__.items()
        copy.__annotations__ = {n: eval(text, meant.copy()) for n, text in told}
        function = callable.make(scripted.head(copy), callable.Provider())
        scripted.adopt(function, copy, True)
        if name in glue:
            function._plan = Glue(glue[name])
        found[name] = function
    return found


def _templates(cls: Any) -> tuple[Any, dict[str, Any]]:
    """What the methods are copied from, and what answers for those that do not take all."""
    templates: Any
    if issubclass(cls, List):
        from ..runtime.held_list import GLUE
        from . import lists as templates
    elif issubclass(cls, Dict):
        from ..runtime.held_dict import GLUE
        from . import dicts as templates
    else:
        from ..runtime.held_set import GLUE
        from . import sets as templates
    return templates, GLUE


def _copied(template: Any, cls: Any, name: str) -> FunctionType:
    made = FunctionType(template.__code__, template.__globals__, name, template.__defaults__)
    made.__kwdefaults__, made.__module__ = template.__kwdefaults__, template.__module__
    made.__qualname__ = cls.__name__ if name == "_made" else f"{cls.__name__}.{name}"
    return made
