"""The identity of a function for the cache: a hash of everything its compiled code depends on.

    its source lines, file and place (tracebacks name them), bytecode, annotations, defaults
    what its globals and closure cells hold: functions and classes likewise, in depth; constants
    and NumPy arrays by value; modules by name and version, and what is used of them
    types that its annotations name
    options, the compiler's version, Python's version, the processor

Computed without the compiler and without importing anything large. Whatever is not known here
enters by its repr: if that changes from run to run, the function is compiled in each.
"""

from __future__ import annotations

import os
import sys
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType

from . import abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_ATOMS = (int, str, bytes, bool, complex, type(None), type(Ellipsis))
_OPAQUE = ("numpy", "jitscript", "math", "builtins", "typing", "operator", "functools")
_STANDARD = os.path.dirname(os.__file__) + os.sep
_INSTALLED = tuple(_STANDARD + name for name in ("site-packages", "dist-packages"))
_files: dict[str, list[bytes]] = {}


def digest(data: bytes) -> bytes:
    """A 32-byte hash of `data`."""
    return _hasher(data).digest()


def identity(function: FunctionType) -> str | None:
    """A hash of what `function` is compiled from; None where the source of a function is not to
    be had here: bytecode knows nothing of annotated locals."""
    walk = _Walk()
    walk.function(function)
    return walk.hash.hexdigest() if walk.complete else None


def key(identity: str, options: Sequence[str]) -> str:
    """The key of a function compiled with `options`, 40 hexadecimal digits."""
    walk = _Walk()
    walk.add("options", *options)
    walk.add("environment", *_environment())
    walk.add("function", identity)
    return walk.hash.hexdigest()[:40]


def _hasher(data: bytes = b"") -> Any:
    try:
        from _blake2 import blake2b  # a third of the import time of hashlib
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=32)


class _Walk:
    """Adds values to one hash, each function, class and module once."""

    def __init__(self) -> None:
        self.hash = _hasher()
        self.complete = True
        self.seen: dict[int, int] = {}
        self.seen_attributes: set[tuple[str, str]] = set()

    def add(self, *parts: str | bytes) -> None:
        """Add texts so that no two sequences of texts look alike."""
        for part in parts:
            raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
            self.hash.update(b"%d:" % len(raw))
            self.hash.update(raw)

    def again(self, value: Any) -> bool:
        """Whether `value` was added before; then only its number is."""
        known = len(self.seen)
        number = self.seen.setdefault(id(value), known)
        self.add("object", str(number))
        return number < known

    def value(self, value: Any, names: Iterable[str] = ()) -> None:
        """Add anything. `names` are those that code uses, for what it uses of a module."""
        kind = type(value)
        if kind in _ATOMS:
            self.add(kind.__name__, repr(value))
        elif kind is float:
            self.add("float", value.hex())
        elif kind is tuple or kind is list:
            self.add(kind.__name__, str(len(value)))
            for item in value:
                self.value(item)
        elif kind is FunctionType and not _is_foreign(value):
            self.function(value)
        elif isinstance(value, ModuleType):
            self.module(value, names)
        elif _is_foreign(value):
            root = sys.modules.get(value.__module__.partition(".")[0])
            version = str(getattr(root, "__version__", ""))
            self.add("foreign", value.__module__, value.__qualname__, version)
        elif _is_class(value):
            self.klass(value)
        elif kind is BuiltinFunctionType:
            self.add("builtin", str(value.__module__), value.__qualname__)
        elif type(getattr(value, "__wrapped__", None)) is FunctionType:
            self.function(value.__wrapped__)
        elif kind.__module__ == "numpy" or kind.__module__.startswith("numpy."):
            self.numpy(value)
        else:
            self.add("other", kind.__module__, kind.__qualname__, repr(value))
            for part in ("__args__", "__constraints__", "__bound__", "__metadata__"):
                self.value(getattr(value, part, None))  # of generic types and type variables

    def function(self, function: FunctionType) -> None:
        if self.again(function):
            return
        code = function.__code__
        self.add("function", str(function.__module__), function.__qualname__)
        self.add(code.co_filename, str(code.co_firstlineno))
        source = _source(code, function.__globals__)
        self.complete = self.complete and bool(source)
        self.add(*source)
        self.code(code)
        self.value(function.__defaults__)
        for name, default in sorted((function.__kwdefaults__ or {}).items()):
            self.add("default", name)
            self.value(default)
        annotations: dict[str, Any] = function.__annotations__
        for name, annotation in annotations.items():
            self.add("annotation", name)
            self.value(annotation)
        for name, cell in zip(code.co_freevars, function.__closure__ or ()):
            self.add("closure", name)
            try:
                self.value(cell.cell_contents)
            except ValueError:
                self.add("empty")
        self.globals(function.__globals__, sorted(_names(code)), _words(source, annotations))

    def globals(self, scope: dict[str, Any], used: list[str], words: set[str]) -> None:
        """Add the globals that code loads, and types that only annotations name."""
        for name in used:
            self.add("global", name)
            if name in scope:
                self.value(scope[name], used)
        for name in sorted(words.difference(used).intersection(scope)):
            value = scope[name]
            if _is_class(value) or type(value).__module__ in ("types", "typing"):
                self.add("type", name)
                self.value(value)

    def code(self, code: CodeType) -> None:
        self.add("code", code.co_name, code.co_code, str(code.co_flags))
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                self.code(constant)
            elif not isinstance(constant, frozenset):  # the source has it, in order
                self.value(constant)

    def module(self, module: ModuleType, names: Iterable[str]) -> None:
        name = module.__name__
        self.add("module", name, str(getattr(module, "__version__", "")))
        if _is_opaque(name):
            return
        for used in names:
            if used in module.__dict__ and (name, used) not in self.seen_attributes:
                self.seen_attributes.add((name, used))
                self.add("attribute", used)
                self.value(module.__dict__[used], names)

    def klass(self, klass: type) -> None:
        if self.again(klass):
            return
        self.add("class", klass.__module__, klass.__qualname__)
        if _is_opaque(klass.__module__):
            return
        for base in klass.__bases__:
            self.klass(base)
        members: dict[str, Any] = getattr(klass, "__members__", {})  # of an enumeration
        for name, member in members.items():
            self.add("member", name)
            self.value(member.value)
        for name, value in klass.__dict__.items():
            if name == "__annotations__":
                for field, annotation in value.items():
                    self.add("field", field)
                    self.value(annotation)
            elif isinstance(value, (FunctionType, *_ATOMS, float, tuple)):
                self.add("member", name)
                self.value(value)
            elif isinstance(value, (staticmethod, classmethod, property)):
                inner = value.fget if isinstance(value, property) else value.__func__
                self.add("member", name, type(value).__name__)
                self.value(inner)

    def numpy(self, value: Any) -> None:
        dtype, shape = getattr(value, "dtype", None), getattr(value, "shape", None)
        if shape is None or dtype is None or dtype.hasobject:
            self.add("numpy", type(value).__name__, repr(value))
            return
        self.add("array", type(value).__name__, dtype.str, repr(shape), value.tobytes())


def _is_opaque(module: str) -> bool:
    """Whether a module is known by its name: its version is Python's, or is added with it."""
    root = module.partition(".")[0]
    return root in _OPAQUE or _is_standard(root)


def _is_standard(root: str) -> bool:
    """Whether a package is the standard library's, and no file of the user that has its name, as
    this.py or calendar.py have."""
    if root not in sys.stdlib_module_names or root == "__main__":
        return False
    file = getattr(sys.modules.get(root), "__file__", None)
    return file is None or (file.startswith(_STANDARD) and not file.startswith(_INSTALLED))


def _is_foreign(value: Any) -> bool:
    """Whether `value` is a function or class of a module that is known by its name."""
    module = getattr(value, "__module__", None)
    return (
        isinstance(module, str)
        and isinstance(getattr(value, "__qualname__", None), str)
        and not hasattr(value, "__args__")  # list[int] passes for list
        and _is_opaque(module)
    )


def _is_class(value: Any) -> bool:
    """Without the parametrised types that CPython 3.10 passes for classes."""
    return issubclass(type(value), type)


# --- source --------------------------------------------------------------------------------------


def _source(code: CodeType, scope: dict[str, Any]) -> list[bytes]:
    """The function's lines: from its first, decorators included, to the next that is not deeper."""
    lines = _lines(code.co_filename, scope)
    first = code.co_firstlineno - 1
    if first >= len(lines):
        return []
    base = _indent(lines[first])
    end = max(_last_line(code), first + 1)
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > base):
        end += 1
    while end > first and not lines[end - 1].strip():
        end -= 1
    return lines[first:end]


def _lines(file: str, scope: dict[str, Any]) -> list[bytes]:
    found = _files.get(file)
    if found is None:
        try:
            with open(file, "rb") as opened:
                found = opened.read().splitlines()
            _files[file] = found
        except OSError:  # a notebook cell, the REPL, a zip file: may change under its name
            import linecache

            found = [line.encode() for line in linecache.getlines(file, scope)]
    return found


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip())


def _last_line(code: CodeType) -> int:
    last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    inner = [_last_line(c) for c in code.co_consts if isinstance(c, CodeType)]
    return max(last, *inner) if inner else last


def _names(code: CodeType) -> set[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names(constant)
    return names


def _words(source: list[bytes], annotations: dict[str, Any]) -> set[str]:
    """All identifiers in the text of a function and of its annotations."""
    text = b" ".join(source).decode("utf-8", "replace")
    text += " ".join(a for a in annotations.values() if isinstance(a, str))
    return set("".join(c if c.isalnum() or c == "_" else " " for c in text).split())


# --- what else the code depends on ----------------------------------------------------------------

_known: tuple[str, ...] = ()


def _environment() -> tuple[str, ...]:
    global _known
    if not _known:
        _known = (sys.version, sys.platform, _compiler(), abi.identity(), _processor())
    return _known


def _compiler() -> str:
    """The version of the compiler; in a checkout, where sources change under one version, also
    the sizes and times of all its files."""
    from .. import __version__

    if not os.path.exists(os.path.join(os.path.dirname(_PACKAGE), "pyproject.toml")):
        return __version__
    stamps = []
    for path, _, files in os.walk(_PACKAGE):
        if not path.endswith("__pycache__"):
            for file in files:
                status = os.stat(os.path.join(path, file))
                stamps.append(f"{path}/{file} {status.st_size} {status.st_mtime_ns}")
    return __version__ + digest("\n".join(sorted(stamps)).encode()).hex()


def _processor() -> str:
    """Model and features of the processor, as code for "native" depends on them."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ["PROCESSOR_IDENTIFIER"]
    try:
        with open("/proc/cpuinfo", "rb") as file:
            first = file.read(8192).partition(b"\n\n")[0]
    except OSError:
        return machine
    wanted = (b"model name", b"flags", b"Features", b"CPU part")
    return machine + b"".join(
        line for line in first.splitlines() if line.startswith(wanted)
    ).decode("ascii", "replace")
