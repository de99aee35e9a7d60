"""Whose functions take generators as objects, and may do with them as they like: the user's, and
those of `itertools`."""

from __future__ import annotations

import ast
import inspect
import os
import sys
import types as pytypes
from typing import Any

from ..library import registry
from . import class_members, user_classes
from .composite import BoundMethod
from .emitter import Static
from .lowering import Lowering
from .signature import Signature


def is_builtin(f: Lowering, node: ast.expr) -> bool:
    """Whether a generator expression, or a call by a name such as `map`, is what it seems: the name
    is the builtin's."""
    callee = f.expr(node.func) if isinstance(node, ast.Call) else Static(type)
    return isinstance(callee, Static) and isinstance(callee.obj, type)


def takes_generators(obj: Any) -> bool:
    """Whether it is a function, a method or a class of the user's, or itself a generator."""
    if isinstance(obj, BoundMethod):
        return user_classes.class_of(obj.value.type) is not None
    if isinstance(obj, class_members.Method) or user_classes.is_user_class(obj):
        return True
    if isinstance(getattr(obj, "signature", None), Signature):  # a nested function
        return True
    found = registry.find(obj) if getattr(type(obj), "__hash__", None) is not None else []
    if not found and isinstance(obj, pytypes.FunctionType):
        return not is_foreign(obj) and not hasattr(obj, "__jitscript_compile_time__")
    return any(map(keeps, found))


def keeps(overload: Any) -> bool:
    """Whether a function of the library takes generators as they are."""
    fn = overload.fn
    return inspect.isgeneratorfunction(fn) or hasattr(fn, "__keeps_generators__")


def is_foreign(fn: pytypes.FunctionType) -> bool:
    """Whether a function belongs to the standard library or NumPy, not to the user, whose modules
    may have the name of one of theirs."""
    root = (fn.__module__ or "").partition(".")[0]
    if root not in sys.stdlib_module_names or root == "__main__":
        return root == "numpy"
    file, standard = fn.__code__.co_filename, os.path.dirname(os.__file__) + os.sep
    installed = (standard + "site-packages", standard + "dist-packages")
    return file.startswith((standard, "<frozen ")) and not file.startswith(installed)
