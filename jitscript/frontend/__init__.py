"""The front end: Python source → typed IR.

- The **head** (signature, source, annotations, patterns, scope): the text and syntax tree of a
  function, the types of its parameters and result, which names are local and alive where. A type
  with type variables is a *pattern*.
- An **instance** (instances) is one function for given argument types; the *unit* has all of them.
- The **lowering** of an instance is the middle of a star. It holds the environment, the builder,
  the errors found so far. *Rules* by kind of syntax node stand in tables, and *services* are what
  a subject does for all others (services.py); a rule asks `f.expr(node)`, `f.block(body)`,
  `f.call_function(…)` and so on. New syntax is a new file with its rules, named in rules.py:
  what most programs do without is read when it is first met.
- The **body** as a whole (bodies) is lowered again until the types of it have settled.
- An **outcome** (outcomes) is how lowering a piece may end: a value, an error, an edge, nothing.
- The rules of **statements**: assign, statements, loops, iteration (over a *series*), messages
  (`raise`), handlers (`try`: tries, finals; what handlers read: shadows; `with`: contexts). Where
  flows meet (merge), locals get merged values. `match` is written as `if`s before all (matching,
  cases).
- The rules of **expressions**: names (expressions), operations, comparisons, displays,
  comprehensions, fstrings, attributes, subscripts, calls. What they mean for the types of their
  operands stands in operators/, what they are called for instances in dunders.
- A **condition** (conditions, identity) is a test and what a branch may take for granted.
- A **function as a value** (closures, nested) is a compile-time object; what it captures are its
  parts (composite), passed as arguments of their own.
- A **generator expression** is consumed where it is made (generators, lazy, unpacked). A call of a
  **generator function** (suspended, yields) is gone through by putting its body into the loop
  (inlined, managed), or kept as an object (kept; frames of the IR).
- A **call** puts arguments into parameters (arguments, spread), of the user's functions and of
  library code (functions), of instances (methods), of ops (intrinsic_calls).
- **Classes** (classes, layouts) are the library's, made of annotated fields and methods, or the
  user's (user_classes, class_text): their fields are found (class_layout), `__init__` makes the
  instance as late as it can (class_init), members are looked up (class_members), special methods
  called (class_operators, class_iteration). What tests say of attributes is in narrowing.
- An **exception** is what a handler caught (caught), Python's object (raised), or an instance of
  a class like others (exception_classes, carried).
- A **hole** is an element type that only later code tells (holes, stand_ins).
- What **kernels** alone may call (device); mathematics without C's library (own_math). Calls of the
  interpreter (python_calls).
- **Constants** (literals, constants): Python objects known at compile time, as values. Containers
  and instances of a module (constant_tables), which the program only reads (captured), or which it
  takes when a call begins (live_tables); sentinels (sentinel_values).
- Errors: parts (all errors of an expression, not only the first), unsupported, suggestions.

`lower_function` and `lower_functions` are the only entries. An expression lowers to an IR value, or
to a `Static`: an object known at compile time. Locals live in an environment from names to values;
there is no memory for them and there are no phi nodes. All errors of a function are collected,
each at its place, and raised as one `CompileError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from ..diagnostics import NO_SPAN, CompileError, Diagnostic
from ..identity.retrace import GIVEN, TOLD
from ..identity.variables import changing_containers
from ..ir import types as ty
from ..ir.core import Function
from . import captured, generator_entries, live_tables, own_containers, rules, user_classes
from .binding import Argument
from .bodies import body_of
from .captured_instances import refuse_identity
from .changing import Changing
from .class_layout import Wider
from .conversions import (
    add_conversions,
    classes_of,
    members_of,
    refuse_functions,
)
from .emitter import Static
from .instances import Instance, Unit
from .lowering import POISON, Failed, Poisoned
from .patterns import Pattern, describe, taken_by_star, takes_functions
from .python_calls import calls_in, names_of_callees
from .scope import Share
from .signature import (
    EMPTY,
    HeadError,
    Param,
    Postponed,
    Signature,
    is_wrapper,
    signature_of,
)

__all__ = ["CompileError", "Lowered", "Postponed", "lower_function", "lower_functions", "rules"]


def class_named(name: str) -> type:
    """The user's class whose instances have a type of this name."""
    return user_classes.named(name)


Outside = Callable[[Instance], Function | None] | None


class Lowered:
    """What a function became: the module, the name of its entry, and its signature as plain data.
    `postponed` says that the check has to be repeated when more names are defined; `looks` notes
    what was looked at of the user's objects."""

    __slots__ = (
        *("_entries", "_unit", "entry", "looks", "module", "own_math", "postponed", "signature"),
    )

    def __init__(self, unit: Unit, entries: list[Instance], entry: Instance):
        self.module, self.postponed, self.looks = unit.module, unit.postponed, unit.looks
        self.entry, self.signature = entry.name, _describe(entry)
        frame = generator_entries.frame_of(unit, entry)
        if frame is not None and not unit.check_only:
            self.entry = frame.made.name if entry.frame is not None else entry.name
            self.signature["result"] = repr(frame.type)
            self.signature["resumes"] = frame.instance.name
        known = classes_of(unit, entry) if not unit.check_only else {}
        if known:
            self.signature["classes"] = known
            self.signature["members"] = members_of(known)
        self.own_math = bool(unit.owned)
        called = {op.attrs["callee"] for op in calls_in(unit)}
        if called:
            self.signature["python"] = names_of_callees(called)
        self._unit, self._entries = unit, entries

    @property
    def instances(self) -> dict[str, Instance]:
        """The instances of the module's functions, by name."""
        return self._unit.by_name

    def complete(self) -> Lowered:
        """After a check that postponed nothing: the same function, with all that it calls. To be
        used once; nothing that it captures may have changed."""
        self._unit.check_only = False
        try:
            return _finished(self._unit, self._entries)[0]
        except (Share, Wider, Changing) as found:
            if isinstance(found, Share):
                found.scope.share(found.name)
            unit, fns = self._unit, [e.signature.fn for e in self._entries]
            given = {"device": unit.device, "own_math": unit.own_math}
            return lower_functions(fns, outside=unit.outside, **given)[0]


def lower_function(
    fn: Any,
    *,
    check_only: bool = False,
    outside: Outside = None,
    device: bool = False,
    own_math: bool = False,
) -> Lowered:
    """Lower a Python function and all it calls. Raises CompileError with every error found.

    With `check_only`, what needs a name that is not defined yet is passed over, and the bodies of
    other functions are not looked at; raises Postponed where the fields of a class in the head need
    such a name. What `outside` gives a declaration for is not lowered.
    `device`: the function is a kernel. `own_math`: what C's library would compute, the language's
    does.
    """
    given = {"check_only": check_only, "device": device, "own_math": own_math}
    (lowered,) = lower_functions([fn], outside=outside, **given)
    return lowered


def lower_functions(
    fns: Sequence[Any],
    *,
    check_only: bool = False,
    outside: Outside = None,
    device: bool = False,
    own_math: bool = False,
) -> list[Lowered]:
    """Lower several functions into one module, in which they share what they call."""
    wider: dict[Any, ty.Type] = {}
    changing = changing_containers() if outside is not None else frozenset()
    while True:
        try:
            unit = Unit(fns, check_only, body_of)
            unit.layouts.wider, unit.changing = wider, changing
            unit.outside, unit.device = outside or unit.outside, device
            unit.own_math = own_math
            unit.looks.follows_changes = outside is not None  # not for what other processes load
            return _lowered(unit, fns)
        except Wider as found:
            wider[found.field] = found.type
        except Changing as found:
            changing |= found.containers
        except Share as found:  # function values capture a variable that is bound again
            found.scope.share(found.name)


def _lowered(unit: Unit, fns: Sequence[Any]) -> list[Lowered]:
    entries = []
    for fn in fns:
        with reported(unit):
            try:
                signature, args = _head(fn, unit)
            except (HeadError, Postponed) as error:  # the body may have errors of its own
                if isinstance(error, HeadError):
                    unit.diagnostics += error.diagnostics
                else:
                    unit.postponed = True
                signature = error.signature
                args = [_usable(p.pattern) for p in signature.params]
            entries.append(_entry(unit, signature, args))
            own_containers.promise(unit, entries[-1])
    if len(entries) < len(fns):
        _raise_errors(unit)
    generator_entries.begin(unit, entries)
    return _finished(unit, entries)


def _entry(unit: Unit, signature: Signature, args: list[Argument]) -> Instance:
    try:
        return unit.instance(signature, args, NO_SPAN)
    except Poisoned:
        _raise_errors(unit)
        raise Postponed(signature) from None


@contextmanager
def reported(unit: Unit) -> Iterator[None]:
    """A class among the types may have fields that are not known."""
    try:
        yield
    except Failed as error:
        unit.report(error.diagnostic)


def look_over(fn: Any, postponed: bool = False) -> None:
    """Check a function whose arguments choose types, as far as these do not matter; with
    `postponed`, they also choose what fields hold. Raises CompileError with every error found."""
    wider: dict[Any, ty.Type] = {}
    changing: frozenset[int] = frozenset()
    while True:
        try:
            unit = Unit([fn], False, body_of)
            unit.layouts.wider, unit.changing, unit.postponed = wider, changing, postponed
            return _look_over(unit, fn)
        except Wider as found:
            wider[found.field] = found.type
        except Changing as found:
            changing |= found.containers
        except Share as found:
            found.scope.share(found.name)


def _look_over(unit: Unit, fn: Any) -> None:
    try:
        signature = signature_of(fn, looks=unit.looks)
    except HeadError as error:
        unit.diagnostics += error.diagnostics
        signature = error.signature
    args = [_seen(p) for p in signature.params]
    with reported(unit), suppress(Poisoned):  # what needs a name that is not defined yet
        unit.finish([unit.instance(signature, args, NO_SPAN)])
    _raise_errors(unit)


def _finished(unit: Unit, entries: list[Instance]) -> list[Lowered]:
    unit.finish(entries)
    if unit.kept and not unit.diagnostics:
        unit.diagnostics += _of_two_types(unit)
    if unit.compared and not unit.diagnostics:
        unit.diagnostics += refuse_identity(unit.copied, unit.compared)
    if unit.captures and not unit.diagnostics and not unit.check_only:
        unit.diagnostics += captured.check(unit, entries)
    if not unit.diagnostics and not unit.check_only:
        generator_entries.finish(unit, entries)
    if not unit.diagnostics and not unit.check_only:
        add_conversions(unit, entries)
        live_tables.finish(unit, entries)
    elif not unit.diagnostics:
        for entry in entries:
            refuse_functions(unit, entry)
    _raise_errors(unit)
    for entry in entries:
        made = entry.function if entry.frame is None else entry.frame.made.function
        assert made is not None
        made.attrs["export"] = True
    return [Lowered(unit, entries, e) for e in entries]


def _of_two_types(unit: Unit) -> list[Diagnostic]:
    """Of functions that remember: those that would need two caches."""
    first: dict[str, object] = {}
    found = []
    for function in unit.module.functions.values():
        for op in function.walk():
            if op.opcode == "object.kept":
                name, _ = unit.kept[op.attrs["name"]]
                if first.setdefault(name, op.results[0].type) is not op.results[0].type:
                    title = f"`{name.rpartition('.')[2]}` is called with arguments of other types"
                    note = "it remembers what it gave, and equal arguments are one to its cache"
                    hint = "annotate its parameters"
                    found.append(Diagnostic(title, op.span, notes=(note,), hint=hint))
    return found


def _raise_errors(unit: Unit) -> None:
    if unit.diagnostics:
        seen = {(d.span.file, d.span.line, d.span.col, d.title): d for d in unit.diagnostics}
        found = sorted(seen.values(), key=lambda d: (d.span.file, d.span.line, d.span.col))
        raise CompileError(found, unit.module.sources)


def _usable(pattern: Pattern) -> Argument:
    """What the body may know of a parameter of a head that has errors."""
    if isinstance(pattern, ty.Type) and pattern is not ty.UNBOUND:
        return pattern
    return Static(POISON)


def _seen(p: Param) -> Argument:
    """What the body may know of a parameter, whatever the calls are."""
    if p.kind not in _STARS:
        return _usable(p.pattern)
    return taken_by_star(p.kind, p.pattern) or Static(POISON)


_STARS = {"vararg": "*", "kwarg": "**"}
_INSTEAD = {
    "vararg": "annotate each value: *{}: float; or leave `@script` out: scripted "
    "functions call plain ones",
    "kwarg": "annotate each value: **{}: float; or leave `@script` out: scripted "
    "functions call plain ones",
}
_IN_DEF = "write a `def`, which has room to annotate each value: *args: float"
_closed = {
    "literal": "annotate it as str or int, and test the value",
    "callable": "functions are arguments of their own, f: Callable[[int], int]; or leave `@script` "
    "out: scripted functions call plain ones",
}


def _head(fn: Any, unit: Unit) -> tuple[Signature, list[Argument]]:
    """The signature of an entry and its parameters' types, all of which must be closed."""
    code = fn.__code__
    signature = signature_of(fn, forward=unit.check_only, looks=unit.looks)
    if is_wrapper(fn) and any(p.kind in _STARS for p in signature.params):
        title = f"`{fn.__qualname__}` is what another decorator made (`{code.co_name}`)"
        hint = "put `@script` directly above the `def`, below other decorators"
        raise CompileError([Diagnostic(title, signature.source.head(), hint=hint)])
    given = fn.__dict__.get(GIVEN, {})
    starred = [p for p in signature.params if p.kind in _STARS and not unit.device]
    taken = {p.name: taken_by_star(p.kind, p.pattern) for p in starred}
    generic = [
        p
        for p in signature.params
        if not isinstance(p.pattern, ty.Type) and p.name not in given and not taken.get(p.name)
    ]
    if generic:
        raise CompileError(
            [
                Diagnostic(
                    f"the type of `{_STARS[p.kind]}{p.name}` is left open, and Python calls"
                    if p.kind in _STARS
                    else f"the type of `{p.name}` is left open: {describe(p.pattern)}",
                    p.span,
                    hint=_IN_DEF
                    if p.kind in _STARS and code.co_name == "<lambda>"
                    else _INSTEAD[p.kind].format(p.name)
                    if p.kind in _STARS
                    else (_closed["callable"] if takes_functions(p.pattern) else "")
                    or _closed.get(getattr(p.pattern, "kind", ""))
                    or "name one type, as Array1[f64] does; or leave `@script` out: scripted "
                    "functions call plain ones",
                )
                for p in generic
            ]
        )
    args: list[Argument] = []
    for p in signature.params:
        known = taken.get(p.name) or p.pattern
        args.append(known if isinstance(known, ty.Type) else Static(given.get(p.name)))
    return signature, args


def _describe(entry: Instance) -> dict[str, Any]:
    """The signature as JSON-able data (constants of other kinds stay Python objects)."""
    signature, fn = entry.signature, entry.signature.fn
    params = []
    opened = fn.__dict__.get("__jitscript_opened__", ())  # by their number: see entries
    for i, (p, t) in enumerate(zip(signature.params, entry.args)):
        if isinstance(t, Static):  # a function that is known here
            continue
        param: dict[str, Any] = {"name": p.name, "type": repr(t), "kind": p.kind}
        if i in opened:
            param["opened"] = "fields" if TOLD in fn.__dict__ else True
        if p.name in signature.held:
            param["held"] = True
        if p.default is not EMPTY:
            param["default"] = p.default
        params.append(param)
    described = {
        "name": fn.__name__,
        "qualname": fn.__qualname__,
        "module": fn.__module__,
        "doc": fn.__doc__,
        "params": params,
        "result": repr(entry.result),
    }
    if "return" in signature.held:
        described["held"] = True
    return described
