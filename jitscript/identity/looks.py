"""The door through which the front end looks at the user's objects, and the ways it went.

A look starts at a function or at what an earlier look has found, and goes one step:

    (0, "name", "limits")         what the name denotes in the function with the number 0
    (1, "attribute", "HIGH")      an attribute of what the look before found
    (0, "text", "list[Pair]")     what an annotation's text gives, evaluated in that function

What is found gets the next number. The steps are what the cache keeps of a compilation, as plain
data; `retrace` goes them again. Steps and findings are written into one hash, the state.
"""

from __future__ import annotations

from types import FunctionType, ModuleType

from .values import Unknown, Values, is_opaque, is_provided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Step = tuple[int, str, str]

_MISSING: Any = type("Missing", (), {})()  # what a look finds where nothing is


class Looks:
    """The looks of one compilation, from the functions that are compiled."""

    def __init__(self, functions: Sequence[FunctionType]):
        self.steps: list[Step] = []
        self.functions = functions
        self._values = Values()
        self._places: dict[int, int] = {}
        self._found: list[Any] = []
        self._known: dict[Step, Any] = {}
        self._complete = True
        for function in functions:
            self._place(function)
            self._write(function)

    def state(self) -> bytes | None:
        """The hash of all that was looked at; None where something is not known by its value."""
        try:
            return self._values.digest() if self._complete else None
        except Unknown:
            return None

    def holds(self) -> bool:
        """Whether all is still as it was when it was looked at."""
        state = self.state()
        return state is not None and retrace(self.functions, self.steps) == state

    # --- the door --------------------------------------------------------------------------------

    def name(self, function: FunctionType, name: str) -> Any:
        """What a free name of a function denotes now. Raises KeyError."""
        found = self._look(function, "name", name)
        if found is _MISSING:
            raise KeyError(name)
        return found

    def attribute(self, parent: Any, name: str) -> Any:
        """An attribute of a compile-time object. Raises what `getattr` raises."""
        return self._look(parent, "attribute", name)

    def text(self, function: FunctionType, text: str) -> Any:
        """What the text of an annotation gives. Raises what evaluating it raises."""
        return self._look(function, "text", text)

    def item(self, parent: Any, index: int) -> Any:
        """An element of a compile-time tuple."""
        return self._look(parent, "item", str(index))

    def called(self, obj: Any) -> None:
        """Say that an object was called, to have its result now: only Python's own and NumPy's are
        known to give the same again."""
        self._complete = self._complete and is_provided(obj)

    def frozen(self, array: Any, copy: Any) -> None:
        """Say what was compiled in place of a captured array: it must be what was looked at."""
        self._complete = self._complete and _same(array, copy)

    def _look(self, parent: Any, how: str, name: str) -> Any:
        start = self._places.get(id(parent))
        if start is None:
            found = _STEPS[how](parent, name)
            if not _is_settled(parent):  # nobody knows where it came from
                self._complete = False
            return found
        step = (start, how, name)
        try:
            found = _STEPS[how](parent, name)
        except Exception:
            self._note(step, _MISSING)
            raise
        self._note(step, found)
        return found

    def _note(self, step: Step, found: Any) -> None:
        if step in self._known:
            if self._known[step] is not found and not _same(self._known[step], found):
                self._complete = False  # it changed meanwhile
            return
        self._known[step] = found
        self.steps.append(step)
        self._place(found)
        self._values.add(*map(str, step))
        self._write(found)

    def _place(self, found: Any) -> None:
        self._places.setdefault(id(found), len(self._found))
        self._found.append(found)

    def _write(self, found: Any) -> None:
        if self._complete:
            try:
                _write(self._values, found)
            except Exception:  # Unknown, or what the user's own code raises
                self._complete = False


def retrace(functions: Sequence[FunctionType], steps: Sequence[Step]) -> bytes | None:
    """The state that these steps lead to now; None where a value is not known."""
    values = Values()
    found: list[Any] = list(functions)
    try:
        for function in functions:
            _write(values, function)
        for step in steps:
            start, how, name = step
            parent = found[start]
            try:
                value = _STEPS[how](parent, name) if parent is not _MISSING else _MISSING
            except Exception:
                value = _MISSING
            found.append(value)
            values.add(*map(str, step))
            _write(values, value)
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


def _builtins(function: FunctionType) -> dict[str, Any]:
    found: dict[str, Any] = function.__builtins__  # type: ignore[attr-defined]
    return found


def _name(function: Any, name: str) -> Any:
    try:
        return resolve(function, name)
    except KeyError:
        return _MISSING


def evaluate(function: FunctionType, text: str) -> Any:
    """The value of an expression that stands in the head or body of a function."""
    cells = {}
    for name in function.__code__.co_freevars:
        found = _name(function, name)
        if found is not _MISSING:
            cells[name] = found
    return eval(text.strip(), function.__globals__, cells)


_STEPS: dict[str, Callable[[Any, str], Any]] = {
    "name": _name,
    "attribute": getattr,
    "text": evaluate,
    "item": lambda parent, index: parent[int(index)],
}


def _write(values: Values, found: Any) -> None:
    if found is _MISSING:
        values.add("missing")
    else:
        values.value(found)


def _same(a: Any, b: Any) -> bool:
    """Whether two findings of one look are the same: attributes may be made anew for each."""
    first, second = Values(), Values()
    try:
        _write(first, a)
        _write(second, b)
        return first.digest() == second.digest()
    except Exception:
        return False


def _is_settled(value: Any) -> bool:
    """Whether what an object answers is known from its type and value alone."""
    if isinstance(value, ModuleType):
        return is_opaque(value.__name__)
    if hasattr(value, "__qualname__") or hasattr(value, "__origin__"):
        return is_provided(value)
    return is_opaque(type(value).__module__)
