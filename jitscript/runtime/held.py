"""Native containers as Python holds them: `List[int]`, a class for each type of elements.

    values = List[int]([1, 2, 3])    a native list, of which `values` holds one reference
    total(values)                    compiled code works on that list: nothing is copied
    values.append(4)                 a compiled function, too: a method of the class

There is one object for a native container as long as somebody holds it, also for one that is a part
of another: `ALIVE` finds it. Its first word leads to the container; a capsule keeps it. The methods
are compiled functions for the exact types of arguments; what else Python's own containers take,
`Glue` answers, in Python (`held_list.py` and its like).
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from weakref import ref

from . import abi, callable, instances
from .convert_scalars import not_a
from .held_type import ALIVE, KINDS, NATIVE, HeldType
from .locks import LOCK
from .typetext import ir_text, parse, python_text, python_type
from .watchdog import STATE_ADDRESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .convert_scalars import Misfit

_Words: Any = callable.with_words(
    "_Words", object, 4, callable.BASE_TYPE, {"_changes": abi.HELD_CHANGES}
)
_word_at = ctypes.c_int64.from_address
# How often a call had one with parts that may change it, or these.
whole_changes = _word_at(STATE_ADDRESS + abi.STATE_HELD_CHANGES)
_classes: dict[str, Any] = {}
_making: list[str] = []  # classes of the user's modules
_objects: dict[Any, Any] = {}  # by the class of the user's
_ELEMENTS = (int, float, bool, complex, str, bytes)
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


def text_of(element: Any, value: bool = False) -> str:
    """The text of a type of elements; of such that are values, which a key must be."""
    if type(element) is HeldType and element.__text__:
        if value:
            raise TypeError(f"a {element.__name__} can be no key, nor a part of a tuple or a set")
        return element.__text__
    if element in _ELEMENTS:
        return str(element.__name__)
    origin = getattr(element, "__origin__", None)
    if type(element) is type and element.__flags__ & 1 << 9 and not value:
        raise TypeError(
            f"Python can hold native containers of a class as js.Object[{element.__name__}]"
        )
    if origin is tuple and ... not in element.__args__:
        inner = [text_of(part, True) for part in element.__args__]
        return f"({', '.join(inner)}{',' * (len(inner) == 1)})"
    name = getattr(element, "__name__", None) if type(element) is type else None
    hint = ""
    if origin in (list, dict, set):
        hint = f" (hint: js.{_shown(element)})"
    raise TypeError(
        f"Python can hold native containers of numbers, text, tuples of these, and of such "
        f"containers, not of {name or element!r}{hint}"
    )


def _shown(element: Any) -> str:
    """A type of Python's containers, as one says it of those that are held."""
    origin = getattr(element, "__origin__", None)
    if origin not in (list, dict, set):
        return getattr(element, "__name__", None) or repr(element)
    return f"{origin.__name__.title()}[{', '.join(map(_shown, element.__args__))}]"


def class_of(text: str) -> Any:
    """The class for a type's text, such as list<int>."""
    found = _classes.get(text)
    if found is None:
        with LOCK:
            found = _classes.get(text) or _made(text)
            _classes[text] = found
    return found


def native_class(cls: Any, text: str) -> Any:
    """The class that `@script` makes of one of the user's, with the name of its type: fields and
    methods come later, as they may name classes that are not there yet."""
    from .held_object import make

    instances.meet(text, cls)
    made = make(text, cls, True, True)
    _classes[text] = _objects[cls] = NATIVE[cls] = made
    return made


def fill(cls: Any) -> bool:
    """Give a class of `@script` its fields and methods. Whether it has them then: not while this
    thread makes them."""
    with LOCK:
        if cls._waits and cls not in _filling:
            _filling.add(cls)
            try:
                for name, member in _provider()(cls).items():
                    type.__setattr__(cls, name, member)
                type.__setattr__(cls, "_waits", False)  # other threads wait until here
            finally:
                _filling.remove(cls)
        return not cls._waits


_filling: set[Any] = set()


def object_class(cls: Any) -> Any:
    """The class for the instances of one of the user's."""
    found = cls if type(cls) is HeldType else _objects.get(cls)
    if found is None:
        if _provider() is None:
            raise ImportError("js.Object needs the compiler: install the package jitscript")
        with LOCK:
            text = _provider()(cls)
            instances.meet(text, cls)
            found = class_of(text)
    return found


def _made_object(text: str) -> Any:
    from .held_object import make

    plain, provide = instances.CLASSES[text][-1], _provider()
    made = make(text, plain, provide is not None)
    _classes[text] = _objects[plain] = made  # also while its parts are made
    try:
        for name, member in (provide(made) if provide is not None else {}).items():
            setattr(made, name, member)
    except BaseException:
        del _classes[text], _objects[plain]
        raise
    return made


def _made(text: str) -> Any:
    tree = parse(text)
    if "." in tree[1]:
        return _made_object(text)
    base = _base(tree)
    builtin = python_type(tree)
    parts = class_of(ir_text(tree[-1])) if base._has_parts else None
    if parts is not None:
        args = (*builtin.__args__[:-1], parts.__builtin__)
        builtin = builtin.__origin__[args]
    space = {
        "__slots__": ("__weakref__", "_capsule"),
        "__module__": "jitscript",
        "__text__": text,
        "__builtin__": builtin,
        "__hash__": None,
        "_part": parts,
        "_native": _natives(tree, base),
    }
    name = _name(tree)
    made: Any = type.__new__(HeldType, name, (base,), space)
    for method in base._native:
        if method not in made._native:
            setattr(made, method, _in_python(base._glue[method]))
        elif method not in vars(base):  # which has some in Python
            setattr(made, method, _Missing(name, method))
    provide = _provider()
    if provide is not None:
        for method, function in provide(made).items():
            _give(made, method, function)
    return made


def _natives(tree: Any, base: Any) -> tuple[str, ...]:
    """The names of the methods that are compiled functions."""
    missing: tuple[str, ...] = ()
    if tree[1] == "list" and not _has_order(tree[2]):
        missing = _ORDERS
    if tree[1] != "set" and not _has_text(tree[-1]):
        missing += ("__repr__", "index")
    return tuple(n for n in base._native if n not in missing)


_ORDERS = ("sort", "__lt__", "__le__", "__gt__", "__ge__")


def _has_order(tree: Any) -> bool:
    """Whether compiled code knows `<` of the values of a type; else it is Python's error."""
    kind, *parts = tree
    if kind == "class":
        name, *parts = parts
        if "." in name:
            plain = class_of(name).__builtin__
            return "__lt__" in {n for base in plain.__mro__[:-1] for n in vars(base)}
        return name != "dict" and (name != "list" or _has_order(parts[0]))
    return kind != "complex" and (kind != "tuple" or all(map(_has_order, parts)))


def _has_text(tree: Any) -> bool:
    """Whether compiled code knows the `repr` of a type's values: not where it is an address."""
    if tree[0] != "class":
        return True
    if "." in tree[1]:
        return class_of(tree[1]).__builtin__.__repr__ is not object.__repr__
    return tree[1] not in ("list", "dict") or _has_text(tree[-1])


def _in_python(glue: Any) -> Any:
    return lambda *args, **keywords: glue(None, *args, **keywords)


def _name(tree: Any) -> str:
    if tree[0] == "class" and "." in tree[1]:
        return class_of(tree[1]).__name__
    if tree[0] == "class" and tree[1] in KINDS:
        return f"{tree[1].title()}[{', '.join(map(_name, tree[2:]))}]"
    return python_text(tree)


def _provider() -> Any:
    """What gives the methods of a class; None where the compiler is not installed."""
    if callable.held_methods is None:  # perhaps nobody has asked for it yet
        with suppress(ImportError):
            _ = sys.modules["jitscript"].script
    return callable.held_methods


def _give(cls: Any, name: str, function: Any) -> None:
    if name in cls._glue:
        function._plan = Glue(cls._glue[name])
    setattr(cls, name, function)


def is_method(text: str, name: str) -> bool:
    """Whether a type has such a method that is a compiled function."""
    tree = parse(text)
    return tree[0] == "class" and tree[1] in KINDS and name in _natives(tree, _base(tree))


def adopt(text: str, name: str, function: Any) -> None:
    """Take a method out of a module file, if there is none."""
    cls = class_of(text)
    if isinstance(vars(cls).get(name), _Missing):
        _give(cls, name, function)


def _base(tree: Any) -> Any:
    """What the class of a type derives from."""
    found: Any
    _, name, *_, last = tree
    parts = last[0] == "class" and (last[1] in KINDS or "." in last[1])
    if name == "list":
        from .held_list import List as found
    elif name == "dict":
        from .held_dict import Dict as found
    else:
        from .held_set import Set as found
    if parts:
        from .held_whole import DictOfParts, ListOfParts

        found = ListOfParts if name == "list" else DictOfParts
    return found


class _Missing:
    """A method of which there is no code."""

    def __init__(self, owner: str, name: str):
        self._text = (
            f"{owner}.{name} needs the compiler, and only the runtime is installed here: install "
            f"the package jitscript, or save the methods, too: save(path, …, js.{owner})"
        )

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        raise ImportError(self._text)


def hold(capsule: Any, address: int, text: str, number: int) -> Any:
    """What Python holds of the native container at an address, which the capsule keeps."""
    cls = class_of(text)
    if cls._waits:
        fill(cls)
    made = cls.__new__(cls)
    made._capsule = capsule
    _word_at(id(made) + abi.HELD_NUMBER).value = number
    _word_at(id(made) + abi.HELD_NATIVE).value = address
    ALIVE[address] = seen = _Seen(made, _gone)
    seen.address = address
    return made


class _Seen(ref):  # type: ignore[type-arg]
    """A weak reference in `ALIVE`."""

    __slots__ = ("address",)
    address: int


def _gone(seen: Any) -> None:
    known: Any = ALIVE
    if known.get(seen.address) is seen:
        del ALIVE[seen.address]


def restore(text: str, items: list[Any]) -> Any:
    """What was pickled."""
    return class_of(text)(items)


def is_made(held: Any) -> bool:
    """Whether there is anything native behind an object: not after a class's `__new__` alone."""
    return bool(_word_at(id(held) + abi.HELD_NATIVE).value)


def shown(cls: Any) -> str:
    """The class of what Python holds, as one names it: a scripted class has the user's name."""
    name = str(cls.__name__)
    return f"js.{name}" if "[" in name else name


def refused(text: str, value: Any, or_none: bool) -> Misfit:
    """What is told of an argument that is not held, where nothing else does."""
    expected = shown(class_of(text))
    plain = isinstance(value, (list, tuple, dict, set, frozenset))
    return not_a(expected + " | None" * or_none, value, f"{expected}({{}})" * plain)


class Glue:
    """How a method is called with what its compiled function does not take: `function` is given
    what calls that with arguments of the exact types, then the arguments."""

    __slots__ = ("_exact", "_function")

    def __init__(self, function: Any):
        self._function = function
        self._exact: Any = None

    def bind(self, *args: Any, **keywords: Any) -> Any:
        return args, keywords

    def call(self, function: Any, bound: Any) -> Any:
        if self._exact is None:
            from .calls import Plan

            plan = Plan(function)
            self._exact = lambda *args: plan.call(function, plan.bind(*args))
        args, keywords = bound
        return self._function(self._exact, *args, **keywords)


class Held(_Words):  # type: ignore[misc]
    """What all held containers have."""

    __slots__ = ()
    __text__ = ""
    __hash__ = None  # type: ignore[assignment]
    _has_parts = False

    def __init_subclass__(cls) -> None:
        base: Any = cls.__bases__[0]
        if getattr(base, "_sealed", False):
            raise TypeError(
                f"no class can derive from {base.__name__}, whose instances are native; without "
                f"@script above {base.__name__} they are copied, and it can be a base"
            )
        if base.__text__ or (cls.__module__.partition(".")[0] != "jitscript" and not _making):
            raise TypeError("no class can derive from that of a native container")

    @staticmethod
    def _given(cls: Any, items: Any) -> Any:
        """A container of what the class is called with."""
        return cls._made(items)

    def _like(self, items: Any) -> Any:
        """Items of Python's container as the methods take them."""
        return items

    def __copy__(self) -> Any:
        return self.copy()

    def __deepcopy__(self, memo: Any) -> Any:
        return self.copy()


def index(i: Any, what: str) -> int:
    """An index as `list` takes it, in a word. `what` is said of one that does not fit."""
    try:
        found = i.__index__()
    except AttributeError:
        raise TypeError(
            f"list indices must be integers or slices, not {type(i).__name__}"
        ) from None
    if not _LEAST <= found <= _MOST:
        raise IndexError(what)
    return int(found)


def _bound(i: Any) -> int | None:
    """A bound of a slice."""
    if i is None:
        return None
    try:
        found = i.__index__()
    except AttributeError:
        raise TypeError(
            "slice indices must be integers or None or have an __index__ method"
        ) from None
    return int(min(max(found, _LEAST), _MOST))


def bounds(key: slice) -> tuple[int | None, int | None, int | None]:
    return _bound(key.start), _bound(key.stop), _bound(key.step)
