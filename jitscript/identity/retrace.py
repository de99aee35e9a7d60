"""The steps to the objects that the front end looked at, gone again without it.

    (0, "name", "limits")         what the name denotes in the function with the number 0
    (1, "attribute", "HIGH")      an attribute of what the step before found
    (0, "text", "list[Pair]")     what an annotation's text gives, evaluated in that function
    (1, "item", "2")              an element of a tuple, a function of a definition
    (1, "entry", "2")             a value of a dict, an element of a list
    (1, "order", "")              the elements of a set, and their places in its table
    (0, "class", "shapes:Disk")   a class by its module and qualified name
    (1, "definition", "")         what a class is (`definitions.py`)

What a step finds gets the next number. Steps are what the cache keeps of a compilation, as plain
data. What they lead to, and the steps themselves, are written into one hash, the state.
"""

from __future__ import annotations

import sys
from types import FunctionType

from .containers import contents, places, recalled
from .definitions import Definition
from .hidden import evaluated
from .values import Values, plain_class
from .variables import assigned, changed, changing, kind, put, rebound, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Step = tuple[int, str, str]

GIVEN = "__jitscript_given__"  # of a function: the functions that its parameters are known to be
RECALLED = "the default, which calls share"  # given for a parameter, in the place of a function
TOLD = "__jitscript_told__"  # of a function: classes, their fields and what these hold


def starts(function: FunctionType) -> tuple[Any, ...]:
    """Where the steps of a function's compilation start: it, and what it was given."""
    return (function, *function.__dict__.get(GIVEN, {}).values())


def texts_of(obj: Any) -> list[str]:
    """The elements of a set of texts, sorted; none of anything else."""
    is_set = type(obj) in (set, frozenset)
    return sorted(obj) if is_set and all(type(x) is str for x in obj) else []


MISSING: Any = type("Missing", (), {})()  # what a step finds where nothing is


def retrace(
    functions: Sequence[FunctionType], steps: Sequence[Step], found: list[Any] | None = None
) -> bytes | None:
    """The state that these steps lead to now; None where a value is not known. `found`, which is
    empty, gets the functions and what each step finds."""
    values = Values()
    found = [] if found is None else found
    found += functions
    try:
        for function in functions:
            write(values, function)
        for step in steps:
            start, how, name = step
            parent = found[start]
            try:
                value = STEPS[how](parent, name) if parent is not MISSING else MISSING
            except Exception:
                value = MISSING
            found.append(value)
            values.add(*map(str, step))
            write(values, value)
        return values.digest()
    except Exception:  # Unknown, or what the user's own code raises
        return None


def resolve(function: FunctionType, name: str) -> Any:
    """What a free name of a function denotes now: in the function around it, in its module, among
    its builtins. Raises KeyError."""
    if name in function.__code__.co_freevars:
        cell = (function.__closure__ or ())[function.__code__.co_freevars.index(name)]
        try:
            return cell.cell_contents
        except ValueError:
            raise KeyError(name) from None  # not bound yet
    scope = function.__globals__
    return scope[name] if name in scope else _builtins(function)[name]


def _builtins(function: Any) -> dict[str, Any]:
    found: dict[str, Any] = function.__builtins__
    return found


def _name(function: Any, name: str) -> Any:
    try:
        return resolve(function, name)
    except KeyError:
        return MISSING


def evaluate(function: FunctionType, text: str) -> Any:
    """The value of an expression that stands in the head or body of a function."""
    cells = {}
    for name in function.__code__.co_freevars:
        found = _name(function, name)
        if found is not MISSING:
            cells[name] = found
    return evaluated(text, function.__globals__, cells, function.__code__.co_filename)


def _class(function: Any, name: str) -> Any:
    module, _, qualified = name.partition(":")
    found: Any = sys.modules[module]
    for part in qualified.split("."):
        found = getattr(found, part)
    return plain_class(found)  # behind what `@script` made of a class


def imported(parent: Any, name: str) -> Any:
    """The module of an absolute name."""
    __import__(name)
    return sys.modules[name]


def _namespace(parent: Any) -> Any:
    """The globals of a function, or what a class or a module has."""
    return getattr(parent, "__globals__", None) or vars(parent)


def _is_dict(parent: Any) -> bool:
    return type(parent) is dict


STEPS: dict[str, Callable[[Any, str], Any]] = {
    "name": _name,
    "attribute": getattr,
    "module": imported,
    "text": evaluate,
    "item": lambda parent, index: parent[int(index)],
    "entry": lambda parent, index: [*(parent.values() if _is_dict(parent) else parent)][int(index)],
    "order": lambda parent, name: (places(parent), tuple(parent)),
    "class": _class,
    "definition": lambda parent, name: Definition(parent),
    "kind": lambda parent, name: kind(_namespace(parent), name),
    "contents": lambda parent, name: contents(_namespace(parent), name),
    "recalled": recalled,
    "assigned": assigned,
    "changed": changed,
    "written": written,
    "put": put,
    "rebound": lambda parent, name: rebound(parent),
    "changing": lambda parent, name: changing(parent.__globals__),
}


def write(values: Values, found: Any) -> None:
    """Write what a step finds. The order of a set of texts is another one in each process: of those
    that are found themselves it is a step of its own, which few programs take."""
    if texts := texts_of(found):
        values.add(type(found).__name__)
        values.value(texts)
    elif found is MISSING:
        values.add("missing")
    elif type(found) is Definition:
        found.write(values)
    else:
        values.value(found)
