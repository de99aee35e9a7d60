"""What `python.call` asks of the runtime: callees by name, results that do not fit as they are, and
that no container is changed which was passed as a copy."""

from __future__ import annotations

import sys
from collections import OrderedDict
from functools import partial
from types import CellType, FunctionType

from .convert_scalars import Misfit, not_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LOCAL = "#"  # begins the names of functions that no module has by their name
GET, SET = "?", "!"  # between the name of a class or a module and that of a variable in it
TAKE, PUT = "<", ">"  # the same of a container there: what it holds
OBJECT = "="  # begins the name of what gives the object of a name
_local: dict[str, Any] = {}


def place_of(function: Any) -> str:
    """The name by which `callee` finds a function, a class or the globals of a module: that of its
    module and its own; where the module has not this function by that name, one that is good in
    this process only."""
    if isinstance(function, dict):
        module = sys.modules.get(function.get("__name__", ""))
        if module is not None and vars(module) is function:
            return f"{module.__name__}:"
        _local[f"{LOCAL}{id(function)}:"] = function
        return f"{LOCAL}{id(function)}:"
    if isinstance(function, CellType):
        _local[f"{LOCAL}{id(function)}:"] = function
        return f"{LOCAL}{id(function)}:"
    name = f"{function.__module__}:{function.__qualname__}"
    try:
        found = _found(name)
        if found is function or getattr(found, "__wrapped__", None) is function:
            return name
    except (AttributeError, LookupError):
        pass
    name = f"{LOCAL}{id(function)}:{function.__qualname__}"
    _local[name] = function
    return name


def callee(name: str) -> Any:
    """What Python has under a name. Raises RuntimeError, ImportError."""
    if name in _local:
        return _local[name]
    if name.startswith("@"):
        from .opaque import framed

        return framed(name, callee)
    if name.startswith(OBJECT):
        found = callee(name[1:])
        return lambda: found
    mark = _mark(name)
    if mark in (GET, SET):
        return _variable(name, mark)
    if mark:
        return _container(name, mark)
    module, _, qualified = name.partition(":")
    if module not in sys.modules:
        from importlib import import_module

        import_module(module)
    if not qualified:
        return vars(sys.modules[module])
    try:
        return _found(name)
    except AttributeError:
        raise RuntimeError(
            f"compiled code uses {qualified} of the module {module}, which has no such name"
        ) from None


def flush_output() -> None:
    """What `print(…, flush=True)` does in the end."""
    if sys.stdout is not None:
        sys.stdout.flush()


def shown(name: str) -> str:
    """What a name stands for, as the user writes it."""
    if name.startswith("@"):
        from .opaque import inner_of

        name = inner_of(name) or ":the call"
    if name.startswith(f"{__package__}.opaque:"):
        return "an object of Python's"
    mark = _mark(name)
    written = name.partition("|")[0].partition(":")[2]
    if not mark:
        return f"{written}()"
    owner, _, attribute = written.rpartition(mark)
    return f"{owner}.{attribute}".lstrip(".")


def _mark(name: str) -> str:
    """What stands before the last word of a name, if it is that of a variable. Other names have
    such signs, too: `<locals>`, `<run_path>`."""
    last = max(name.rfind(mark) for mark in (GET, SET, TAKE, PUT))
    return name[last] if last >= 0 and name[last + 1 :].isidentifier() else ""


def _variable(name: str, how: str) -> Any:
    """What reads, or sets, a variable of a class or a module."""
    owner, _, attribute = name.rpartition(how)
    space = callee(owner)
    if isinstance(space, dict):
        return _global(space, attribute) if how == GET else partial(space.__setitem__, attribute)
    return partial(getattr, space, attribute) if how == GET else partial(setattr, space, attribute)


_taken: dict[str, tuple[Any, Any]] = {}  # containers, and what they held then


def _container(name: str, how: str) -> Any:
    """What gives a container of a class or a module, or fills it with what another one holds. It
    may have several names, between which there is a bar."""
    places = [place.rpartition(how) for place in name.split("|")]
    key, attribute = f"{places[0][0]}.{places[0][2]}", places[0][2]
    read, *others = [_reading(callee(owner), last) for owner, _, last in places]

    def take() -> Any:
        found = read()
        if any(other() is not found for other in others):
            raise RuntimeError(f"{attribute} is not one object any more under all its names")
        _taken[key] = found, found.copy() if hasattr(found, "copy") else found
        return found

    def put(new: Any) -> None:
        found, before = _taken.pop(key)
        if read() is not found or not _same_elements(found, before):
            raise RuntimeError(f"{attribute} was changed by someone else during a call that did")
        _refill(found, new)

    return take if how == TAKE else put


def _same_elements(a: Any, b: Any) -> bool:
    if len(a) != len(b) or isinstance(a, set):
        return bool(a == b)  # a copy of a set may have another order
    if isinstance(a, dict):
        return all(k is m and v is w for (k, v), (m, w) in zip(a.items(), b.items()))
    return all(x is y for x, y in zip(a, b))


def _refill(old: Any, new: Any) -> None:
    """Have `old` hold what `new` does. Who goes through a dict or set that did not grow or shrink
    sees no other order."""
    if isinstance(old, list):
        old[:] = new
    elif isinstance(old, dict):
        if list(old) != list(new)[: len(old)]:
            old.clear()
        ordered = isinstance(old, OrderedDict)
        (OrderedDict if ordered else dict).update(old, new)  # a Counter's own would add
    elif isinstance(old, set):
        for x in old - new:  # one by one: its table is then as that of Python's own changes
            old.discard(x)
        for x in new - old:
            old.add(x)
    else:
        old.clear()
        old.extend(new)


def _reading(space: Any, name: str) -> Any:
    if isinstance(space, dict):
        return _global(space, name)
    of_function = isinstance(space, FunctionType) or hasattr(space, "__wrapped__")
    return partial(default_of if of_function else getattr, space, name)


def default_of(function: Any, name: str) -> Any:
    """The default that a parameter of a function, scripted or not, has now."""
    while not isinstance(function, FunctionType):
        function = function.__wrapped__
    code, values = function.__code__, function.__defaults__ or ()
    positional = code.co_varnames[: code.co_argcount]
    given = dict(zip(positional[len(positional) - len(values) :], values))
    return {**given, **(function.__kwdefaults__ or {})}[name]


def _global(space: dict[str, Any], name: str) -> Any:
    def read() -> Any:
        try:
            return space[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    return read


def _found(name: str) -> Any:
    module, _, qualified = name.partition(":")
    found: Any = sys.modules[module]
    for part in qualified.split("."):
        found = getattr(found, part)
    return found


def result(text: str, name: str, value: Any, exact: bool) -> Any:
    """The result of a callee converted to the type that the text names. Raises TypeError,
    OverflowError."""
    from .convert import converter
    from .typetext import parse, python_text

    tree = parse(text)
    what = shown(name)
    try:
        if exact:
            plain = _unnamed(value)
            if plain is value:
                if type(value) is int and python_text(tree) == "int":
                    converter(tree)(value)  # which tells that it is too wide
                raise not_a(python_text(tree), value)
            return plain
        return converter(tree)(value)
    except Misfit as misfit:
        where = ("the result of " if what.endswith(")") else "") + what
        where += f", at result{misfit.path}," if misfit.path else ""
        raise misfit.kind(f"{where} {misfit.expected}{misfit.found}") from None


def _unnamed(value: Any) -> Any:
    """A tuple for one with names."""
    if not isinstance(value, tuple):
        return value
    items = tuple(map(_unnamed, value))
    same = type(value) is tuple and all(a is b for a, b in zip(items, value))
    return value if same else items


_HARMLESS = (__name__, f"{__package__}.opaque")


def watched_call(function: Any, args: tuple[Any, ...], keywords: dict[str, Any] | None) -> Any:
    """Call a function that gets copies of containers. Raises RuntimeError where it changed one:
    compiled code would not see that."""
    if getattr(function, "__module__", "") in _HARMLESS:  # which change nothing of the kind
        return function(*args)
    if is_framed(function):
        from .opaque import call

        return call(function, args, keywords or {})
    given = [*args, *(keywords or {}).values()]
    before = list(contents_of(given))
    made = function(*args, **(keywords or {}))
    after = list(contents_of(given))
    if len(before) != len(after) or any(map(_differ, before, after)):
        changed = next((b[0] for b, a in zip(before, after) if _differ(b, a)), before[-1][0])
        name = getattr(function, "__qualname__", repr(function))
        raise RuntimeError(
            f"{name}() changed a {type(changed).__name__} that compiled code passed to it, which "
            "would not see the change (hint: return what is new)"
        )
    return made


def is_framed(function: Any) -> bool:
    """Whether a call is one that the user has not marked."""
    opaque = sys.modules.get(f"{__package__}.opaque")
    call = function.func if isinstance(function, partial) else function
    return opaque is not None and id(getattr(call, "__code__", None)) in opaque.codes


def contents_of(given: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Every container that is reached, with what it holds."""
    seen: set[int] = set()
    work = list(reversed(given))
    while work:
        value = work.pop()
        if id(value) in seen:
            continue
        held = content_of(value)
        if held is None:
            continue
        seen.add(id(value))
        yield value, held
        work += reversed(held)


def content_of(value: Any) -> list[Any] | None:
    """What a container or an instance holds; None of what holds nothing."""
    kind = type(value)
    if kind in _ATOMS or kind.__module__ == "numpy":
        return None
    if isinstance(value, dict):
        return [x for item in value.items() for x in item]
    if isinstance(value, (list, tuple, set, frozenset)) or kind.__module__ == "collections":
        return list(value)
    names = [n for c in kind.__mro__ for n in _names(c.__dict__.get("__slots__", ()))]
    fields = [getattr(value, n) for n in names if hasattr(value, n)]
    return [*fields, *getattr(value, "__dict__", {}).values()]


def _names(slots: Any) -> tuple[str, ...]:
    names = (slots,) if isinstance(slots, str) else tuple(slots)
    return tuple(n for n in names if n not in ("__dict__", "__weakref__"))


_ATOMS = (int, float, complex, bool, str, bytes, type(None))


def _differ(before: tuple[Any, list[Any]], after: tuple[Any, list[Any]]) -> bool:
    if before[0] is not after[0] or len(before[1]) != len(after[1]):
        return True
    return any(b is not a for b, a in zip(before[1], after[1]))


def ends_of_range(value: Any) -> list[Any]:
    """Start, stop and step of a range; None for each of anything else."""
    if type(value) is not range:
        return [None, None, None]
    return [value.start, value.stop, value.step]


def is_generator(value: Any) -> bool:
    """Whether it is exactly a `np.random.Generator`."""
    random = sys.modules.get("numpy.random")
    return random is not None and type(value) is random.Generator
