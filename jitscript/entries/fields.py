"""Fields whose class says no type of the arrays they hold: the arguments of a call say it.

    @dataclass
    class State:
        positions: np.ndarray            of any rank and dtype
        forces: dict[str, NDArray[np.float64]]

    def step(state: State) -> None       a variant for each types of the fields that are met

What other annotated fields hold the class says, or the program that is compiled.
"""

from __future__ import annotations

import sys

from ..identity.aliases import plain
from ..identity.hidden import evaluated
from ..identity.instances import is_users, state_of
from ..identity.variables import annotations_of
from ..runtime.convert_scalars import Misfit
from .closing import closed
from .forms import (
    OPEN,
    form_of,
    is_array,
    is_open,
    is_type,
    members_of,
    parts_of,
    union_of,
    unknown_in,
)
from .given import Given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FunctionType
    from typing import Any

    Told = tuple[tuple[type, str, Any], ...]  # a class, a field, its annotation

_NONE = type(None)
_CONTAINERS = (list, tuple, set, frozenset, dict)


def are_open(annotation: Any, function: FunctionType) -> bool:
    """Whether an annotation in the head of a function names a class that says too little of the
    arrays in its fields."""
    if isinstance(annotation, type) and not parts_of(annotation)[1]:
        return bool(_open_fields(annotation, function))
    return any(are_open(part, function) for part in parts_of(annotation)[1] if is_type(part))


def told_by(values: Sequence[Any], function: FunctionType) -> Told:
    """The types of such fields of all instances in some arguments of a function. Raises TypeError
    where one that is to be an array is none."""
    found: dict[tuple[type, str], Any] = {}
    fields: dict[type, dict[str, Any]] = {}  # of each class that is met
    seen: set[int] = set()
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if isinstance(value, _CONTAINERS) or kind.__name__ == "deque":
            if id(value) not in seen:
                seen.add(id(value))
                waiting += [*value, *value.values()] if isinstance(value, dict) else value
        elif id(value) not in seen and is_users(kind):
            seen.add(id(value))
            held = state_of(value)
            waiting += held.values()
            if kind not in fields:
                fields[kind] = _open_fields(kind, function)
            for cls, name, t in _told_of(kind, held, fields[kind]):
                known = found.setdefault((cls, name), t)
                if known != t:
                    found[cls, name] = union_of({*members_of(known), *members_of(t)})
    ordered = sorted(found.items(), key=lambda one: (_name_of(one[0][0]), one[0][1]))
    return tuple((cls, name, t) for (cls, name), t in ordered)


def _name_of(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _told_of(
    kind: type, held: dict[str, Any], fields: dict[str, Any]
) -> Iterator[tuple[type, str, Any]]:
    if not fields:
        return
    said = {name for cls in kind.__mro__ for name in annotations_of(vars(cls))}
    for name, value in held.items():
        annotation = fields.get(name) or (OPEN if "" in fields and name not in said else None)
        if annotation is None:
            continue
        try:
            t = _NONE if value is None else closed(annotation, value, {})
        except Misfit as misfit:
            if annotation is OPEN:  # the conversion says what is wrong with it
                continue
            where = f"the attribute '{name}{misfit.path}' of {kind.__name__}"
            raise TypeError(f"{where} {misfit.expected}{misfit.found}") from None
        if _NONE in members_of(annotation):
            t = union_of({*members_of(t), _NONE})
        if not unknown_in(t) and not isinstance(t, Given):
            yield from ((cls, name, t) for cls in kind.__mro__ if is_users(cls))


def _open_fields(cls: type, function: FunctionType) -> dict[str, Any]:
    """The fields that a class annotates with arrays of which it does not say all, by name; with
    "" among them, those that `__init__` sets from parameters that say as little."""
    if not is_users(cls):
        return {}
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if not is_users(base):
            continue
        scope = _scope_of(base, function)
        for name, annotation in annotations_of(vars(base)).items():
            read = denoted(annotation, scope, {base.__name__: base, **vars(base)})
            if form_of(read) != "ClassVar" and is_open(read) and _holds_arrays(read):
                found[name] = read
            else:
                found.pop(name, None)
    init = cls.__init__  # type: ignore[misc]
    code = getattr(init, "__code__", None)
    if code is not None and not hasattr(cls, "__dataclass_fields__"):
        said = {
            name: denoted(annotation, init.__globals__, {cls.__name__: cls})
            for name, annotation in init.__annotations__.items()
        }
        for name in code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]:
            t = said.get(name, OPEN)
            if t is OPEN or (is_open(t) and _holds_arrays(t)):
                found[""] = OPEN
    return found


def _scope_of(cls: type, function: FunctionType) -> dict[str, Any]:
    """The names of the module that a class stands in."""
    if cls.__module__ == function.__module__:
        return function.__globals__
    return getattr(sys.modules.get(cls.__module__), "__dict__", {})


def denoted(annotation: Any, scope: dict[str, Any], names: dict[str, Any]) -> Any:
    """What an annotation in a class denotes; None where it cannot be evaluated."""
    try:
        if isinstance(annotation, str):
            annotation = evaluated(annotation, scope, names, str(scope.get("__file__", "")))
        return plain(annotation)
    except Exception:  # which the front end tells
        return None


def _holds_arrays(annotation: Any) -> bool:
    origin, args = parts_of(annotation)
    if is_array(annotation) or is_array(origin):
        return True
    return any(map(_holds_arrays, filter(is_type, args)))
