"""`check`: what of a Python file compiles, and what each function lacks that does not.

The file is imported, with decorators that only note what they are given: nothing is compiled, and
no function is called that the import does not call. (There is no way to know without the import:
what a name means, an annotation for one, only the module's own code tells.) Then the front end goes
over every function of the file, and over all that it calls.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from .commands import UserError, users_code

COMPILES, OPEN, INSIDE, REFUSED = "compiles", "open", "inside", "refused"


class Finding:
    """One function of the file."""

    def __init__(self, function: FunctionType, scripted: bool):
        self.name = function.__qualname__.replace("<locals>.", "")
        self.line = function.__code__.co_firstlineno
        self.scripted = scripted
        self.status = COMPILES
        self.signature = ""
        self.python: list[str] = []  # what it asks the interpreter for
        self.error: Any = None

    def as_json(self) -> dict[str, Any]:
        problems = [] if self.error is None else self.error.diagnostics
        return {
            "name": self.name,
            "line": self.line,
            "scripted": self.scripted,
            "status": self.status,
            "signature": self.signature,
            "python": self.python,
            "problems": [
                {
                    "title": d.title,
                    "file": d.span.file,
                    "line": d.span.line,
                    "column": d.span.col + 1,
                    "end_line": d.span.end_line,
                    "end_column": d.span.end_col + 1,
                    "notes": list(d.notes),
                    "hint": d.hint,
                }
                for d in problems
            ],
        }


def check(options: Namespace) -> int:
    """Print what of a file compiles; 1 if something scripted does not, or nothing does."""
    findings = _findings(_functions(Path(options.source)), options.strict)
    if options.json:
        print(json.dumps({"file": options.source, "functions": [f.as_json() for f in findings]}))
    else:
        _print(options.source, findings)
    wanted = [f for f in findings if f.scripted] or findings
    return int(any(f.status == REFUSED for f in wanted))


# --- the functions of a file ---------------------------------------------------------------------


def _functions(file: Path) -> list[tuple[FunctionType, bool]]:
    """The functions of a file, in its order, each with whether it is scripted."""
    from .. import api

    if not file.is_file():
        raise UserError(f"no file {str(file)!r}")
    noted = api.noted = []
    try:
        with users_code():
            module = _imported(file.resolve())
    except SystemExit as end:
        hint = 'put what only a program does under `if __name__ == "__main__":`'
        raise UserError(
            f"{file} ends the process: SystemExit({end.code!r}) (hint: {hint})"
        ) from None
    finally:
        api.noted = None
    found: dict[Any, bool] = {}
    for function in noted:
        original = getattr(function, "__jitscript_original__", function)
        if _is_of(original, module):
            found[function] = True
    originals = {getattr(f, "__jitscript_original__", f) for f in found}
    for value in vars(module).values():
        if _is_of(value, module) and value not in originals:
            found[value] = False
        elif isinstance(value, type) and value.__module__ == module.__name__:
            methods = _methods(value, module)
            found.update({typed: value in noted for m, typed in methods if m not in originals})
    return sorted(found.items(), key=lambda pair: pair[0].__code__.co_firstlineno)


_CLASS = "__jitscript_method_of__"  # of a method that says its type
_OF_CLASS = {staticmethod, classmethod}
_PARTS = {cached_property: ("func",), property: ("fget", "fset", "fdel")}


def _methods(cls: type, module: ModuleType) -> Iterator[tuple[FunctionType, FunctionType]]:
    """The methods of a class, each as it is, and as a function that says what it is called with.
    Left out: bodies for others to fill in, and exceptions, looked at where one is raised."""
    if issubclass(cls, BaseException) or getattr(cls, "_is_protocol", False):
        return
    for member in vars(cls).values():
        for part in _PARTS.get(type(member), ("__func__",)):
            function = getattr(member, part, member)
            if not _is_of(function, module) or getattr(function, "__isabstractmethod__", False):
                continue
            if function.__code__.co_filename == module.__file__:  # else `dataclass` has made it
                yield function, function if type(member) in _OF_CLASS else _typed(function, cls)


def _typed(function: Any, cls: type) -> FunctionType:
    """A method with a first parameter that says its type."""
    code, defaults = function.__code__, function.__defaults__
    first = code.co_varnames[: min(code.co_argcount, 1)]
    made = FunctionType(
        code, function.__globals__, function.__name__, defaults, function.__closure__
    )
    vars(made).update(vars(function))
    made.__kwdefaults__, made.__qualname__ = function.__kwdefaults__, function.__qualname__
    made.__annotations__ = {**function.__annotations__, **dict.fromkeys(first, cls)}
    vars(made)[_CLASS] = cls
    return made


def _is_of(value: Any, module: ModuleType) -> bool:
    return isinstance(value, FunctionType) and value.__module__ == module.__name__


def _imported(file: Path) -> ModuleType:
    """The module of a file, under the name that it has in its package."""
    root, names = file.parent, [file.stem]
    while (root / "__init__.py").is_file():
        names.insert(0, root.name)
        root = root.parent
    sys.path.insert(0, str(root))
    if len(names) > 1:
        importlib.import_module(".".join(names[:-1]))
    name = ".".join(names)
    if name in sys.modules and len(names) > 1:  # its package has imported it
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


# --- what is wrong with them ---------------------------------------------------------------------


def _findings(functions: list[tuple[FunctionType, bool]], strict: bool) -> list[Finding]:
    errors: dict[Any, Any] = {}  # what is wrong with a class, and so with all its methods
    found = []
    for function, scripted in functions:
        cls = vars(function).get(_CLASS)
        if cls is not None and cls not in errors:
            errors[cls] = _finding(_typed(_nothing, cls), False, False).error
        error = errors.get(cls)
        if error is None or any(d.span.file == __file__ for d in error.diagnostics):
            found.append(_finding(function, scripted, strict))
        else:
            found.append(Finding(function, scripted))
            found[-1].status, found[-1].error = REFUSED, error
    return found


def _nothing(self: Any) -> None:
    """A method that any class may have."""


def _finding(function: FunctionType, scripted: bool, strict: bool) -> Finding:
    from .. import frontend
    from ..diagnostics import CompileError, Diagnostic, Span
    from ..driver import nesting
    from ..entries import fields_are_open, leaves_open

    finding = Finding(function, scripted)
    try:
        with nesting(function):
            inner = None if scripted else _called_inside(function)
            says_no_type, fields = leaves_open(function), fields_are_open(function)
            if inner is not None:
                finding.status, finding.line = INSIDE, inner.__code__.co_firstlineno
                frontend.look_over(inner)
            elif says_no_type or fields:
                finding.status = OPEN
                frontend.look_over(function, fields)
                if strict and says_no_type:
                    place = Span(function.__code__.co_filename, finding.line)
                    title = f"`{finding.name}` does not say the types of all its parameters"
                    raise CompileError([Diagnostic(title, place, hint="annotate them")])
            else:
                try:
                    lowered = frontend.lower_function(function)
                except CompileError:
                    if scripted or not _is_method(function):
                        raise
                    frontend.look_over(function)  # it need not cross the border
                    finding.status = INSIDE
                else:
                    finding.signature = _shown(lowered.signature)
                    finding.python = _asked(lowered.signature)
    except CompileError as error:
        finding.status, finding.error = REFUSED, error
    return finding


def _is_method(function: FunctionType) -> bool:
    around = function.__qualname__.rpartition(".")[0]
    return bool(around) and not around.endswith("<locals>")


def _called_inside(function: FunctionType) -> FunctionType | None:
    """The text of a function that only compiled code can call compiled: with a `*args` that says no
    type, or made a context manager."""
    from ..entries import evaluated
    from ..entries.forms import OPEN as UNTOLD
    from ..entries.forms import is_open
    from ..frontend.managers import generator_of_manager

    made: FunctionType | None = generator_of_manager(function)
    if made is not None or hasattr(function, "__wrapped__"):
        return made
    code = function.__code__
    stars = (code.co_flags & 0x04 > 0) + (code.co_flags & 0x08 > 0)
    first = code.co_argcount + code.co_kwonlyargcount
    for name in code.co_varnames[first : first + stars]:
        annotation = function.__annotations__.get(name, UNTOLD)
        try:
            text = isinstance(annotation, str)
            if is_open(evaluated(function, annotation) if text else annotation):
                return function
        except Exception:  # told where it is compiled
            return None
    return None


def _shown(signature: dict[str, Any]) -> str:
    from ..runtime.calls import python_signature

    return f"{signature['name']}{python_signature(signature)}"


def _asked(signature: dict[str, Any]) -> list[str]:
    """What a function asks the interpreter for, as its text names it."""
    found: dict[str, None] = {}
    for callee in signature.get("python", ()):
        module, _, name = callee.lstrip("@").partition(":")
        if name.startswith("?"):  # a global that is an object of Python's
            found[name[1:]] = None
        else:
            found["objects of Python's" if module == "builtins" else f"{module}.{name}"] = None
    if len(found) > 1:  # whose attributes, then, are asked for
        found.pop("objects of Python's", None)
    return sorted(found)


# --- the report ----------------------------------------------------------------------------------

_WORDS = {
    COMPILES: "compiles",
    OPEN: "its arguments choose types; nothing else is wrong with it",
    INSIDE: "compiled code can call it, Python cannot; nothing else is wrong with it",
    REFUSED: "refused",
}


def _print(file: str, findings: list[Finding]) -> None:
    width = max((len(f.name) for f in findings), default=0)
    print(file)
    for f in findings:
        mark = "@" if f.scripted else " "
        count = len(f.error.diagnostics) if f.error is not None else 0
        more = f": {count} problem{'s' * (count != 1)}" if count else ""
        told = f.signature if f.status == COMPILES else _WORDS[f.status] + more
        print(f"  {mark}{f.name:{width}}  {f.line:5}  {told}")
        if f.python:
            print(f"  {'':{width + 8}}  through Python: {', '.join(f.python)}")
    for text in _problems(findings):
        print(f"\n{text}")
    counts = {s: sum(f.status == s for f in findings) for s in _WORDS}
    inside = f", {counts[INSIDE]} only compiled code can call" if counts[INSIDE] else ""
    print(
        f"\n{len(findings)} functions: {counts[COMPILES]} compile, {counts[OPEN]} have types that "
        f"arguments choose{inside}, {counts[REFUSED]} are refused (@: scripted)"
    )


def _problems(findings: list[Finding]) -> Iterator[str]:
    """Every problem once: several functions may call the one that has it."""
    seen = set()
    for f in findings:
        for d in f.error.diagnostics if f.error is not None else ():
            text = d.render(f.error.sources.get(d.span.file))
            if text not in seen:
                seen.add(text)
                yield text
