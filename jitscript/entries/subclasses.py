"""Arguments of Python's own classes that derive from what an annotation names: they get code of
their own, in which the parameter is of their class.

    def f(d: dict[str, int])    and a Counter        f(d: Counter[str])
                                and a defaultdict    f(d: defaultdict[str, int])
    def f(p: tuple[int, int])   and a named tuple    f(p: Point)

What they do differently, they do there: a missing key, `repr`, the type of a result. Where the
function cannot be compiled so, the argument does not fit. Classes of the user's may do anything.
"""

from __future__ import annotations

from ..diagnostics import CompileError
from ..runtime.locks import LOCK
from . import annotations_of, result_of
from .forms import OPEN, form_of, generic, is_bare, parts_of, union_of
from .signatures import for_signatures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FunctionType
    from typing import Any


class BySubclass:
    """The variants of a function for such arguments, by the types of all parameters."""

    def __init__(self, function: FunctionType, cached: bool):
        self._function, self._cached = function, cached
        self._made: dict[tuple[Any, ...], Any] = {}
        self._annotations = list(annotations_of(function).values())

    def find(self, bound: tuple[Any, ...]) -> Any:
        """The function for these arguments; None where there is none."""
        signature = self.signature(bound)
        if signature is None:
            return None
        types = signature[0]
        with LOCK:
            if types not in self._made:
                try:
                    made = for_signatures(self._function, [signature], self._cached)
                    made.prepare()
                except CompileError:
                    made = None
                self._made[types] = made
            found = self._made[types]
            if found is not None:
                if found._watch:
                    found._provider.is_stale(found)
                found.prepare()
            return found

    def signature(self, bound: tuple[Any, ...]) -> Any:
        """The types of the parameters for these arguments, and what is said of the result, if it
        is; None where no argument is of such a class."""
        found = [_of(a, value) for a, value in zip(self._annotations, bound)]
        if all(t is None for t in found):
            return None
        types = tuple(a if t is None else t for a, t in zip(self._annotations, found))
        result = result_of(self._function)
        return types, None if result is OPEN else (result,)


def _of(annotation: Any, value: Any) -> Any:
    """The annotation that names the value's own class; None where that derives from none of
    it."""
    kind = type(value)
    origin, args = parts_of(annotation)
    if form_of(annotation) in ("UnionType", "Union", "Optional"):
        found = [_of(a, value) for a in args]
        if sum(t is not None for t in found) != 1:
            return None
        return union_of([a if t is None else t for a, t in zip(args, found)])
    if origin is dict and kind is not dict and issubclass(kind, dict) and is_bare(kind):
        if kind.__name__ != "Counter":
            return generic(kind, args)
        return generic(kind, args[:1]) if args[1] is int else None
    if origin is tuple and issubclass(kind, tuple) and _says_types(kind):
        return kind
    return None


def _says_types(kind: type) -> bool:
    """Whether a class is what `NamedTuple` makes."""
    return len(vars(kind).get("__annotations__", ())) == len(getattr(kind, "_fields", "_"))
