"""`**keywords` of functions that compiled code calls: a mapping whose keys are known.

    def g(x, **options):
        scale = options.get("scale", 1.0)      # decided when g is compiled for a call
        return h(x, **options)                 # passed on as they came

A function is compiled for the keywords that it is given, as it is for the types of `*args`. Where
nobody can tell the difference, the parameter is a compile-time object with the values inside: where
the function only looks keys up, goes through them and passes them on. Otherwise (it is changed in a
loop, given to somebody else …) it is a dict, made when the function begins.
"""

from __future__ import annotations

import ast
from collections.abc import Hashable, Sequence

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .composite import Composite, Keywords, Part
from .emitter import Static
from .literals import string
from .lowering import Lowering
from .parts import Parts
from .patterns import Pat
from .services import called

Held = Value | Static


class KeywordsMethod(Composite):
    """A method of such a mapping, the parameter `name`."""

    __slots__ = ("method", "name", "of")

    def __init__(self, of: Keywords, method: str, name: str):
        self.of, self.method, self.name = of, method, name

    @property
    def __name__(self) -> str:
        return self.method

    def parts(self) -> Sequence[Part]:
        return self.of.parts()

    def with_parts(self, parts: Sequence[Part]) -> KeywordsMethod:
        return KeywordsMethod(self.of.with_parts(parts), self.method, self.name)

    def kind(self) -> Hashable:
        return self.of.kind(), self.method, self.name


_READ = ("get", "items", "keys", "values", "copy")
_CHANGE = ("pop", "setdefault")


def method_of(held: Static, node: ast.Attribute) -> Static | None:
    """`keywords.name`; None where a dict has to answer."""
    if node.attr in (*_READ, *_CHANGE) and isinstance(node.value, ast.Name):
        return Static(KeywordsMethod(held.obj, node.attr, node.value.id))
    return None


@called(KeywordsMethod)
def _call(
    f: Lowering, method: KeywordsMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    key = args[0].obj if args and isinstance(args[0], Static) else None
    own = isinstance(key, str) and not keywords and method.method in ("get", *_CHANGE)
    if own and len(args) <= 2:
        given = method.of.given
        if key not in given and (method.method != "pop" or len(args) == 2):
            found: Held = args[1] if len(args) == 2 else Static(None)
            if method.method == "setdefault":
                put = {**given, str(key): found}
                f.env[method.name] = Static(Keywords(put))
            return found
        if key in given:
            if method.method == "pop":
                rest = {name: part for name, part in given.items() if name != key}
                f.env[method.name] = Static(Keywords(rest))
            value: Held = given[key]
            return value
    bound = f.attribute_of(as_dict(f, method.of, span), method.method, span)
    assert isinstance(bound, Static)
    return f.call_object(bound.obj, args, keywords, span)


def item_of(f: Lowering, held: Keywords, node: ast.Subscript) -> Held | None:
    """`keywords["x"]` of a key that is there."""
    key = node.slice.value if isinstance(node.slice, ast.Constant) else None
    found: Held | None = held.given.get(key) if isinstance(key, str) else None
    return found


def with_item(f: Lowering, target: ast.Subscript, value: Held) -> bool:
    """`keywords["x"] = value`, if it is that."""
    name = target.value.id if isinstance(target.value, ast.Name) else ""
    held = f.env.get(name)
    if not (isinstance(held, Static) and isinstance(held.obj, Keywords)):
        return False
    key = target.slice.value if isinstance(target.slice, ast.Constant) else None
    assert isinstance(key, str)
    f.env[name] = Static(Keywords({**held.obj.given, key: value}))
    return True


def as_dict(f: Lowering, held: Keywords, span: Span) -> Value:
    """A new dict of what was given."""
    return f.materialise(Static(held), span)


def begin(f: Lowering) -> None:
    """At the beginning of a function: its `**keywords` as what its body makes of them."""
    arg = f.source.tree.args.kwarg
    held = f.env.get(arg.arg) if arg is not None else None
    if arg is None or not isinstance(held, Static) or is_only_read(f.source.tree, arg.arg):
        return
    pattern = next(p.pattern for p in f.signature.params if p.kind == "kwarg")
    assert isinstance(pattern, Pat) and isinstance(held.obj, Keywords)
    span, (t,) = f.source.span(arg), pattern.parts
    given = {string(f, n, span): f.materialise(v, span) for n, v in held.obj.given.items()}
    types = (ty.Object("str", ()), t) if isinstance(t, ty.Type) else None
    f.env[arg.arg] = f.dict_of(list(given.items()), span, types)


# --- in calls -------------------------------------------------------------------------------------


ANY = "**"  # the name of a mapping whose keys the run tells


def spread(f: Lowering, node: ast.expr, any_keys: bool = False) -> dict[str, Held]:
    """What `**node` gives in a call."""
    if isinstance(node, ast.Dict):
        return _displayed(f, node)
    if isinstance(node, ast.Call) and not node.args and _is_dict(f, node.func):
        found: dict[str, Held] = {}
        parts = Parts(f)
        for keyword in node.keywords:
            if keyword.arg is None:
                more = parts.run(keyword.value, spread, f, keyword.value) or {}
                join(f, found, more, "dict", f.span(node))
            else:
                found[keyword.arg] = parts.expr(keyword.value)
        parts.check()
        return found
    held = f.expr(node)
    if isinstance(held, Static) and isinstance(held.obj, Keywords):
        return dict(held.obj.given)
    table = getattr(held.obj, "obj", held.obj) if isinstance(held, Static) else None
    if type(table) is dict and all(isinstance(key, str) for key in table):
        return {key: _entry(f, node, key) for key in table}
    if any_keys and isinstance(held, Value):
        return {ANY: held}
    f.fail(
        "`**` takes a mapping whose keys are known when the function is compiled",
        f.span(node),
        hint="write the keywords in the call; or take them as `**keywords` and only read them",
    )


def _displayed(f: Lowering, node: ast.Dict) -> dict[str, Held]:
    parts = Parts(f)
    found: dict[str, Held] = {}
    for key, value in zip(node.keys, node.values):
        if key is None:
            found.update(parts.run(value, spread, f, value) or {})
        elif isinstance(key, ast.Constant) and isinstance(key.value, str):
            found[key.value] = parts.expr(value)
        else:
            f.fail("the keys of a mapping after `**` are literals here", f.span(key))
    parts.check()
    return found


def _is_dict(f: Lowering, node: ast.expr) -> bool:
    held = f.expr(node) if isinstance(node, ast.Name) else None
    return isinstance(held, Static) and held.obj is dict


def _entry(f: Lowering, node: ast.expr, key: str) -> Held:
    index = ast.copy_location(ast.Constant(key), node)
    return f.expr(ast.copy_location(ast.Subscript(node, index, ast.Load()), node))


def join(
    f: Lowering, keywords: dict[str, Held], more: dict[str, Held], callee: str, span: Span
) -> None:
    """Add keywords to those of a call."""
    for name, held in more.items():
        if name in keywords:
            f.fail(f"{callee}() got multiple values for keyword argument '{name}'", span)
        keywords[name] = held


# --- what a body does with them -------------------------------------------------------------------

_SAFE = (
    *("len", "list", "sorted", "dict", "print", "repr", "str", "set", "tuple", "bool"),
    *("any", "all", "enumerate", "min", "max"),
)
_PLAIN = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)
_BRANCHES = (ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_INNER = (ast.FunctionDef, ast.Lambda)
_kept: dict[int, tuple[ast.AST, bool]] = {}


def is_only_read(tree: ast.FunctionDef, name: str) -> bool:
    """Whether nobody could tell the mapping from a dict that the function owns: keys are looked
    up and gone through; it is passed on by `**`; single keys are taken out or put in by statements
    that are each done once."""
    known = _kept.get(id(tree))
    if known is None or known[0] is not tree:
        if len(_kept) > 64:
            _kept.clear()
        known = _kept[id(tree)] = tree, _Uses(tree, name).are_read()
    return known[1]


class _Uses:
    def __init__(self, tree: ast.FunctionDef, name: str):
        self.tree, self.name = tree, name
        self.changes = self.inside = False

    def are_read(self) -> bool:
        fine = all(self._reads(s, (s,)) for s in self.tree.body)
        return fine and not (self.changes and self.inside)

    def _reads(self, node: ast.AST, around: tuple[ast.AST, ...]) -> bool:
        if isinstance(node, ast.Name) and node.id == self.name:
            self.inside = self.inside or any(isinstance(n, _INNER) for n in around)
            return isinstance(node.ctx, ast.Load) and self._is_fine(node, around)
        if isinstance(node, _INNER):
            args = node.args
            own = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
            if any(a is not None and a.arg == self.name for a in own):
                return True
        return all(self._reads(c, (*around, node)) for c in ast.iter_child_nodes(node))

    def _is_fine(self, node: ast.Name, around: tuple[ast.AST, ...]) -> bool:
        parent = around[-1]
        if isinstance(parent, ast.keyword):
            return parent.arg is None
        if isinstance(parent, ast.Subscript) and parent.value is node:
            if isinstance(parent.ctx, ast.Load):
                return True
            statement = around[-2]
            single = isinstance(statement, ast.Assign) and statement.targets == [parent]
            return single and _is_text(parent.slice) and self._is_once(around)
        if isinstance(parent, ast.Attribute):
            call = around[-2]
            if not (isinstance(call, ast.Call) and call.func is parent):
                return False
            if parent.attr in _READ:
                return True
            known = bool(call.args) and _is_text(call.args[0]) and not call.keywords
            return parent.attr in _CHANGE and known and self._is_once(around)
        if isinstance(parent, ast.Compare):
            places = [i for i, c in enumerate(parent.comparators) if c is node]
            return bool(places) and isinstance(parent.ops[places[0]], (ast.In, ast.NotIn))
        if isinstance(parent, (ast.For, ast.comprehension)):
            return parent.iter is node
        if isinstance(parent, ast.Call):
            return isinstance(parent.func, ast.Name) and parent.func.id in _SAFE
        return isinstance(parent, (ast.If, ast.FormattedValue)) or (
            isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
        )

    def _is_once(self, around: tuple[ast.AST, ...]) -> bool:
        """Whether a change is done by a statement of the body itself, whatever happens."""
        self.changes = True
        return isinstance(around[0], _PLAIN) and not any(
            isinstance(n, (*_BRANCHES, *_INNER)) for n in around
        )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
