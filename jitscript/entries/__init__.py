"""Entries whose arguments choose types of their parameters.

    def f(x, n=10)                          without annotation
    def f(x: list, a: np.ndarray)           containers and arrays that do not say what they hold
    def f(a: NDArray[np.float64])           arrays of any rank
    def f(xs: Sequence[float])              whatever is one
    def f(x: T, y: list[T])                 type variables
    def f(g: Callable[[float], float])      functions, each of which makes code of its own

    forms.py         annotations: which leave a type open
    objects.py       the type of an object, as an annotation
    given.py         functions as arguments
    fields.py        fields of which the class says too little
    closing.py       what an open annotation becomes for an object
    specialise.py    the variants of a function, and how a call finds one
    signatures.py    those of a function whose signatures name them

This module finds the parameters of a function. Nothing here imports the front end: a program whose
variants are in the cache starts without it.
"""

from __future__ import annotations

from ..identity.aliases import plain
from .forms import OPEN, is_any_length, is_open

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FunctionType
    from typing import Any

_VARIABLE = 0x04 | 0x08  # `*args`, `**keywords`


def parameters(function: FunctionType) -> list[dict[str, Any]]:
    """The parameters of a function: name, kind and default, as a signature has them."""
    code = function.__code__
    count = code.co_argcount
    values = function.__defaults__ or ()
    keywords = function.__kwdefaults__ or {}
    found = []
    for i, name in enumerate(code.co_varnames[: count + code.co_kwonlyargcount]):
        kind = "kwonly" if i >= count else "posonly" if i < code.co_posonlyargcount else "pos"
        param: dict[str, Any] = {"name": name, "kind": kind}
        if i < count and i >= count - len(values):
            param["default"] = values[i - count]
        elif name in keywords and i >= count:
            param["default"] = keywords[name]
        found.append(param)
    return found


def evaluated(function: FunctionType, text: str) -> Any:
    """What the text of an annotation denotes. Raises what evaluating it raises."""
    from ..identity.retrace import evaluate

    return plain(evaluate(function, text))


def annotations_of(function: FunctionType) -> dict[str, Any]:
    """The annotations of a function's parameters, those in quotes evaluated: OPEN where there is
    none. Raises what evaluating them raises."""
    found = {}
    for param in parameters(function):
        annotation = function.__annotations__.get(param["name"], OPEN)
        if isinstance(annotation, str):
            annotation = evaluated(function, annotation)
        found[param["name"]] = plain(annotation)
    return found


def result_of(function: FunctionType) -> Any:
    """The annotation of a function's result, evaluated: OPEN where there is none."""
    result = function.__annotations__.get("return", OPEN)
    return evaluated(function, result) if isinstance(result, str) else plain(result)


def _is_entry(function: FunctionType) -> bool:
    """Whether the head is of a kind that can be compiled at all: what is wrong is told at once."""
    return not function.__code__.co_flags & _VARIABLE


def has_any_length(function: FunctionType) -> bool:
    """Whether a parameter is a tuple of any length. Not of annotations that have no value: those
    are told where they are compiled."""
    try:
        return _is_entry(function) and any(map(is_any_length, annotations_of(function).values()))
    except Exception:
        return False


def fields_are_open(function: FunctionType) -> bool:
    """Whether a parameter is of a class that leaves to its instances what some fields hold."""
    from .fields import are_open

    try:
        annotations = annotations_of(function).values()
        return _is_entry(function) and any(are_open(a, function) for a in annotations)
    except Exception:
        return False


def recalled(function: FunctionType) -> tuple[str, ...]:
    """The parameters whose defaults are containers that calls of the function within it share."""
    if function.__name__ not in function.__code__.co_names:
        return ()
    kinds = (list, dict, set)
    found = [p for p in parameters(function) if type(p.get("default")) in kinds]
    return tuple(p["name"] for p in found if p["name"] in function.__annotations__)


def lacks_annotations(function: FunctionType) -> bool:
    """Whether the arguments choose some types, as far as that is known without evaluating."""
    names = {p["name"] for p in parameters(function)}
    return _is_entry(function) and not function.__annotations__.keys() >= names


def leaves_open(function: FunctionType) -> bool | None:
    """Whether the arguments choose some types of the parameters; None where a name is not defined
    yet."""
    if lacks_annotations(function):
        return True
    if not _is_entry(function):
        return False
    try:
        return any(map(is_open, annotations_of(function).values()))
    except NameError:
        return None
    except Exception:  # the annotation is wrong, which the front end tells
        return False
