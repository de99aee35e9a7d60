"""Scripted functions that are sent to other processes.

Like a Python function, one that can be imported is pickled by its name. Any other (of the program
itself, of the prompt, from inside another function) is pickled as a name and a Python function: a
pickler that writes Python functions by value, as cloudpickle does for process pools, writes the
whole, and the receiver makes a scripted function of it again; `pickle` itself writes names only,
and the receiver must have the function under its name, as it must for a Python function.

With it go the lines of the function and of those that it uses, for the receiver may not have their
files. It compiles on the first call, or finds the code in the cache.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from . import scripted
from .identity import texts
from .identity.options import FAST
from .identity.search import moved_digest
from .identity.texts import Text
from .runtime import callable


def reduce(function: Any, python: FunctionType, cached: bool) -> Any:
    """What `__reduce__` gives for a scripted function."""
    module, name = function.__module__, function.__qualname__
    if _named(module, name) is function and _is_importable(function):
        return name
    told = module, name, _text(python), cached
    return _placed, told, (function._portable, list(_lines(python, set()))), None, None, _filled


def _text(function: FunctionType) -> bytes:
    """What tells the function from others of its name: its code, and how it is compiled."""
    return moved_digest(function.__code__) + (b"fast" if FAST in function.__dict__ else b"")


def _is_importable(function: Any) -> bool:
    return function.__module__ != "__main__" and "<locals>" not in function.__qualname__


def _named(module: str, name: str) -> Any:
    """What has a qualified name in a module now."""
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _placed(module: str, name: str, code: bytes, cached: bool) -> Any:
    """The scripted function of that name, if it is here; else one to be filled."""
    found = _named(module, name)
    is_here = isinstance(found, callable.ScriptFunction) and "__wrapped__" in found.__dict__
    if is_here and _text(found.python) == code:
        return found
    head = {"name": name.rpartition(".")[2], "qualname": name, "module": module}
    made = callable.make(head, callable.Provider())
    made.__dict__["_cached"] = cached
    return made


def _filled(made: Any, state: Any) -> None:
    if "__wrapped__" in made.__dict__:
        return
    python, lines = state
    for code, *line in lines:
        texts.came[code] = Text(*line)
    python.__qualname__ = made.__qualname__
    scripted.adopt(made, python, made.__dict__.pop("_cached"))


def _lines(function: FunctionType, seen: set[int]) -> Iterator[tuple[Any, ...]]:
    """The lines of a function and of the others that it names, if they cannot be imported."""
    if id(function) in seen:
        return
    seen.add(id(function))
    code, scope = function.__code__, function.__globals__
    text = texts.text_of(code, scope)
    if text is not None:
        yield moved_digest(code), text.first, text.data, text.head, text.whole
    cells = [cell.cell_contents for cell in function.__closure__ or () if _is_full(cell)]
    for used in (*(scope.get(name) for name in _names(code)), *cells):
        used = getattr(used, "__wrapped__", used)
        if type(used) is FunctionType and not _is_importable(used):
            yield from _lines(used, seen)


def _is_full(cell: Any) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def _names(code: CodeType) -> set[str]:
    inner = [_names(c) for c in code.co_consts if isinstance(c, CodeType)]
    return set(code.co_names).union(*inner)
