"""A plugin for pytest that puts scripted functions in the place of NumPy's, in NumPy's own tests.

A call in a test goes to a compiled function of the same call, for the types of its arguments; what
is no array and no number of NumPy's is written into it as a constant. A call that the compiler
refuses, or whose arguments no annotation stands for, goes to NumPy. How many did which is written
to the file that `NUMPY_SUITE_COUNTS` names.
"""

from __future__ import annotations

import json
import linecache
import os
import types
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from jitscript import CompileError, script
from jitscript.frontend import array_rules
from jitscript.library import registry

SHORT = {
    **{np.dtype(f"{k}{n // 8}").type: f"{k}{n}" for k in "iu" for n in (8, 16, 32, 64)},
    np.float32: "f32",
    np.float64: "f64",
    np.complex64: "c64",
    np.complex128: "c128",
    np.bool_: "b1",
}
counts: Counter[str] = Counter()
by_name: dict[str, Counter[str]] = {}
compiled: dict[tuple[Any, ...], Callable[..., Any] | None] = {}


class Unfit(Exception):
    """No annotation or constant stands for an argument."""


def constant(value: Any) -> str:
    """A value as it is written in a program."""
    if value is None or type(value) in (bool, int, str):
        return repr(value)
    if type(value) in (float, complex) and value == value and abs(value) < 1e308:
        return repr(value)
    if type(value) in (tuple, list) and len(value) < 40:
        inner = ", ".join(map(constant, value))
        return f"[{inner}]" if type(value) is list else f"({inner}{',' * (len(value) == 1)})"
    if isinstance(value, type) and value in SHORT:
        return f"np.{value.__name__.rstrip('_') if value is not np.bool_ else 'bool_'}"
    if value in (int, float, bool, complex):
        return str(value.__name__)
    raise Unfit


def parameter(value: Any) -> str:
    """The annotation of a value, or ""."""
    if type(value) is np.ndarray and value.dtype.isnative and value.ndim <= 4:
        short = SHORT.get(value.dtype.type)
        if short is not None and value.dtype.num == np.dtype(value.dtype.type).num:
            return f"Array{value.ndim}[{short}]"
    return f"np.{type(value).__name__}" if type(value) in SHORT else ""


class StandIn:
    """What is called in the place of a function of NumPy's."""

    def __init__(self, name: str, function: Any):
        self.name, self.function = name, function
        self.__wrapped__ = function
        self.__name__ = name

    def __getattr__(self, name: str) -> Any:
        return getattr(self.function, name)

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        own = by_name.setdefault(self.name, Counter())
        try:
            written, types_, values = self.taken_apart(args, keywords)
        except (Unfit, TypeError, ValueError):
            own["unfit"] += 1
            return self.function(*args, **keywords)
        key = (self.name, written, types_)
        if key not in compiled:
            compiled[key] = self.made(written, types_, len(compiled))
        fn = compiled[key]
        if fn is None:
            own["refused"] += 1
            return self.function(*args, **keywords)
        try:
            made = fn(*values)
        except CompileError:
            compiled[key] = None
            own["refused"] += 1
            return self.function(*args, **keywords)
        except Exception:
            own["scripted"] += 1
            raise
        own["scripted"] += 1
        return made

    def taken_apart(self, args: Any, keywords: Any) -> tuple[str, tuple[str, ...], list[Any]]:
        types_: list[str] = []
        values: list[Any] = []

        def one(value: Any) -> str:
            annotation = parameter(value)
            if not annotation:
                return constant(value)
            types_.append(annotation)
            values.append(value)
            return f"a{len(values) - 1}"

        parts = [one(a) for a in args] + [f"{word}={one(a)}" for word, a in keywords.items()]
        return ", ".join(parts), tuple(types_), values

    def made(self, written: str, types_: tuple[str, ...], n: int) -> Callable[..., Any] | None:
        given = ", ".join(f"a{i}: {t}" for i, t in enumerate(types_))
        text = (
            "from jitscript import *\nimport numpy as np\n\n"
            f"def f({given}):\n    return np.{self.name}({written})\n"
        )
        file = f"<stand-in {n}>"
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        space: dict[str, Any] = {}
        exec(compile(text, file, "exec"), space)
        try:
            return script(cache=False)(space["f"])
        except CompileError:
            return None


def stand_ins() -> dict[str, StandIn]:
    """By name, for the functions that compiled code has of its own, ufuncs aside."""
    found = {}
    for name in np.__all__:
        function = getattr(np, name)
        if isinstance(function, (type, np.ufunc)) or not callable(function):
            continue
        if registry.find(function) or array_rules.find(function):
            found[name] = StandIn(name, function)
    return found


def pytest_collection_modifyitems(items: list[Any]) -> None:
    ours = stand_ins()
    proxy = types.ModuleType("numpy")
    vars(proxy).update(vars(np))
    vars(proxy).update(ours)
    by_function = {id(s.function): s for s in ours.values()}
    for module in {id(i.module): i.module for i in items}.values():
        for word, value in list(vars(module).items()):
            if value is np:
                setattr(module, word, proxy)
            elif id(value) in by_function:
                setattr(module, word, by_function[id(value)])


def pytest_sessionfinish() -> None:
    target = os.environ.get("NUMPY_SUITE_COUNTS")
    if target:
        with open(target, "w") as file:
            json.dump({name: dict(c) for name, c in by_name.items()}, file)
