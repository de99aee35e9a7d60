"""Keywords that calls of Python's own functions take: what the library calls its parameters says
nothing of that.

    int(x=1)               'x' is an invalid keyword argument for int()
    math.dist(p=a, q=b)    math.dist() takes no keyword arguments
    Counter(items=3)       in CPython the key "items"
"""

from __future__ import annotations

import inspect
import itertools
import sys
from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Any

import numpy as np

from ..diagnostics import Span
from ..library import registry
from .lowering import Lowering
from .suggestions import did_you_mean

_OF_UFUNCS = {
    *("out", "where", "casting", "order", "dtype", "subok", "signature", "axes", "axis"),
    "keepdims",
}
# Of those that do not say it themselves; the others of them take none.
_UNTOLD: dict[Any, set[str]] = {
    min: {"key", "default"},
    max: {"key", "default"},
    str: {"object", "encoding", "errors"},
    bytes: {"source", "encoding", "errors"},
    bytearray: {"source", "encoding", "errors"},
    int: {"base"},
    print: {"sep", "end", "file", "flush"},
    bytes.hex: {"sep", "bytes_per_sep"},
    bytearray.hex: {"sep", "bytes_per_sep"},
    OrderedDict.pop: {"key", "default"},
    deque: {"iterable", "maxlen"},
    itertools.repeat: {"object", "times"},
    itertools.zip_longest: {"fillvalue"},
    itertools.product: {"repeat"},
}


def refuse(f: Lowering, oracle: Any, words: Iterable[str], span: Span) -> None:
    """An error for the first of the keywords that a call of `oracle` cannot have in Python, or
    that means something else there."""
    known = _named(oracle)
    if known is None:
        return
    names, any_other = known
    for word in words:
        if word in names:
            continue
        name = _shown(oracle)
        if any_other:
            hint = f"keywords of {name}() are keys in Python: pass a dict"
            f.fail(f"the argument `{word}` of {name}() is not supported", span, hint=hint)
        if not names:
            f.fail(f"{name}() takes no keyword arguments", span)
        hint = did_you_mean(word, sorted(names))
        f.fail(f"'{word}' is an invalid keyword argument for {name}()", span, hint=hint)


def refuse_of_method(f: Lowering, cls: Any, name: str, words: Iterable[str], span: Span) -> None:
    """The same for a method of the Python class that the library has as `cls`."""
    oracle = registry.oracle_of(cls)
    if isinstance(oracle, type) and hasattr(oracle, name):
        refuse(f, getattr(oracle, name), words, span)


def _named(oracle: Any) -> tuple[set[str], bool] | None:
    """The parameters that a call may name, and whether it may name others too; None where that is
    not known."""
    if type(oracle).__name__ == "ufunc":
        return _OF_UFUNCS, False
    if isinstance(oracle, type) and issubclass(oracle, np.generic):
        return set(), False
    of = getattr(oracle, "__objclass__", None) or getattr(oracle, "__self__", None)
    module = getattr(oracle, "__module__", None) or getattr(of, "__module__", None) or ""
    if module.partition(".")[0] not in sys.stdlib_module_names:
        return None
    try:
        parameters = inspect.signature(oracle).parameters.values()
    except (TypeError, ValueError):
        return _UNTOLD.get(oracle, set()), False
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    any_other = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters)
    return {p.name for p in parameters if p.kind in kinds}, any_other


def _shown(oracle: Any) -> str:
    name = str(getattr(oracle, "__qualname__", oracle))
    module = getattr(oracle, "__module__", None)
    return f"{module}.{name}" if module in ("math", "cmath") else name
