"""What fills a container that is made: keywords that are keys, `dict(a=1)`, `Counter(words, a=1)`,
`d.update(pairs, a=1)`; or nothing, `set([])` and `list(())`, which later code tells the type of."""

from __future__ import annotations

import ast
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .composite import BoundMethod
from .emitter import Static
from .literals import string
from .lowering import Lowering
from .services import Held

MAKERS: tuple[Any, ...] = (dict, OrderedDict, Counter, defaultdict)
_OF_ANY: tuple[Any, ...] = (list, set, frozenset, dict, OrderedDict, Counter, deque)
_METHODS = {"update": MAKERS, "subtract": (Counter,)}


def is_of_nothing(obj: Any, args: Sequence[Any]) -> bool:
    """Whether a container is made of one that is seen to be empty: `()`, or `[]` and `{}` as they
    are written. `args` are values, or what is written for them."""
    if len(args) != 1 or not any(obj is maker for maker in _OF_ANY):
        return False
    given = args[0]
    if isinstance(given, (ast.List, ast.Tuple)):
        return not given.elts
    if isinstance(given, ast.Dict):
        return not given.keys
    return isinstance(given, Value) and given.type is ty.Tuple(())


def has_named_keys(cls: Any, method: str) -> bool:
    """Whether keywords of a method of this Python class are keys."""
    return any(cls is maker for maker in _METHODS.get(method, ()))


def is_filled(obj: Any, args: int, named: bool) -> bool:
    """Whether what a call makes is filled with named keys, or a defaultdict with others."""
    if obj is defaultdict:
        return args == 2 or (args == 1 and named)
    return named and args <= 1 and any(obj is maker for maker in MAKERS)


def made(f: Lowering, cls: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    """`cls(*args, **keywords)`, and `defaultdict(list, pairs)`."""
    if not args:
        pairs = _pairs(f, keywords, span)
        return pairs if cls is dict else f.call_object(cls, [pairs], {}, span)
    found = f.materialise(f.call_object(cls, args[:1], {}, span), span)
    update(f, found, "update", args[1:], keywords, span)
    return found


def update(
    f: Lowering, target: Value, method: str, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """`target.update(*args, **keywords)`."""
    for given in (*args, *([_pairs(f, keywords, span)] if keywords else [])):
        f.call_object(BoundMethod(target, method), [given], {}, span)
    return Static(None)


def _pairs(f: Lowering, keywords: dict[str, Held], span: Span) -> Value:
    pairs = [(string(f, name, span), f.materialise(x, span)) for name, x in keywords.items()]
    return f.dict_of(pairs, span)
