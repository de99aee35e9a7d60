"""What a compilation took of modules and of the functions around, by the names it went by.

    space     a module's globals, the attributes of an instance or class, and a name in them
    cell      a variable of a function around
    default   of a parameter of a function that is called: what it holds

The runtime compares at each call (`runtime/watch.py`). A function whose module says something else
now is compiled anew; a number or text that was another one several times is a variable from then
on, as those are that a function declares `global` (`variables.py`): code reads it at each use.
"""

from __future__ import annotations

import gc
import marshal
from types import CellType, FunctionType, ModuleType, SimpleNamespace

from ..runtime.contents import LARGEST, Contents
from ..runtime.python_calls import default_of
from ..runtime.watch import Watch
from .definitions import Definition, functions_of
from .instances import is_users
from .values import is_opaque, is_provided
from .variables import changing, kind, note_change, note_contents, rebound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from .retrace import Step

_OWN = __file__.removesuffix("identity/watched.py")
COMPARED = LARGEST  # bytes of a captured array that is compared at each call
_MANY = 10  # compilations, after which their reason is told
_ATOMS = (int, float, complex, bool, str, bytes, type(None))


def watch(found: Any, steps: Any) -> Watch | None:
    """What a call of the code has to look at that was compiled by these steps."""
    spaces, cells = _spaces_and_cells(found, steps)
    classes = {c for x in found if type(x) is Definition for c in x.classes}
    for cls in classes:
        members = _members(cls)
        spaces += [(members, name) for name, m in members.items() if functions_of(m)]
    if not spaces and not cells:
        return None
    live = {id(default_of(found[at], name)) for at, how, name in steps if how == "recalled"}
    defaults = [x for x in _defaults(found, classes) if id(x) not in live]
    contents = Contents([*found, *defaults])
    return Watch(spaces, cells, contents, {c: c.__subclasses__() for c in classes})


def _defaults(found: Sequence[Any], classes: set[type]) -> Iterator[Any]:
    """The defaults of what is called; those of the function itself are arguments of each call."""
    members = [f for cls in classes for m in _members(cls).values() for f in functions_of(m)]
    for function in (*found[1:], *members):
        if type(function) is FunctionType:
            yield from function.__defaults__ or ()
            yield from (function.__kwdefaults__ or {}).values()


def is_stale(function: Any) -> bool:
    """Whether the code of a scripted function is for other constants than there are now."""
    changed = function._watch.changed(_same_constant)
    for container in function._watch.containers() if changed else ():
        note_contents(container)
    for space, name in changed:
        if space is not None and note_change(space, name) == _MANY:
            _warn(function, name)
    return bool(changed)


def _spaces_and_cells(
    found: Sequence[Any], steps: Sequence[Step]
) -> tuple[list[tuple[dict[str, Any], str]], list[CellType]]:
    """The globals and cells that these steps went by. `found`: where the steps start, then what
    each step found."""
    spaces: dict[tuple[int, str], tuple[dict[str, Any], str]] = {}
    cells: dict[int, CellType] = {}
    for step in steps:
        start, how, name = step
        parent = found[start]
        if how == "name":
            function = getattr(parent, "__wrapped__", parent)
            if not isinstance(function, FunctionType):
                continue
            free = function.__code__.co_freevars
            if name in free:
                cell = (function.__closure__ or ())[free.index(name)]
                cells[id(cell)] = cell
            elif not _is_variable(function, name):
                _add(spaces, function.__globals__, name)
        elif how == "attribute" and (space := space_of(parent)) is not None:
            _add(spaces, space, name)
        elif how == "attribute" and isinstance(parent, type):
            for members in _up_to(parent, name):
                spaces[id(members), name] = members, name
    return list(spaces.values()), list(cells.values())


def _up_to(cls: type, name: str) -> list[dict[str, Any]]:
    """Where Python looks for what a class has under a name, up to where that is; nowhere where it
    is made when it is asked for."""
    classes = cls.__mro__
    owner = next((i for i, c in enumerate(classes) if name in vars(c)), None)
    if owner is None or is_provided(classes[owner]):
        return []
    return [_members(c) for c in classes[: owner + 1] if not is_provided(c)]


def _members(cls: type) -> dict[str, Any]:
    """The dict itself of a class, of which Python shows a view."""
    return next(d for d in gc.get_referents(vars(cls)) if type(d) is dict)


def space_of(parent: Any) -> dict[str, Any] | None:
    """Where a module of the user's, or an instance, has its attributes; None in what else has some,
    and where they are in slots."""
    if type(parent) is ModuleType:
        return None if is_opaque(parent.__name__) else vars(parent)
    kind = type(parent)
    if isinstance(parent, (type, FunctionType)) or hasattr(kind, "__members__"):
        return None
    if kind is not SimpleNamespace and not is_users(kind):
        return None
    found = getattr(parent, "__dict__", None)
    return found if type(found) is dict else None


def _is_variable(function: FunctionType, name: str) -> bool:
    """Whether code reads a global at each use."""
    space = function.__globals__
    return bool((name in rebound(function) or name in changing(space)) and kind(space, name))


def _add(spaces: dict[tuple[int, str], tuple[dict[str, Any], str]], space: Any, name: str) -> None:
    """Watch a name, unless it stands for a module, or is a builtin's: few programs bind such names
    anew, and all have many."""
    if name in space and type(space[name]) is not ModuleType:
        spaces[id(space), name] = space, name


def _same_constant(a: Any, b: Any) -> bool:
    """Whether two objects are numbers, texts or tuples of such that compiled code has alike."""
    if type(a) is not type(b):
        return False
    if type(a) is tuple:
        return len(a) == len(b) and all(map(_same_constant, a, b))
    return type(a) in _ATOMS and marshal.dumps(a, 2) == marshal.dumps(b, 2)


def _warn(function: Any, name: str) -> None:
    import sys
    import warnings

    level, frame = 1, sys._getframe()
    while frame.f_back and frame.f_code.co_filename.startswith(_OWN):
        level, frame = level + 1, frame.f_back
    warnings.warn(
        f"{function.__qualname__}() was compiled {_MANY} times, as {name!r} that it uses was bound"
        " to something else each time: pass it as an argument",
        RuntimeWarning,
        stacklevel=level,
    )
