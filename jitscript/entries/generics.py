"""What the type variables of a generic class stand for in an instance.

    @dataclass
    class Node(Generic[T]):
        value: T                        Node(3) is a Node[int]
        next: Node[T] | None = None

An instance made by `Stack[int]()` says so itself. Of another, fields tell that the class or, by
`self.items: list[T] = []`, its `__init__` annotates, and where the class annotates none, attributes
that are called as parameters of `__init__` are.
"""

from __future__ import annotations

import sys
import weakref
from types import FunctionType

from ..identity.instances import is_users
from ..identity.texts import text_of
from ..identity.variables import annotations_of
from ..runtime.convert_scalars import Misfit
from .closing import closed
from .fields import denoted
from .forms import UNKNOWN, is_open, parts_of, unknown_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_fields: Any = weakref.WeakKeyDictionary()  # by class: names and annotations


def of_instance(value: Any) -> Any:
    """`Node[int]` of an instance of a generic class; UNKNOWN stands for what nothing tells."""
    kind: Any = type(value)
    made = getattr(value, "__orig_class__", None)
    if made is not None and made.__origin__ is kind and not is_open(made):
        return made
    if kind not in _fields:
        _fields[kind] = sorted(_telling(kind), key=lambda field: _names_class(field[1]))
    found: dict[Any, Any] = {}
    for name, annotation in _fields[kind]:
        if all(not unknown_in(found.get(p, UNKNOWN)) for p in kind.__parameters__):
            break
        try:
            closed(annotation, getattr(value, name), found)
        except (AttributeError, Misfit):
            continue
    return kind[tuple(found.get(p, UNKNOWN) for p in kind.__parameters__)]


def _telling(kind: Any) -> Iterator[tuple[str, Any]]:
    """The attributes of a class whose annotations name type variables."""
    init = vars(kind).get("__init__")
    own, parameters = dict(annotations_of(vars(kind))), getattr(init, "__annotations__", {})
    said = {} if own else {name: a for name, a in parameters.items() if name != "return"}
    if type(init) is FunctionType:
        said.update(_annotated_in(init))
    said.update(own)
    scope = getattr(sys.modules.get(kind.__module__), "__dict__", {})
    names = {kind.__name__: kind, **{p.__name__: p for p in kind.__parameters__}}
    for name, annotation in said.items():
        told = denoted(annotation, scope, names)
        if told is not None and is_open(told):
            yield name, told


def _annotated_in(init: FunctionType) -> Iterator[tuple[str, str]]:
    """What `__init__` says of attributes where it assigns them."""
    text = text_of(init.__code__, init.__globals__)
    if text is None or not text.whole or not init.__code__.co_argcount:
        return
    import ast
    from textwrap import dedent

    me = init.__code__.co_varnames[0]
    try:
        tree = ast.parse(dedent(text.data.decode("utf-8", "replace")))
    except SyntaxError:  # the front end tells what is wrong with it
        return
    for node in ast.walk(tree):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        owner = target.value if isinstance(target, ast.Attribute) else None
        if isinstance(owner, ast.Name) and owner.id == me:
            assert isinstance(node, ast.AnnAssign) and isinstance(target, ast.Attribute)
            told: Any = node.annotation
            quoted = isinstance(told, ast.Constant) and isinstance(told.value, str)
            yield target.attr, told.value if quoted else ast.unparse(told)


def _names_class(annotation: Any) -> bool:
    """Whether an annotation names a class of the user's: such fields are asked last."""
    origin, args = parts_of(annotation)
    own = isinstance(origin or annotation, type) and is_users(origin or annotation)
    return own or any(map(_names_class, args))
