"""What compiled code asks of the Python objects that it holds without knowing their types."""

from __future__ import annotations

import sys
from functools import partial
from itertools import islice
from types import FunctionType, MethodType

from . import carried
from .python_calls import content_of, contents_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType
    from typing import Any

FRAMED = "@"  # begins the place of a call that is to have a frame of the user's
codes: dict[int, CodeType] = {}  # of these frames, which no traceback shows: it has others


def check(x: Any) -> None:
    """Refuse what compiled code may have another copy of, or that may change one: an instance of a
    class, or a function, of the user's. Raises RuntimeError."""
    cls = type(x)
    if cls in _fine:
        return
    if not is_fine(x):
        raise RuntimeError(
            f"compiled code came to a {cls.__name__} through Python, of which it would have a copy "
            "(hint: pass it as an argument, or call a function marked with `js.python`)"
        )
    if cls.__module__ in _STANDARD and cls not in _FUNCTIONS:
        if len(_fine) > 1000:
            _fine.clear()
        _fine.add(cls)


def is_fine(x: Any) -> bool:
    """Whether an object is none of the user's, and nothing that may change what is."""
    cls = type(x)
    if cls in _FUNCTIONS:
        owner = x.func if cls is partial else getattr(x, "__self__", None)
        return is_fine(owner) if owner is not None else _is_standard(x)
    if _is_standard(cls) or not cls.__flags__ & _BY_STATEMENT:
        return True
    if getattr(cls, "_sealed", False) is not False:  # held by Python as it is
        return True
    bases = [base for base in cls.__mro__ if base is not object and base.__module__ not in _MARKS]
    return any(_is_standard(base) or not base.__flags__ & _BY_STATEMENT for base in bases)


def _is_standard(x: Any) -> bool:
    module = getattr(x, "__module__", None)
    return module is None or str(module).partition(".")[0] in _STANDARD


_STANDARD = sys.stdlib_module_names - {"__main__"}
_FUNCTIONS = (FunctionType, MethodType, partial)
_MARKS = ("abc", "typing", "collections.abc", "_collections_abc")  # bases of any class
_BY_STATEMENT = 1 << 9  # Py_TPFLAGS_HEAPTYPE


class Walk:
    """An iterator that is asked for one more before that is taken."""

    __slots__ = ("found", "rest")

    def __init__(self, values: Any):
        self.rest: Iterator[Any] = iter(values)
        self.found: Any = None


_fine: set[type] = {Walk}  # classes whose instances are


def more(walk: Walk) -> bool:
    try:
        walk.found = next(walk.rest)
    except StopIteration:
        return False
    return True


def taken(walk: Walk) -> Any:
    found, walk.found = walk.found, None
    return found


def elements(values: Any, count: int, target: bool) -> list[Any]:
    """What is unpacked into so many names, or, where it is -1, wherever a star takes the rest."""
    cls = type(values)
    if not (hasattr(cls, "__iter__") or hasattr(cls, "__getitem__")):
        if target:
            raise TypeError(f"cannot unpack non-iterable {cls.__name__} object")
        raise TypeError(f"Value after * must be an iterable, not {cls.__name__}")
    walk = iter(values)
    if count < 0:
        return list(walk)
    found = list(islice(walk, count + 1))
    if len(found) < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {len(found)})")
    if len(found) > count:
        raise ValueError(f"too many values to unpack (expected {count})")
    return found


def enter(manager: Any) -> Any:
    for name in ("__enter__", "__exit__"):
        if not hasattr(type(manager), name):
            what = (
                f"'{type(manager).__name__}' object does not support the context manager protocol"
            )
            if name == "__exit__":
                what += " (missed __exit__ method)"
            raise TypeError(what)
    return type(manager).__enter__(manager)


def leave(manager: Any, error: BaseException | None) -> bool:
    """Call `__exit__`, with the error that leaves the body, if one does; whether it ends there."""
    exit = type(manager).__exit__
    if error is None:
        exit(manager, None, None, None)
        return False
    try:
        raise error
    except BaseException as handled:
        if not carried.is_shown(handled):
            return bool(exit(manager, type(handled), handled, handled.__traceback__))
        shown = [x for name, x in vars(handled).items() if name.isidentifier()]
        lent = [x for x, _ in contents_of([*shown, *handled.args])]
        given = (manager, type(handled), handled, handled.__traceback__)
        return bool(_unnoticed(lent, exit, given, {}))


def error(x: BaseException) -> BaseException:
    """An exception that Python may keep and change. Raises RuntimeError where it is an instance of
    compiled code's, of which it would have a copy."""
    if carried.is_shown(x):
        raise RuntimeError(
            f"a {type(x).__name__} cannot be given to Python, as it holds what can change: Python "
            "would have a copy (hint: pass its text)"
        )
    return x


def same(a: Any, b: Any) -> bool:
    return a is b


def truth(x: Any) -> bool:
    return bool(x)


def contains(box: Any, item: Any) -> bool:
    return item in box


def itself(x: Any) -> Any:
    return x


def _references(x: Any) -> int:
    return sys.getrefcount(x)


_ALONE = _references(*([],)) + 1  # and what holds it for compiled code


def _references_within(x: Any) -> int:
    """The most references that there are to one of the containers in a container."""
    most, work = 0, [x]
    while work:
        box = work.pop()
        for part in box.values() if type(box) is dict else box if type(box) is list else ():
            if type(part) in _LENT:
                most = max(most, sys.getrefcount(part))
                work.append(part)
    return most


_LENT = (list, dict, set)
_ALONE_WITHIN = _references_within([[]])


def unshared(x: Any) -> Any:
    """`x`, of which compiled code makes a container of its own: nobody else may have it, nor one
    in it. Raises RuntimeError."""
    if sys.getrefcount(x) > _ALONE or _references_within(x) > _ALONE_WITHIN:
        raise RuntimeError(
            f"compiled code cannot take a {type(x).__name__} that others hold, too: it would have "
            "a copy (hint: copy it first, or leave the variable without an annotation)"
        )
    return x


def item(box: Any, key: Any) -> Any:
    return box[key]


def set_item(box: Any, key: Any, value: Any) -> None:
    box[key] = value


def delete_item(box: Any, key: Any) -> None:
    del box[key]


def set_attribute(x: Any, name: str, value: Any) -> None:
    setattr(x, name, value)


def is_of(x: Any, *classes: type) -> bool:
    return isinstance(x, classes)


def is_sequence(x: Any) -> bool:
    """As a pattern asks."""
    match x:
        case [*_]:
            return True
    return False


def is_mapping(x: Any) -> bool:
    match x:
        case {}:
            return True
    return False


def slice_of(box: Any, start: Any, stop: Any, step: Any) -> Any:
    return box[start:stop:step]


def set_slice(box: Any, start: Any, stop: Any, step: Any, values: Any) -> None:
    box[start:stop:step] = values


def delete_slice(box: Any, start: Any, stop: Any, step: Any) -> None:
    del box[start:stop:step]


def call(function: Any, args: tuple[Any, ...], words: dict[str, Any]) -> Any:
    """A call in a frame of the user's with containers of compiled code, which would not see what
    happens to them. Raises RuntimeError where the callee changes or keeps one."""
    code = getattr(function, "func", function).__code__
    lent = (args[int(x)] if x.isdigit() else words[x] for x in _lent[id(code)])
    given = [x for x in lent if type(x) in _LENT]  # they may be something else, too
    for x in given:
        parts = x.values() if type(x) is dict else x if type(x) is list else ()
        given += [y for y in parts if type(y) in _LENT and not any(y is z for z in given)]
    return _unnoticed(given, function, args, words)


def _unnoticed(lent: list[Any], function: Any, args: tuple[Any, ...], words: dict[str, Any]) -> Any:
    """A call with what compiled code has copies of. Raises RuntimeError where some of that is
    another afterwards, or is kept."""
    before = [_parts(x) for x in lent]
    held = [sys.getrefcount(x) for x in lent]
    made = function(*args, **words)
    kept = [x for x, count in zip(lent, held) if sys.getrefcount(x) - 1 > count]
    for x, old in zip(lent, before):
        new = _parts(x)
        same = len(new) == len(old) and all(map(_alike, new, old))
        if not same or any(x is y for y in kept):
            raise RuntimeError(
                f"Python {'keeps' if same else 'has changed'} a {type(x).__name__} of compiled "
                "code, which has one of its own (hint: pass a tuple)"
            )
    return made


def _parts(x: Any) -> list[Any]:
    if isinstance(x, dict):
        return list(x.items())
    return list(x) if isinstance(x, (list, set)) else content_of(x) or []


def _alike(a: Any, b: Any) -> bool:
    """Whether two elements, or two items of a dict, are the same."""
    if type(a) is tuple and type(b) is tuple and len(a) == len(b) == 2:
        return a is b or (a[0] is b[0] and a[1] is b[1])
    return a is b


_lent: dict[int, list[str]] = {}  # by the code of the frame


def _call() -> Any:
    return lambda function, /, *args, **words: function(*args, **words)


def place(function: str, line: int, lent: str, inner: str, file: str) -> str:
    """The name of a call of what Python has under the name `inner`, or, without one, of its first
    argument; it has a frame at this place of the user's, whose module the name begins with.
    `lent`: the places and names of its arguments that are containers of compiled code."""
    return f"{FRAMED}{line}@{function}@{lent}@{inner}@{file}"


def inner_of(name: str) -> str:
    """The name of what is called in a frame."""
    return name.split("@", 5)[4]


def framed(name: str, find: Any) -> Any:
    """What does a call in a frame of the user's, so that who looks at the frame of its caller (a
    warning, a log) finds the user's file, line, function and globals."""
    _, line, function, lent, inner, file = name.split("@", 5)
    module, _, qualified = function.partition(":")
    template = _call()
    changes: dict[str, Any] = {"co_filename": file, "co_firstlineno": int(line)}
    changes["co_name"] = qualified.rpartition(".")[2]
    if sys.version_info >= (3, 11):
        changes["co_qualname"] = qualified
    code = template.__code__.replace(**changes)
    codes[id(code)] = code
    _lent[id(code)] = lent.split(",") if lent else []
    space = vars(sys.modules[module]) if module in sys.modules else {"__name__": module}
    made = FunctionType(code, space, code.co_name)
    if not inner:
        return made
    return partial(made, find(inner))
