"""The door through which the front end looks at the user's objects, and the ways it went.

A look starts at a function or at what an earlier look has found, and goes one step (`retrace.py`).
What is found gets the next number. Steps and findings are written into one hash, the state.
"""

from __future__ import annotations

from types import FunctionType, ModuleType

from .retrace import MISSING, STEPS, retrace, write
from .values import Unknown, Values, is_opaque, is_provided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .retrace import Step


class Looks:
    """The looks of one compilation, from the functions that are compiled. `follows_changes`: what
    was seen to change in this process is no constant."""

    follows_changes = False

    def __init__(self, functions: Sequence[FunctionType]):
        self.steps: list[Step] = []
        self.functions = functions
        self._values = Values()
        self._places: dict[int, int] = {}
        self._found: list[Any] = []
        self._known: dict[Step, Any] = {}
        self._defined: set[int] = set()
        self._rebound: dict[FunctionType, tuple[str, ...]] = {}
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

    @property
    def found(self) -> list[Any]:
        """The functions, then what each step found; of what is not complete also where else steps
        start."""
        return self._found

    # --- the door --------------------------------------------------------------------------------

    def name(self, function: FunctionType, name: str) -> Any:
        """What a free name of a function denotes now. Raises KeyError."""
        found = self._look(function, "name", name)
        if found is MISSING:
            raise KeyError(name)
        return found

    def attribute(self, parent: Any, name: str) -> Any:
        """An attribute of a compile-time object. Raises what `getattr` raises."""
        return self._look(parent, "attribute", name)

    def text(self, function: FunctionType, text: str) -> Any:
        """What the text of an annotation gives. Raises what evaluating it raises."""
        return self._look(function, "text", text)

    def module(self, function: FunctionType, name: str) -> Any:
        """A module that a function imports. Raises what importing it raises."""
        return self._look(function, "module", name)

    def ordered(self, elements: Any) -> Any:
        """A set, the order of which counts in what is compiled."""
        self._look(elements, "order", "")
        return elements

    def kind(self, parent: Any, name: str) -> str:
        """The kind of a variable of a class, or of the module of a function, whatever its value."""
        found: str = self._look(parent, "kind", name)
        return found

    def contents(self, parent: Any, name: str) -> str:
        """What a container of a class, or of the module of a function, holds, as an annotation
        says it, whatever is in it now."""
        found: str = self._look(parent, "contents", name)
        return found

    def recalled(self, function: FunctionType, name: str) -> str:
        """What the default of a parameter is, which the program may change."""
        found: str = self._look(function, "recalled", name)
        return found

    def rebound(self, function: FunctionType, name: str) -> bool:
        """Whether the module of a function has functions that set this global, or, where that
        counts, it was seen to change."""
        if function not in self._rebound:  # one look for all names: it reads the file's state
            found = self._look(function, "rebound", "")
            changes = self._look(function, "changing", "") if self.follows_changes else ()
            self._rebound[function] = (*found, *changes)
        return name in self._rebound[function]

    def assigned(self, function: FunctionType, name: str) -> bool:
        """Whether the file of a function assigns to attributes of this name."""
        found: bool = self._look(function, "assigned", name)
        return found

    def changed(self, function: FunctionType, name: str) -> int:
        """The line of a function's file that changes what a global or attribute holds, or 0."""
        found: int = self._look(function, "changed", name)
        return found

    def written(self, function: FunctionType, name: str) -> int:
        """The line where a function of a function's file changes what this global holds, or 0."""
        found: int = self._look(function, "written", name)
        return found

    def put(self, function: FunctionType, name: str) -> int:
        """The line where a function of a function's file assigns to an attribute of this name, of
        something that is not called `self`; 0 where none does."""
        found: int = self._look(function, "put", name)
        return found

    def item(self, parent: Any, index: int) -> Any:
        """An element of a compile-time tuple."""
        return self._look(parent, "item", str(index))

    def entry(self, parent: Any, index: int) -> Any:
        """A value of a dict, or an element of a list, that is taken for a constant."""
        return self._look(parent, "entry", str(index))

    def definition(self, cls: type) -> None:
        """Look at all of what a class is, so that its functions may be looked at."""
        if id(cls) in self._defined:
            return
        self._defined.add(id(cls))
        if id(cls) not in self._places:
            name = f"{cls.__module__}:{cls.__qualname__}"
            if self.reaches(cls):
                self._look(self.functions[0], "class", name)
        definition = self._look(cls, "definition", "")
        for i in range(len(definition.functions)):
            self._look(definition, "item", str(i))

    def exception(self, label: str, cls: type) -> None:
        """An exception that only this process can find, by the label that its name has."""
        from ..runtime.errors import known_exceptions

        known_exceptions[label] = cls
        self._complete = False

    def python_place(self, function: Any) -> str:
        """The name by which compiled code finds a function that it calls in the interpreter."""
        from ..runtime.python_calls import LOCAL, place_of

        place = place_of(function)
        self._complete = self._complete and not place.startswith(LOCAL)
        return place

    def framed_place(
        self, function: FunctionType, line: int, lent: str, inner: str, file: str
    ) -> str:
        """The name of a call that has a frame at a place of a function."""
        from ..runtime.opaque import place

        name = f"{function.__module__}:{function.__qualname__}"
        return place(name, line, lent, inner, file)

    def variable_place(self, owner: Any, name: str, sets: bool = False) -> str:
        """The name of what reads, or sets, a variable of a class or of a module's globals."""
        from ..runtime.python_calls import GET, SET

        return f"{self.python_place(owner)}{SET if sets else GET}{name}"

    def contents_place(self, owner: Any, name: str, sets: bool = False) -> str:
        """The name of what takes, or puts back, what such a container holds."""
        from ..runtime.python_calls import PUT, TAKE

        return f"{self.python_place(owner)}{PUT if sets else TAKE}{name}"

    def reaches(self, cls: type) -> bool:
        """Whether another process finds the class by its name."""
        try:
            return STEPS["class"](None, f"{cls.__module__}:{cls.__qualname__}") is cls
        except Exception:
            return False

    def incomplete(self) -> None:
        """Say that what was compiled holds in this process only."""
        self._complete = False

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
            if _is_settled(parent):
                return STEPS[how](parent, name)
            self._complete = False  # nobody knows where it came from: steps of this process only
            start = len(self._found)
            self._place(parent)
        step = (start, how, name)
        try:
            found = STEPS[how](parent, name)
        except Exception:
            self._note(step, MISSING)
            raise
        self._note(step, found)
        return found

    def _note(self, step: Step, found: Any) -> None:
        if step in self._known:
            same = not self._complete or self._known[step] is found
            if not same and not _same(self._known[step], found):
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
                write(self._values, found)
            except Exception:  # Unknown, or what the user's own code raises
                self._complete = False


def _same(a: Any, b: Any) -> bool:
    """Whether two findings of one look are the same: attributes may be made anew for each."""
    first, second = Values(), Values()
    try:
        write(first, a)
        write(second, b)
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
