"""Where a generator that is kept ends before its time, with something to do then: a `finally`, a
`with`, a handler that catches everything.

CPython ends it when the last reference goes. Compiled code may not run anything there, so such a
generator has one holder that is known, and is ended where that lets go of it:

    g = lines(path)          a local of a function: at the end of the function, however it is left
    next(lines(path))        an argument: behind the call
    with closing(lines(path)) as g: …, g.close(), and a generator that Python holds

A holder only goes through it: what might store it, or give it to somebody else, is an error.
"""

from __future__ import annotations

import ast
import builtins
import collections
import contextlib
import itertools
import math
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from . import user_classes
from .composite import BoundMethod
from .emitter import Static
from .finals import finally_
from .generator_frames import ending
from .lowering import Dead, Failed, Lowering, Poisoned
from .operators.unions import each, members
from .outcomes import Held, Poison
from .scope import NONE, yields
from .services import service
from .source import source_of
from .suspended import Suspended

METHODS = ("close", "__next__")
# What goes through an argument as it is gone through itself, and what has done so when it returns.
_LAZY: tuple[Any, ...] = (enumerate, zip, map, filter, itertools.islice)
_DONE: tuple[Any, ...] = (next, list, tuple, set, frozenset, dict, sorted, sum, min, max, any, all)
_DONE += (math.fsum, collections.Counter, collections.deque, contextlib.closing)


# --- what it can do -------------------------------------------------------------------------------


@service
def of_generator(
    f: Lowering, base: Value, name: str, span: Span, args: Sequence[Held] | None = None
) -> Held:
    """An attribute of a generator that is kept; with `args`, the call of that method."""
    if name in ("send", "throw"):
        hint = "pass what it is to know when it is made, or keep that in an instance"
        f.fail(f"`.{name}` of a generator is not supported", span, hint=hint)
    if name not in METHODS:
        f.fail(f"generator has no attribute `{name}`", span)
    if args is None:
        return Static(BoundMethod(base, name))
    if args:
        f.fail(f"generator.{name}() takes no arguments ({len(args)} given)", span)
    if name == "__next__":
        return f.call_object(next, [base], {}, span)
    close(f, base, span)
    return f.b.const(None, ty.NONE)


def close(f: Lowering, v: Value, span: Span) -> None:
    if isinstance(v.type, ty.Union):

        def one(x: Value) -> Value:
            close(f, x, span)
            return f.b.const(None, ty.NONE)

        each(f, v, span, one)
        return
    frame = f.unit.frames[v.type]
    if frame.info is None:
        f.unit.lower(frame.instance)
    f.unit.require(frame.instance)
    f.b.op("call", v, types=[ty.NONE], callee=frame.closed.name, span=span)


def closes(f: Lowering, t: ty.Type) -> bool:
    """Whether there is something to do where a generator of this type ends before its time."""
    return any(m in f.unit.frames and f.unit.frames[m].closes for m in members(t))


# --- who holds it ---------------------------------------------------------------------------------


def held_alone(f: Lowering, call: Suspended, span: Span) -> Value:
    """The object of a call that one holder has, who ends it."""
    f.alone.append(call)
    try:
        return f.kept_generator(call, span)
    finally:
        f.alone.pop()


def ends_too(f: Lowering, signature: Any) -> None:
    """A generator that is kept has something to do at its end, as one of `signature` has that it
    goes through."""
    while f.inside is not None:
        f = f.inside
    frame = f.instance.frame
    frame.closes, frame.ends = True, signature
    if frame.loose is not None:
        refuse_loose(f, frame, signature, frame.loose)


def refuse_loose(f: Lowering, frame: Any, signature: Any, span: Span) -> None:
    own, name = frame.instance.signature, signature.fn.__name__
    what = ending(signature) or "generator in a local that has something to do at its end"
    told = f"has a {what}" if signature is own else f"goes through `{name}`, which has a {what}"
    f.fail(
        f"nobody says when the generator `{own.fn.__name__}` ends, which is kept here",
        span,
        notes=(f"it {told}: that is to be done where it ends",),
        hint="`g = f(…)` at the top level of a function that only goes through g; or: "
        "with closing(f(…)) as g:",
    )


@service
def keep_in_local(f: Lowering, s: Any, held: Held) -> Held:
    """In `g = lines(path)`: what `g` is; it is ended at the end of the function if need be."""
    call = held.obj if isinstance(held, Static) else None
    if not isinstance(call, Suspended) or call.manager:
        return held
    target = s.target if isinstance(s, ast.AnnAssign) else s.targets[0]
    if getattr(s, "targets", [target]) != [target] or not isinstance(target, ast.Name):
        return held
    whole = f.source.tree
    if s not in whole.body or target.id in f.scope.shared | f.scope.captured:
        return held
    if not f.scope.settled(target.id) or leaves(f, f.signature.fn, whole, target.id):
        return held
    if any(isinstance(a, ty.Type) and closes(f, a) for a in f.instance.args):
        return held  # CPython ends the argument first
    value = held_alone(f, call, f.span(s.value))
    if closes(f, value.type):
        f.to_close.append((target.id, value))
        if f.suspends or f.instance.frame is not None:
            ends_too(f, call.instance.signature)
    return value


@service
def close_behind(f: Lowering, rest: Sequence[ast.stmt]) -> bool:
    """Lower what follows in the function, and end a generator behind it."""
    span = f.b.span
    f.closing.append(f.to_close.pop())
    names = [n for n in ast.walk(f.source.tree) if isinstance(n, ast.Name)]
    bound_at = {n.id: (n.lineno, n.col_offset) for n in names if isinstance(n.ctx, ast.Store)}
    all_open = sorted(f.closing, key=lambda pair: bound_at[pair[0]])  # as CPython's locals

    def final(f: Lowering) -> bool:
        for _, value in all_open:  # those from before too, which come first then
            close(f, value, span)
        return True

    bound = NONE.union(*map(f.scope.assigned, rest))
    try:
        return finally_(f, lambda f: f.block(rest), final, (bound, f.scope.carried), span)
    finally:
        f.closing.pop()


def _given(f: Lowering, signature: Any, slots: list[Any], span: Span) -> list[Value]:
    """The generators among the arguments of a call that nobody else holds, and that have something
    to do at their end: objects from here on."""
    found = []
    for i, (p, slot) in enumerate(zip(signature.params, slots)):
        call = slot.obj if isinstance(slot, Static) else None
        if not isinstance(call, Suspended) or p.kind == "vararg":
            continue
        tree = signature.source.tree
        if not _rebinds(tree, p.name) and not leaves(f, signature.fn, tree, p.name):
            value = slots[i] = held_alone(f, call, span)
            if closes(f, value.type):
                found.append(value)
    return found


@service
def closing_after(
    f: Lowering, signature: Any, slots: list[Any], call: Callable[[], Held], span: Span
) -> Held:
    """What a call gives; the generators among its arguments are ended behind it."""
    values = _given(f, signature, slots, span)
    if not values:
        return call()
    tried, caught = Region(), Region([ty.EXCEPTION])
    result: Value | None = None
    with f.branch(tried):
        try:
            held = call()
            assert not isinstance(held, Poison)
            result = f.materialise(held, span)
            f.b.op("yield", result, span=span)
        except Dead:
            f.end_region()
    with f.branch(caught):
        for value in values:
            close(f, value, span)
        f.b.op("exc.raise", caught.args[0], span=span)
    types = [] if result is None else [result.type]
    op = f.b.op("try", types=types, regions=[tried, caught], span=span)
    if result is None:
        raise Dead
    for value in values:
        close(f, value, span)
    return op.result


Met = dict[tuple[Any, str], bool]  # what is known of functions and their parameters


def leaves(f: Lowering, fn: Any, tree: ast.AST, name: str, met: Met | None = None) -> bool:
    """Whether a local of a function, which holds a generator, may be given to somebody else: it is
    not only gone through."""
    met = {} if met is None else met
    if (fn, name) not in met:
        met[fn, name] = False  # as far as it calls itself
        met[fn, name] = _leaves(f, fn, tree, name, met)
    return met[fn, name]


def _leaves(f: Lowering, fn: Any, tree: ast.AST, name: str, met: Met) -> bool:
    fine: set[ast.AST] = set()
    hidden: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.comprehension)):
            fine.update(_gone_through(f, fn, tree, node.iter))
        elif isinstance(node, ast.Call):
            fine.update(_arguments(f, fn, tree, node, met))
        elif isinstance(node, (ast.Starred, ast.YieldFrom)) or (
            isinstance(node, ast.Attribute) and node.attr in METHODS
        ):
            fine.add(node.value)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[-1], (ast.In, ast.NotIn)):
            fine.add(node.comparators[-1])
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Tuple, ast.List)):
            fine.add(node.value)
        elif isinstance(node, (ast.GeneratorExp, ast.Lambda)):
            hidden.update(ast.walk(node))
    names = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name)
    read = [n for n in names if not isinstance(n.ctx, ast.Store)]
    return any(n not in fine or n in hidden for n in read)


def _denoted(f: Lowering, fn: Any, tree: ast.AST, node: ast.expr) -> Any:
    """The object that a name in a function denotes, if it is no local's."""
    if not isinstance(node, ast.Name) or any(_binds(n, node.id) for n in ast.walk(tree)):
        return None
    if fn is f.signature.fn:
        try:
            held = f.expr(node)
        except (Failed, Poisoned):
            return None
        return held.obj if isinstance(held, Static) else None
    if node.id in getattr(getattr(fn, "__code__", None), "co_freevars", ()):
        return None
    return getattr(fn, "__globals__", {}).get(node.id, getattr(builtins, node.id, None))


def _binds(node: ast.AST, name: str) -> bool:
    """Whether a node gives a local its value."""
    if isinstance(node, ast.Name):
        return node.id == name and not isinstance(node.ctx, ast.Load)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name == name
    return isinstance(node, ast.arg) and node.arg == name


_DISPLAYS = (ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp, ast.JoinedStr)


def _is_builtin(f: Lowering, fn: Any, tree: ast.AST, node: ast.expr) -> bool:
    """Whether it is text, a list or the like, and no instance of the user's."""
    if not isinstance(node, ast.Name):
        return isinstance(node, (ast.Constant, *_DISPLAYS))
    held = f.env.get(node.id) if fn is f.signature.fn else None
    if isinstance(held, Value):
        return user_classes.class_of(held.type) is None
    for n in ast.walk(tree):
        if isinstance(n, ast.arg) and n.arg == node.id and n.annotation is not None:
            return ast.unparse(n.annotation).startswith(("list", "set", "dict", "deque", "str"))
    values = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, (ast.Assign, ast.AnnAssign)) and any(_binds(t, node.id) for t in _goals(n))
    ]
    return bool(values) and all(isinstance(v, (ast.Constant, *_DISPLAYS)) for v in values)


def _goals(s: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return s.targets if isinstance(s, ast.Assign) else [s.target]


def _is_one_of(obj: Any, objects: tuple[Any, ...]) -> bool:
    return any(obj is each for each in objects)


def _gone_through(f: Lowering, fn: Any, tree: ast.AST, node: ast.expr) -> list[ast.AST]:
    """What a loop over an expression goes through: itself, or what `zip` and the like take."""
    if isinstance(node, ast.Call) and _is_one_of(_denoted(f, fn, tree, node.func), _LAZY):
        return [found for a in node.args for found in _gone_through(f, fn, tree, a)]
    return [node]


def _arguments(f: Lowering, fn: Any, tree: ast.AST, call: ast.Call, met: Met) -> list[ast.AST]:
    """The arguments that a call only goes through."""
    func = call.func
    if isinstance(func, ast.Attribute):  # "".join(g), xs.extend(g)
        names = ("join", "extend", "update", "writelines")
        fine = func.attr in names and _is_builtin(f, fn, tree, func.value)
        return list(call.args) if fine else []
    callee = _denoted(f, fn, tree, func)
    if _is_one_of(callee, _DONE):
        return [found for a in call.args for found in _gone_through(f, fn, tree, a)]
    callee = getattr(callee, "python", callee)  # a scripted function's own
    if not isinstance(callee, FunctionType) or call.keywords:
        return []
    try:
        source = source_of(callee)
    except Exception:
        return []
    parameters = [a.arg for a in (*source.tree.args.posonlyargs, *source.tree.args.args)]
    if any(isinstance(a, ast.Starred) for a in call.args) or yields(source.tree):
        return []
    pairs = zip(call.args, parameters)
    return [a for a, p in pairs if not leaves(f, callee, source.tree, p, met)]


def _rebinds(tree: ast.AST, name: str) -> bool:
    names = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name)
    return any(not isinstance(n.ctx, ast.Load) for n in names)
