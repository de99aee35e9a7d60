"""`operator` as functions: `itemgetter`, `attrgetter`, `methodcaller`, and the operators that have
no other rule; `functools.reduce`.

    itemgetter(1)(x)               x[1]             attrgetter("a.b")(x)        x.a.b
    methodcaller("m", 3)(x)        x.m(3)           reduce(f, xs, start)        a loop
"""

from __future__ import annotations

import ast
import functools
import operator
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from ..library import registry
from .arguments import UNKNOWN, known_object
from .classes import python_class
from .composite import Composite, Part
from .comprehensions import loops
from .emitter import Static
from .generators import Generator, each_of, own_local, taken
from .iteration import until_left
from .literals import of_object
from .lowering import Lowering, Poisoned
from .services import called

Held = Value | Static


class Getter(Composite):
    """What `itemgetter` and the like give. `what`: "item", "attr" or "method"; `names`: the
    attributes, or the method."""

    __slots__ = ("args", "keywords", "names", "what")

    def __init__(
        self,
        what: str,
        names: tuple[str, ...],
        args: Sequence[Part] = (),
        keywords: dict[str, Part] | None = None,
    ):
        self.what, self.names, self.args, self.keywords = what, names, args, keywords or {}

    @property
    def __name__(self) -> str:
        return {"item": "itemgetter", "attr": "attrgetter", "method": "methodcaller"}[self.what]

    def parts(self) -> Sequence[Part]:
        return [*self.args, *self.keywords.values()]

    def with_parts(self, parts: Sequence[Part]) -> Getter:
        n = len(self.args)
        return Getter(self.what, self.names, parts[:n], dict(zip(self.keywords, parts[n:])))

    def kind(self) -> Hashable:
        return self.what, self.names, len(self.args), tuple(self.keywords)


def _given(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> tuple[list[Held], dict[str, Held], list[Held] | None]:
    """What a getter is made of; and what it is called with, if it was made outside."""
    if isinstance(obj, type):
        return [_constant(a) for a in args], {n: _constant(a) for n, a in keywords.items()}, None
    if keywords:
        f.fail(f"{type(obj).__name__}() takes no keyword arguments here", span)
    first, made, *_ = obj.__reduce__()
    more: dict[str, Any] = {}
    if isinstance(first, functools.partial):  # a methodcaller with keywords
        made, more = (*first.args, *made), first.keywords
    constants = [of_object(f, x, span, "") for x in made]
    return constants, {n: of_object(f, x, span, n) for n, x in more.items()}, args


def _constant(held: Held) -> Held:
    """An argument: as what it is known to be, so that it may choose an element of a tuple."""
    known = known_object(held) if isinstance(held, Value) else UNKNOWN
    return held if known is UNKNOWN else Static(known)


@called(operator.itemgetter)
def _itemgetter(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    items, more, given = _given(f, obj, args, keywords, span)
    if not items or more:
        f.fail("itemgetter() takes one or more items", span)
    getter = Getter("item", (), items)
    return Static(getter) if given is None else _get(f, getter, given, {}, span)


@called(operator.attrgetter)
def _attrgetter(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    texts, more, given = _given(f, obj, args, keywords, span)
    names = tuple(t.obj for t in texts if isinstance(t, Static) and isinstance(t.obj, str))
    wrong = [n for name in names for n in name.split(".") if not n.isidentifier()]
    if wrong:
        f.fail(f"attrgetter() takes names of attributes, and {wrong[0]!r} is none", span)
    if not texts or more or len(names) < len(texts):
        f.fail("attrgetter() takes names of attributes that are known when it is compiled", span)
    getter = Getter("attr", names)
    return Static(getter) if given is None else _get(f, getter, given, {}, span)


@called(operator.methodcaller)
def _methodcaller(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    parts, more, given = _given(f, obj, args, keywords, span)
    name = parts[0].obj if parts and isinstance(parts[0], Static) else None
    if not isinstance(name, str):
        f.fail("methodcaller() takes the name of a method first, as a literal", span)
    taken = [f.taken_along(a, span) for a in parts[1:]]
    getter = Getter("method", (name,), taken, more)
    return Static(getter) if given is None else _get(f, getter, given, {}, span)


@called(Getter)
def _get(
    f: Lowering, getter: Getter, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if len(args) != 1 or keywords:
        f.fail(f"{getter.__name__} expected 1 argument, got {len(args) + len(keywords)}", span)
    (x,) = args
    if getter.what == "method":
        passed = [*_names(getter.args), *(f"{n}=k{n}" for n in getter.keywords)]
        held = dict(zip(_names(getter.args), getter.args))
        held |= {f"k{n}": part for n, part in getter.keywords.items()}
        return evaluated(f, f"x.{getter.names[0]}({', '.join(passed)})", {"x": x, **held}, span)
    if getter.what == "attr":
        found = [evaluated(f, f"x.{name}", {"x": x}, span) for name in getter.names]
    else:
        found = [evaluated(f, "x[i]", {"x": x, "i": i}, span) for i in getter.args]
    if len(found) == 1:
        return found[0]
    values = [f.materialise(one, span) for one in found]
    f.b.span = span
    return f.b.emit("tuple.make", *values)


def _names(args: Sequence[Part]) -> list[str]:
    return [f"a{i}" for i in range(len(args))]


def evaluated(f: Lowering, text: str, held: dict[str, Held], span: Span) -> Held:
    """What an expression gives, whose names mean what is given for them."""
    tree = ast.parse(text, mode="eval").body
    for node in ast.walk(tree):
        f.stands_at(node, span)
        if isinstance(node, ast.Name):
            node.id = f"({node.id})"
    names = {f"({name})": value for name, value in held.items()}
    before = {name: f.env[name] for name in names if name in f.env}
    f.env.update(names)
    try:
        return f.expr(tree)
    finally:
        for name in names:
            f.env.pop(name, None)
        f.env.update(before)


# --- operators ------------------------------------------------------------------------------------


def _as_expression(text: str, count: int) -> Callable[..., Held]:
    def rule(
        f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
    ) -> Held:
        if len(args) != count or keywords:
            f.fail(f"{obj.__name__} expected {count} arguments, got {len(args)}", span)
        return evaluated(f, text, dict(zip("ab", args)), span)

    return rule


_ONE = {
    operator.neg: "-a",
    operator.pos: "+a",
    operator.invert: "~a",
    operator.not_: "not a",
    operator.truth: "not not a",
}
_TWO = {
    operator.getitem: "a[b]",
    operator.is_not: "a is not b",
}
for _texts, _count in ((_ONE, 1), (_TWO, 2)):
    for _function, _text in _texts.items():
        called(_function)(_as_expression(_text, _count))


@called(operator.concat)
def _concat(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    for held in args:
        if isinstance(held, Value) and isinstance(held.type, ty.Scalar):
            kind = getattr(python_class(held.type), "__name__", "")
            f.raise_("TypeError", f"'{kind}' object can't be concatenated", [], span)
    return _as_expression("a + b", 2)(f, obj, args, keywords, span)


# --- reduce ---------------------------------------------------------------------------------------


@called(functools.reduce)
def _reduce(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    if not 2 <= len(args) <= 3 or keywords:
        f.fail("reduce() takes a function, an iterable and perhaps a start value", span)
    if isinstance(args[1], Static) and isinstance(args[1].obj, Generator):
        if len(args) == 3:
            return _folded(f, args[0], args[1].obj, f.materialise(args[2], span), span)
        f.fail(
            "reduce() cannot take a generator expression here",
            span,
            hint="give it a value to start with, or put it into brackets: a list comprehension",
        )
    library = registry.module("folding")
    rule = library.reduced if len(args) == 2 else library.reduced_from
    call = f.call_function(rule, [f.taken_along(args[0], span), *args[1:]], span)
    f.argument_nodes[id(call)] = call, _node_at(f, span)
    return _first_of(f, each_of(f, call, span).obj, span)


def _folded(f: Lowering, function: Held, generator: Generator, start: Value, span: Span) -> Value:
    """`reduce(function, (x for …), start)`: the loop."""
    node = generator.node
    word = own_local(f, node) + "reduced"

    def body(f: Lowering) -> bool:
        x, before = f.value(node.elt), f.env[word]
        assert isinstance(before, Value)
        found = evaluated(f, "f(a, b)", {"f": function, "a": before, "b": x}, span)
        f.env[word] = f.materialise(found, span)
        return True

    f.env[word] = start
    loops(f, node, node.generators, body, generator.series, frozenset({word}))
    return taken(f, word)


def _node_at(f: Lowering, span: Span) -> ast.expr:
    """A syntax node at a place, always the same one."""
    key = "reduce", span.line, span.col, span.end_line, span.end_col
    if key not in f.rewritten:
        node = ast.Constant(0)
        node.lineno, node.col_offset = span.line - f.source.line_offset, span.col
        node.end_lineno, node.end_col_offset = span.end_line - f.source.line_offset, span.end_col
        f.rewritten[key] = node
    found: ast.expr = f.rewritten[key]
    return found


def _first_of(f: Lowering, generator: Generator, span: Span) -> Held:
    """The first value of a generator that gives one for sure; the rest of it is not asked for."""
    node = generator.node
    word = own_local(f, node) + "first"

    def body(f: Lowering) -> bool:
        found = f.value(node.elt)
        leave, stay = Region(), Region()
        with f.branch(leave):
            f.leave(found, span)
        with f.branch(stay):
            f.b.op("yield", span=span)
        always = f.b.const(True, ty.BOOL, span)
        f.b.op("if", always, types=(), regions=[leave, stay], span=span)
        return True

    def run() -> bool:
        loops(f, node, node.generators, body, generator.series)
        f.b.op("unreachable", span=span)
        return False

    until_left(f, run, f.scope.assigned(node) | {word}, word, span)
    if word not in f.env:  # something in it is wrong
        raise Poisoned
    return taken(f, word)
