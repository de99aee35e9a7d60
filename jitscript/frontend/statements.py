"""Statements, by syntax node. A rule returns False where control does not come out at its end.

An error ends its statement only: what the statement would have assigned is poisoned, and the next
statement is compiled, so that one run reports every error.
"""

from __future__ import annotations

import ast
import typing
from collections.abc import Sequence
from contextlib import suppress

from ..ir import types as ty
from ..ir.core import Region, Value
from . import bare_instances, classes, own_containers, unsupported
from .annotations import AnnotationError, pattern_of
from .assign import assign
from .class_init import before
from .class_layout import Wider
from .conditions import Condition, apply, condition
from .emitter import Static
from .given_none import promised
from .holes import has_hole
from .instance_names import returning
from .instances import declines
from .lazy import as_generator
from .lowering import Dead, Edge, Failed, Lowering, Poisoned, discard
from .merge import join_branches
from .messages import message_of, raise_with
from .narrowing import forget_changed, forget_items
from .operators.unions import members
from .parts import Parts, forget_narrowed, look_for_errors
from .patterns import describe, fill
from .services import STATEMENTS, service, statement
from .slice_moves import moves_slice
from .stores import delete
from .subscripts import indices
from .suggestions import typing_hint

_SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Delete)
_GUARDED = (ast.Try, ast.With, ast.Match)
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)


@service
def block(f: Lowering, body: Sequence[ast.stmt]) -> bool:
    """Lower statements in order; whether the end is reached. What follows a statement that always
    leaves is not compiled."""
    for i, s in enumerate(body):
        try:
            if f.makes:
                before(f, s)
            rule = STATEMENTS[type(s)] or STATEMENTS[ast.stmt]
            if rule(f, s) is False:
                return False
            if type(s) in _GUARDED:
                forget_changed(f, s)
            elif type(s) in _SIMPLE:
                forget_items(f, s)
            if f.to_close:
                return f.close_behind(body[i + 1 :])
        except (Failed, Poisoned) as error:
            f.report(error)
            f.give_up(f.scope.assigned(s))
            if isinstance(s, _LEAVING):
                return False
        except Dead:
            f.end_region()
            return False
    return True


@statement(ast.Expr)
def _expression(f: Lowering, s: ast.Expr) -> None:
    if isinstance(s.value, ast.Constant):
        return
    f.expr(s.value)


@statement(ast.Assign)
def _assign(f: Lowering, s: ast.Assign) -> None:
    if moves_slice(f, s):
        return
    expected = None
    if len(s.targets) == 1 and isinstance(s.targets[0], ast.Name):
        expected = f.declared.get(s.targets[0].id)
    parts = Parts(f)
    value = s.value
    if isinstance(s.targets[0], (ast.Tuple, ast.List)):
        value = parts.run(value, as_generator, f, value) or value
    held = parts.expr(value, expected)
    if isinstance(held, Static) and not parts.failed:
        held = f.keep_in_local(s, held)
    for target in s.targets:
        if parts.failed:
            _look_into(parts, target)
        else:
            parts.run(target, assign, f, target, held, s.value)
    parts.check()


def _look_into(parts: Parts, target: ast.expr) -> None:
    """Report the errors in what a target is made of, when there is nothing to assign."""
    if isinstance(target, ast.Subscript):
        for node in (target.value, *indices(target)):
            parts.expr(node)
    elif isinstance(target, ast.Attribute):
        parts.expr(target.value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for elt in target.elts:
            _look_into(parts, elt)


@statement(ast.AnnAssign)
def _annotated(f: Lowering, s: ast.AnnAssign) -> None:
    """`x: T = v` fixes the type of x for the whole function; `x: T` only declares."""
    if isinstance(s.target, ast.Name):
        parts = Parts(f)
        t = parts.run(s.target, _declared, f, s)
        if s.value is not None:
            held = parts.expr(s.value, t)
            if isinstance(held, Static):
                held = f.keep_in_local(s, held)
            if not parts.failed and isinstance(held, Value):
                t = classes.derived_as(t, held.type)
        parts.check()
        if t is not None:
            f.declared[s.target.id] = t
        if s.value is not None:
            assign(f, s.target, held, s.value)
    elif s.value is not None:
        assign(f, s.target, f.expr(s.value, _wanted(f, s)), s.value)


def _wanted(f: Lowering, s: ast.AnnAssign) -> ty.Type | None:
    """What `self.x: T = …` says of the value; what is wrong with it, the field's layout tells."""
    if isinstance(s.target, ast.Attribute):
        with suppress(Exception):
            return fill(pattern_of(f.signature.evaluate(s.annotation)), f.instance.bound)
    return None


def _declared(f: Lowering, s: ast.AnnAssign) -> ty.Type | None:
    """The type that a declaration names. `x: Final = …` leaves it to the value, and so does what
    names none, as `list[Any]` and `Sequence[int]`."""
    if isinstance(s.annotation, (ast.Name, ast.Attribute)) and s.value is not None:
        with suppress(Exception):
            if f.signature.evaluate(s.annotation) is typing.Final:
                return None
    return annotation_type(f, s.annotation)


def annotation_type(f: Lowering, node: ast.expr) -> ty.Type | None:
    """The type that an annotation inside the body denotes; None where it leaves that open."""
    try:
        obj = f.signature.evaluate(node)
        found = fill(pattern_of(obj), f.instance.bound)
    except AnnotationError as e:
        f.fail(e.title, f.span(node), hint=e.hint)
    except NameError as e:
        if f.unit.check_only:
            f.postpone()
        hint = typing_hint(e, f.signature.visible())
        f.fail(f"cannot evaluate the annotation: {e}", f.span(node), hint=hint)
    except Exception as e:
        hint = typing_hint(e, f.signature.visible())
        title = f"cannot evaluate the annotation: {type(e).__name__}: {e}"
        f.fail(title, f.span(node), hint=hint)
    if found is not None:
        f.unit.layout(found)
    return found


@statement(ast.If)
def _if(f: Lowering, s: ast.If) -> bool:
    try:
        test = condition(f, s.test)
    except (Failed, Poisoned) as error:
        f.report(error)
        return _both_for_errors(f, s)
    if isinstance(test.value, bool):
        apply(f, test.yes if test.value else test.no)
        return block(f, s.body if test.value else s.orelse)
    return _branch(f, s, test)


def _branch(f: Lowering, s: ast.If, test: Condition) -> bool:
    assert not isinstance(test.value, bool)
    span = f.span(s.test)
    then, else_ = Region(), Region()
    edges = []
    with f.branch(then):
        apply(f, test.yes)
        if block(f, s.body):
            edges.append(Edge(f.b.region, f.env, span))
    if not edges:  # what follows belongs to the other branch alone
        with f.branch(else_):
            f.b.op("yield", span=span)
        f.b.op("if", test.value, types=(), regions=[then, else_], span=span)
        apply(f, test.no)
        return block(f, s.orelse)
    with f.branch(else_):
        apply(f, test.no)
        if block(f, s.orelse):
            edges.append(Edge(f.b.region, f.env, span))
    names = f.scope.assigned(s) & f.scope.live_after[s]
    join_branches(f, test.value, [then, else_], edges, names, span)
    if len(edges) == 1:
        apply(f, test.yes, but=f.scope.assigned(s))
    return True


def _both_for_errors(f: Lowering, s: ast.If) -> bool:
    """After an error in the condition: look for more in the branches, and go on."""
    forget_narrowed(f, s.test)
    for body in (s.body, s.orelse):
        with f.branch(Region()):
            block(f, body)
    f.give_up(f.scope.assigned(s))
    return True


@statement(ast.Return)
def _return(f: Lowering, s: ast.Return) -> bool:
    result = f.instance.result
    if f.consumer is not None:
        return bool(f.end_generator(s))
    if f.makes:
        given = f.materialise(f.expr(s.value), f.span(s.value)) if s.value is not None else None
        if given is not None and given.type is not ty.NONE:
            what = f"__init__() should return None, not '{describe(given.type)}'"
            f.fail(what, f.span(s))
        f.leave(f.made(), f.span(s))
        return False
    if s.value is not None and declines(f.signature) and _is_not_implemented(f, s.value):
        value = f.at(s).const(None, ty.UNBOUND)
    elif (own := own_containers.read(f, s.value, f.span(s))) is not None:
        value = own
    elif s.value is None:
        value = f.at(s).const(None, ty.NONE)
    else:
        value = f.value(s.value, result)
    if result is not None:
        _keep_class(f, value.type)
        span = f.span(s.value or s)
        value = promised(f, value, result, span)
        value = f.convert(value, result, span, "the returned value")
    f.leave(value, f.span(s))
    return False


def _keep_class(f: Lowering, found: ty.Type) -> None:
    """A `defaultdict` that is returned where a `dict` is annotated stays one: raise Wider."""
    head, known = f.signature, members(f.instance.result or ty.NONE)
    if found in known or not isinstance(found, ty.Object) or head.library or not head.result:
        return
    declared = fill(head.result, f.instance.bound)
    if has_hole(found) and isinstance(declared, ty.Object) and declared.name == found.name:
        found = declared
    if found in known or classes.derived_as(declared, found) is not found:
        return
    before = known if f.instance.result is not declared else ()
    raise Wider(*returning(f.instance), ty.union_of(*before, found))


def _is_not_implemented(f: Lowering, node: ast.expr) -> bool:
    if not isinstance(node, ast.Name) or node.id != "NotImplemented":
        return False
    held = f.expr(node)
    return isinstance(held, Static) and held.obj is NotImplemented


@statement(ast.Break)
def _break(f: Lowering, s: ast.Break) -> bool:
    f.loops[-1].breaks.append(Edge(f.b.region, dict(f.env), f.span(s)))
    return False


@statement(ast.Continue)
def _continue(f: Lowering, s: ast.Continue) -> bool:
    f.loops[-1].continues.append(Edge(f.b.region, dict(f.env), f.span(s)))
    return False


@statement(ast.Assert)
def _assert(f: Lowering, s: ast.Assert) -> None:
    if not f.source.asserts and not f.signature.library and not _narrows(f, s.test):
        return  # `python -O` leaves assertions out of the code
    try:
        test = condition(f, s.test)
    except (Failed, Poisoned):
        if s.msg is not None:
            look_for_errors(f, s.test, [s.msg])
        forget_narrowed(f, s.test)
        raise
    if test.value is True:
        apply(f, test.yes)
        return

    def fail() -> None:
        message = message_of(f, [s.msg] if s.msg else [])
        raise_with(f, "AssertionError", message, f.span(s))

    if test.value is False:
        fail()
    assert not isinstance(test.value, bool)
    good, bad = Region(), Region()
    with f.branch(good):
        f.b.op("yield")
    with f.branch(bad):
        apply(f, test.no)
        try:
            fail()
        except Dead:
            f.end_region()
    f.b.op("if", test.value, types=(), regions=[good, bad], span=f.span(s))
    apply(f, test.yes)


def _narrows(f: Lowering, test: ast.expr) -> bool:
    """Whether code after `assert test` relies on what it says of types: then it has to stay."""
    tried = Region()
    with f.branch(tried):
        found = bool(condition(f, test).yes)
    discard(tried)
    return found


@statement(ast.Delete)
def _delete(f: Lowering, s: ast.Delete) -> None:
    parts = Parts(f)
    for target in s.targets:
        if isinstance(target, (ast.Tuple, ast.List)):
            _delete(f, ast.copy_location(ast.Delete(target.elts), s))
        elif isinstance(target, ast.Name):
            f.expr(ast.copy_location(ast.Name(target.id, ast.Load()), target))
            f.bind(target.id, None)
        elif isinstance(target, ast.Subscript):
            parts.run(target, delete, f, target)
        elif isinstance(target, ast.Attribute):
            parts.run(target, bare_instances.delete, f, target)
        else:
            unsupported.statement(f, s)
    parts.check()


@statement(ast.Pass)
def _pass(f: Lowering, s: ast.Pass) -> None:
    """Nothing."""
