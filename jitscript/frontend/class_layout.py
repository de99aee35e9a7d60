"""The fields of a user's class, and their types.

A field is what the class annotates (but not as `ClassVar` or `Final`), and what a method assigns to
an attribute of its first parameter. Its type is, the first that there is of:

    x: int                       in the class, or in one that it derives from
    self.x: int = 0              in a method
    self.x = value               in `__init__`, or else in another method: the type of the value

For the last, methods are lowered in vain (a *probe*), in a unit of their own, with what is known of
the fields so far; if their parameters say no types, so are the functions that use the class. A
field that is given a value of another type later is of both types (`Wider`). The probe of
`__init__` also tells which fields may not be set when the instance is made: these are *late*, of
type `T | unbound`, and looking at them may raise AttributeError.
"""

from __future__ import annotations

import ast
import contextlib
import types as pytypes
import typing
from typing import Any

from ..diagnostics import CompileError, Diagnostic
from ..identity.hidden import evaluated
from ..identity.variables import annotations_of
from ..ir import types as ty
from ..ir.core import ClassInfo
from . import classes, user_classes
from .annotations import AnnotationError, pattern_of, resolved
from .class_found import Found
from .class_holes import closed, filled, holds, is_hollow, is_open, open_container
from .class_probes import Probe, Use, learn_cached, lower_in_vain, members, neighbours, probed
from .class_text import (
    first_values,
    is_of_class,
    is_small,
    is_straight,
    is_unset,
    mangled,
    methods,
    module_of,
    place,
    surroundings,
)
from .classes import NewObject
from .emitter import Static
from .generator_frames import Generators
from .managers import generator_of_manager
from .operators.convert import convertible, join
from .outcomes import Failed, Poisoned
from .patterns import fill
from .signature import Postponed, signature_of
from .source import source_of

_LITERALS: dict[type, ty.Type] = {
    int: ty.INT,
    float: ty.FLOAT,
    bool: ty.BOOL,
    str: ty.Object("str", ()),
}
_ROUNDS = 12  # probes of one class; each but the last learned something


class Wider(Exception):
    """A field whose type a value has told is given one of another type, and keeps both as they are
    (or a function returns what is more than it says): lower all again."""

    def __init__(self, t: Any, name: str, type: ty.Type):
        super().__init__(name)
        self.field, self.type = (t, name), type


class Layouts:
    """The layouts of one unit. `probing` holds those that are being found, shared with the units
    of probes, as `wider` is: what fields have turned out to be."""

    def __init__(self, unit: Any):
        self.unit = unit
        self.wider: dict[tuple[ty.Object, str], ty.Type] = {}
        self.inferred: set[tuple[ty.Object, str]] = set()
        self.probing: dict[ty.Object, ClassInfo] = {}
        self.by_use: dict[ty.Object, ClassInfo] = {}  # found where the class was used
        self.found, self.generators = Found(), Generators()

    def apart(self, unit: Any) -> Layouts:
        """Those of the unit of a probe."""
        there = Layouts(unit)
        there.probing, there.wider, there.inferred = self.probing, self.wider, self.inferred
        there.found, there.generators = self.found, self.generators
        return there

    def of(self, t: ty.Object) -> ClassInfo | None:
        """The layout of a user's class, None for any other. Raises Failed."""
        cls = user_classes.class_of(t)
        if cls is None:
            return None
        if t in self.probing:
            self.found.depends(t)
            return self.probing[t]
        if t in self.by_use:
            return self.by_use[t]
        fields = self.found.of(t)
        if fields is not None:
            return ClassInfo(t, fields)
        self.unit.looks.definition(cls)
        self.found.begins()
        search, info = _Fields(self.unit, t, cls), None
        try:
            info = search.find()
        finally:
            self.found.ends(t, info.fields if info is not None and search.is_whole else None)
        return info

    def given(self, t: ty.Object, name: str, known: ty.Type, found: ty.Type) -> None:
        """A field is given a value of a type. Raises Wider where it would become another."""
        known = ty.union_of(*(m for m in members(known) if m is not ty.UNBOUND))
        if (t, name) not in self.inferred or not convertible(found, known) or holds(known, found):
            return
        raise Wider(t, name, join(known, found) or ty.union_of(known, found))

    def holds(self, t: ty.Object, name: str, wanted: ty.Type) -> None:
        """What a field holds has to be of a wider type."""
        if (t, name) in self.inferred:
            raise Wider(t, name, wanted)


class _Fields:
    """The search for the fields of one class."""

    def __init__(self, unit: Any, t: ty.Object, cls: type):
        self.unit, self.t, self.cls = unit, t, cls
        self.methods = list(methods(cls))
        self.cached = user_classes.cached(cls)
        self.types: dict[str, ty.Type | None] = {}  # None: not known yet
        self.late: set[str] = set()
        self.places: dict[str, tuple[Any, Any]] = {}  # where a field is assigned
        self.values: dict[Any, dict[ast.expr, tuple[ast.expr, bool]]] = {}  # that functions assign
        self.is_whole = True  # all is known, and from the class alone

    def find(self) -> ClassInfo:
        for c in reversed(user_classes.bases(self.cls)):
            self._annotated(c)
        for fn in self.methods:
            self._assigned(fn)
        self.types.update(dict.fromkeys(self.cached))
        for name, t in self.types.items():
            if t is None:
                self.unit.layouts.inferred.add((self.t, name))
                wider = self.unit.layouts.wider.get((self.t, name))
                self.types[name] = self._evident(name) if wider is None else wider
        info = ClassInfo(self.t, [])
        self.unit.layouts.probing[self.t] = info
        try:
            self._probe_init(info)
            learn_cached(self, info)
            if any(t is None or is_open(t) or is_hollow(t) for t in self.types.values()):
                self._probe_others(info)
            if any(t is None or is_open(t) for t in self.types.values()):
                self._probe_uses(info)
        finally:
            del self.unit.layouts.probing[self.t]
        by_use = self.t in self.unit.layouts.by_use
        if by_use or any(t is None or is_open(t) for t in self.types.values()):
            self.is_whole = False
        for name, t in self.types.items():
            if t is not None and by_use and self.unit.probes is None:  # as of locals: stays empty
                self.types[name] = t = closed(t)
            if t is None or (is_open(t) and not by_use):
                self.unit.layouts.by_use.pop(self.t, None)
                if self.unit.probes is None:  # in vain, one class may wait for another
                    self._unknown(name)
        return self._info(self.unit.layouts.by_use.get(self.t) or info)

    def _info(self, info: ClassInfo) -> ClassInfo:
        """What is known so far, put into `info`."""
        fields = tuple(
            (name, ty.union_of(t, ty.UNBOUND) if name in {*self.late, *self.cached} else t)
            for name, t in self.types.items()
            if t is not None
        )
        if fields != info.fields:
            info.fields = fields
            self.unit.layouts.found.changed(self.t)
        return info

    def _evident(self, name: str) -> ty.Type | None:
        """The type of a field that `__init__` sets to a literal or to a parameter, told without a
        probe."""
        fn, node = self.places.get(name, (None, None))
        if fn is None or fn.__name__ != "__init__":
            return None
        if fn not in self.values:
            self.values[fn] = first_values(source_of(fn).tree)
        value, before = self.values[fn].get(node, (None, False))
        if isinstance(value, ast.Constant):
            return _LITERALS.get(type(value.value)) if is_small(value.value) else None
        if not isinstance(value, ast.Name) or not before:
            return None
        signature = self._head(fn)
        for p in signature.params[1:] if signature else ():
            if p.name == value.id and p.kind not in ("vararg", "kwarg"):
                t = probed(p)
                return t if isinstance(t, ty.Type) and not is_open(t) else None
        return None

    def _unknown(self, name: str) -> None:

        if self.unit.postponed:
            raise Poisoned
        fn, node = self.places.get(name, (None, None))
        span = source_of(fn).span(node) if fn is not None else place(self.cls)
        t = self.types[name]
        inner = "list[int]" if isinstance(t, ty.Object) else "int"
        inner = f"{self.cls.__name__} | None" if t is ty.NONE else inner
        raise Failed(
            Diagnostic(
                f"cannot tell the type of the field `{name}` of {self.cls.__name__}",
                span,
                hint=f"annotate it where it is set first: self.{name}: {inner} = …",
            )
        )

    # --- what is written -------------------------------------------------------------------------

    def _annotated(self, cls: type) -> None:
        """Fields that the class itself annotates."""

        bound = dict(zip(getattr(self.cls, "__parameters__", ()), self.t.args))
        plain = {f.name for f in user_classes.dataclass_fields(cls)}
        space = {**module_of(self.unit.looks.functions, cls), cls.__name__: cls}
        inner = dict(vars(cls))

        def read(text: str) -> Any:
            around = surroundings(cls, space)
            return evaluated(text, around, inner, str(around.get("__file__", "")))

        for name, annotation in annotations_of(vars(cls)).items():
            try:
                obj = resolved(annotation, read)
                if is_of_class(obj) and name not in plain:
                    continue
                if name in plain and vars(cls).get(name, ...) is None:
                    obj = typing.Optional[obj]  # noqa: UP045
                pattern = pattern_of(obj)
                found = fill(pattern, bound)
                if found is None:
                    place_name = f"{cls.__module__}.{cls.__qualname__}.{name}"
                    found = open_container(pattern, place_name)
            except AnnotationError as e:
                what = f"the field `{name}` of {cls.__name__}: {e.title}"
                raise Failed(Diagnostic(what, place(cls), hint=e.hint)) from None
            except NameError as e:
                if self.unit.check_only:
                    self.unit.postponed = True
                    self._unknown(name)
                raise Failed(
                    Diagnostic(f"the field `{name}` of {cls.__name__}: {e}", place(cls))
                ) from None
            self.types[name] = found
            if name not in plain and name not in vars(cls):
                self.late.add(name)  # until `__init__` is seen to set it
            elif name in plain and is_unset(cls, name):
                self.late.add(name)

    def _assigned(self, fn: Any) -> None:
        """Fields that a method assigns, with the types written there."""
        tree = source_of(generator_of_manager(fn) or fn).tree
        if not tree.args.args:
            return
        me = tree.args.args[0].arg
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Store):
                continue
            if isinstance(node.value, ast.Name) and node.value.id == me:
                name = mangled(fn, node.attr)
                member = user_classes.raw(self.cls, name)
                if isinstance(member, property) or name in self.types:
                    continue
                if type(member) is pytypes.MemberDescriptorType or member is None:
                    self.late.add(name)
                self.types[name] = None
                self.places[name] = fn, node
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute):
                target = node.target
                if isinstance(target.value, ast.Name) and target.value.id == me:
                    self._declared(fn, mangled(fn, target.attr), node)

    def _declared(self, fn: Any, name: str, node: ast.AnnAssign) -> None:
        """`self.x: T = …`."""

        if self.types.get(name) is not None:
            return
        signature = self._head(fn)
        if signature is None:
            return
        try:
            obj = signature.evaluate(node.annotation)
            if obj is typing.Final:
                return
            bound = dict(zip(getattr(self.cls, "__parameters__", ()), self.t.args))
            found = fill(pattern_of(obj), bound)
            if isinstance(node.value, ast.Call):
                with contextlib.suppress(Exception):  # the probe tells what is wrong with it
                    made = signature.evaluate(node.value.func)
                    found = classes.derived(found, classes.implementation(made))
            self.types[name] = found
        except AnnotationError as e:
            raise Failed(
                Diagnostic(e.title, source_of(fn).span(node.annotation), hint=e.hint)
            ) from None
        except NameError:
            self.unit.postponed = self.unit.postponed or self.unit.check_only

    # --- probes ----------------------------------------------------------------------------------

    def _probe_init(self, info: ClassInfo) -> None:
        fn = user_classes.function(self.cls, "__init__")
        if fn is None:
            return
        if is_straight(source_of(fn).tree, set(self.types)) and None not in self.types.values():
            self.late.clear()
            return
        self.late.clear()  # the probe tells which are
        self._probe(fn, info, True)

    def _probe_others(self, info: ClassInfo) -> None:
        """Look into other methods for types that `__init__` leaves open."""
        own = user_classes.function(self.cls, "__init__")
        for fn in self.methods:
            if fn is not own:
                self._probe(fn, info, False)

    def _probe_uses(self, info: ClassInfo) -> None:
        """Look at what the functions that are being lowered pass to the class's methods."""
        for using in reversed(self.unit.lowering):
            if using.signature.library or using.captured or using.signature.scope.generates:
                continue
            if self._probe_use(info, using):
                return
        for cls in neighbours(self.unit, self.cls, module_of(self.unit.looks.functions, self.cls)):
            t = user_classes.type_of(cls)
            for fn in methods(cls) if not getattr(cls, "__parameters__", ()) else ():
                signature = self._head(fn, t)
                given = [probed(p) for p in signature.params[1:]] if signature else [None]
                told = signature is not None and None not in given
                if told and self._probe_use(info, Use(signature, [t, *given])):
                    return

    def _probe_use(self, info: ClassInfo, using: Any) -> bool:
        """Lower a function that uses the class in vain. Whether all is known after it."""
        for _ in range(_ROUNDS):
            before = dict(self.types), set(self.late)
            self.late.clear()
            unit = self.unit.apart()
            self._info(info)
            unit.module.classes[self.t] = info
            unit.probes = Probe(self, True), Probe(self, False)
            lower_in_vain(unit, using)
            self.unit.postponed = self.unit.postponed or unit.postponed
            if (self.types, self.late) == before:
                break
        self.unit.layouts.by_use[self.t] = info
        return not any(t is None or is_open(t) for t in self.types.values())

    def _probe(self, fn: Any, info: ClassInfo, makes: bool) -> None:

        signature = self._head(fn)
        given = [probed(p) for p in signature.params[1:]] if signature else [None]
        if signature is None or None in given:
            return
        for _ in range(_ROUNDS):
            unit = self.unit.apart()
            self._info(info)
            unit.module.classes[self.t] = info
            probe = Probe(self, makes)
            first = Static(NewObject(self.t)) if makes else self.t
            args = [first, *given]
            before = dict(self.types), set(self.late)
            probe.run(unit, signature, args)
            self.unit.postponed = self.unit.postponed or unit.postponed
            if (self.types, self.late) == before:
                return

    def _head(self, fn: Any, of: Any = None) -> Any:

        try:
            return signature_of(fn, of or self.t, self.unit.check_only, self.unit.looks)
        except Postponed:
            self.unit.postponed = True
            self.is_whole = False
        except CompileError as e:
            self.is_whole = False
            if fn not in self.unit.broken:
                self.unit.broken.add(fn)
                self.unit.diagnostics += e.diagnostics
        return None

    def learned(self, name: str, t: ty.Type) -> None:
        """A probe has met a value of this type assigned to the field."""

        known = self.types.get(name)
        if name not in self.places or (known is not None and is_open(t) and t is not ty.NONE):
            if name in self.types and known is None:
                self.types[name] = t
        elif known is None or (is_open(known) and known is not ty.NONE):
            self.types[name] = t
        elif not holds(known, t):
            self.types[name] = join(known, t) or known

    def filled(self, place: Any, t: ty.Type) -> None:
        """A probe has learned what an empty container holds."""
        for name, known in self.types.items():
            if known is not None:
                self.types[name] = filled(known, place, t)


__all__ = ["Layouts", "Wider"]
