"""`import` inside a function: a module is a compile-time object, as one at module level is.

It is imported when the function is compiled, if it is not there yet.
"""

from __future__ import annotations

import ast
import importlib.util
from typing import Any

from ..diagnostics import Span
from .assign import assign_name
from .emitter import Static
from .literals import of_object
from .lowering import Lowering
from .services import statement


@statement(ast.Import)
def _import(f: Lowering, s: ast.Import) -> None:
    span = f.span(s)
    for alias in s.names:
        found = _module(f, alias.name, span)
        if alias.asname is None and "." in alias.name:
            root = alias.name.partition(".")[0]
            assign_name(f, root, Static(_module(f, root, span)), span)
        else:
            assign_name(f, alias.asname or alias.name, Static(found), span)


@statement(ast.ImportFrom)
def _from(f: Lowering, s: ast.ImportFrom) -> None:
    span = f.span(s)
    name = "." * s.level + (s.module or "")
    if s.level:
        package = f.signature.namespace.get("__package__")
        try:
            name = importlib.util.resolve_name(name, package)
        except ImportError as e:
            f.fail(str(e), span)
    module = _module(f, name, span)
    for alias in s.names:
        try:
            obj = f.attribute(module, alias.name)
        except AttributeError:
            try:
                obj = f.signature.module(f"{name}.{alias.name}")
            except ImportError:
                f.fail(f"cannot import name '{alias.name}' from '{name}'", span)
        word = alias.asname or alias.name
        assign_name(f, word, of_object(f, obj, span, alias.name), span)


def _module(f: Lowering, name: str, span: Span) -> Any:
    try:
        return f.signature.module(name)
    except ImportError as e:
        f.fail(str(e), span)
    except Exception as e:  # what the module's own code raises
        f.fail(f"importing {name} raises {type(e).__name__}: {e}", span)
