"""Which library code stands for which Python object.

    @builtin(math.gcd)
    def gcd(a: int, b: int) -> int: ...          # an overload of the function math.gcd

    @builtin(list)
    class List(Generic[T]): ...                  # the implementation of the type list

    @family({math.sin: "sin", math.cos: "cos"})
    def of_libm(name: Given, x: float) -> float: # an overload of both, which get their own `name`

    @constructor(np.int8, np.int16)
    def cast(to: type[D], x: Real) -> D: ...     # the same; `to` is the type that is called

The Python object is the *oracle*: the front end looks overloads up by it, and the generated tests
compare with it. Registering compiles nothing. `find` imports only the library modules whose text
registers something under the oracle's name, so a new file in this package is all that a new
builtin needs. A module whose name ends in `_numpy` is passed over until NumPy is imported: before
that no value has a NumPy type.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from .. import reading

F = TypeVar("F", bound=Callable[..., Any])


class Overload:
    """One library function registered for `oracle`; `given` are arguments that come before those
    of a call."""

    __slots__ = ("fn", "given", "oracle")

    def __init__(self, oracle: Any, fn: Callable[..., Any], given: tuple[Any, ...] = ()):
        self.oracle, self.fn, self.given = oracle, fn, given

    def __repr__(self) -> str:
        return f"<Overload {self.fn.__qualname__} of {self.oracle!r}>"


_overloads: dict[Any, list[Overload]] = {}
_classes: dict[Any, type] = {}
_oracle_of: dict[type, Any] = {}
_index: dict[str, set[str]] | None = None


def builtin(*oracles: Any) -> Callable[[F], F]:
    """Register a function as an overload, or a class as the implementation, of each oracle."""

    def register(target: F) -> F:
        for oracle in oracles:
            if isinstance(target, type):
                _classes[oracle] = target
                _oracle_of[target] = oracle
            else:
                _overloads.setdefault(oracle, []).append(Overload(oracle, target))
        return target

    return register


def family(given: dict[Any, Any]) -> Callable[[F], F]:
    """Register a function as an overload of each oracle, with its first argument for each."""

    def register(target: F) -> F:
        for oracle, first in given.items():
            _overloads.setdefault(oracle, []).append(Overload(oracle, target, (first,)))
        return target

    return register


def constructor(*types: type) -> Callable[[F], F]:
    """Register a function as an overload of each type; it is given the type that was called."""
    return family({t: t for t in types})


def find(oracle: Any) -> list[Overload]:
    """The overloads of a Python object, by module and in order of registration, whatever else was
    imported before; empty when there are none."""
    try:
        hash(oracle)
    except TypeError:
        return []
    _import_for(oracle)
    found = _overloads.get(oracle, [])
    found.sort(key=lambda overload: str(overload.fn.__module__))
    return found


def find_class(oracle: Any) -> type | None:
    """The library class that implements a Python type, or None."""
    _import_for(oracle)
    return _classes.get(oracle)


def module(name: str) -> Any:
    """The library module of that name, for what stands for no Python object."""
    return importlib.import_module(f"{__package__}.{name}")


def oracle_of_function(fn: Any) -> Any:
    """The Python object that a library function is an overload of, or None."""
    found = (o.oracle for overloads in _overloads.values() for o in overloads if o.fn is fn)
    return next(found, None)


def oracle_of(cls: type) -> Any:
    """The Python type that a library class implements, or None."""
    return _oracle_of.get(cls)


def overloads() -> dict[Any, list[Overload]]:
    """What the modules imported so far have registered, by oracle."""
    return _overloads


def classes() -> dict[Any, type]:
    """The types that the modules imported so far implement, with their classes."""
    return _classes


def modules() -> list[str]:
    """The full names of all library modules that register something."""
    return sorted({name for names in _names().values() for name in names})


def text() -> str:
    """The text of all library code."""
    return "".join([text for _, text in _sources()])


def _import_for(oracle: Any) -> None:
    for name in sorted(_names().get(_plain(getattr(oracle, "__name__", "")), ())):
        if not name.endswith("_numpy") or "numpy" in sys.modules:
            importlib.import_module(name)


def _plain(name: str) -> str:
    """`np.bool_` calls itself `bool`."""
    return name.rstrip("_")


# It begins a line: that is looked at afterwards, as a search for `@` is four times as fast.
_DECORATOR = re.compile(r"@(?:registry\.)?(?:builtin|family|constructor)\(([^()]*)\)")


def _names() -> dict[str, set[str]]:
    """Oracle name → library modules whose text has `@builtin(….name)` or the like. ValueError
    where one registers `*NAMES` that are no tuple of its text."""
    global _index
    if _index is None:
        files = stamps()
        _index = reading.noted("library", files, _found) if files else _found()
    return _index


def _found() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module, text in _sources():
        for match in _DECORATOR.finditer(text):
            before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if before.strip():
                continue
            for oracle in _spelled_out(module, text, match.group(1)):
                name = _plain(oracle.rpartition(".")[2])
                if name:
                    found.setdefault(name, set()).add(module)
    return found


def _spelled_out(module: str, text: str, given: str) -> Iterator[str]:
    """What a decorator is given, with the elements of the tuples that it names after a star."""
    for oracle in given.strip("{}").split(","):
        oracle = oracle.partition(":")[0].strip()
        if not oracle.startswith("*"):
            yield oracle
            continue
        found = re.search(rf"^{oracle[1:]} = \(([^()]*)\)", text, re.MULTILINE)
        if found is None:
            raise ValueError(f"{module}: {oracle} registers names that its text lacks")
        yield from (name.strip() for name in found.group(1).split(","))


def stamps() -> list[tuple[str, int, int]]:
    """Every file of this package, its size and its time; empty where it is not one folder."""
    path = list(sys.modules[__name__.rpartition(".")[0]].__path__)
    found = []
    for file in _files(path[0]) if len(path) == 1 else ():
        status = os.stat(file)
        found.append((file, status.st_size, status.st_mtime_ns))
    return found


def _files(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for file in sorted(files):
            if file.endswith(".py") and file not in ("registry.py", "intrinsics.py"):
                yield os.path.join(root, file)


def _sources() -> list[tuple[str, str]]:
    """(module name, text) of every file of this package, from its folders or a zip."""
    package = __name__.rpartition(".")[0]
    found = []
    for folder in sys.modules[package].__path__:
        for path in _files(folder):
            inner = os.path.relpath(path, folder)[: -len(".py")].split(os.sep)
            if inner[-1] == "__init__":
                inner.pop()
            with open(path, encoding="utf-8") as stream:
                found.append((".".join([package, *inner]), stream.read()))
    if found:
        return found
    import pkgutil

    for info in pkgutil.walk_packages(__import__(package, fromlist=["x"]).__path__, package + "."):
        loader: Any = info.module_finder.find_spec(info.name, None)
        text = loader.loader.get_source(info.name) if loader and loader.loader else None
        if text is not None:
            found.append((info.name, text))
    return found
