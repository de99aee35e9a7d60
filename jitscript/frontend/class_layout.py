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
import typing
from typing import Any

from ..diagnostics import CompileError, Diagnostic
from ..identity.retrace import TOLD
from ..identity.variables import annotations_of
from ..ir import types as ty
from ..ir.core import ClassInfo
from . import class_samples, user_classes
from .annotations import AnnotationError, pattern_of, resolved
from .class_evident import as_made, evident, held_type, learned, some_type, told
from .class_found import Found, Vain, Wider, late_anyway
from .class_holes import closed, filled, holds, is_hollow, is_open, open_container
from .class_left import Left, unset
from .class_probes import (
    Probe,
    entries,
    learn_cached,
    left_to_class,
    lower_in_vain,
    neighbours,
    settle,
    usable,
)
from .class_text import (
    is_of_class,
    is_straight,
    is_unset,
    mangled,
    methods,
    place,
    reader,
    stays_in_class,
    stores,
)
from .classes import NewObject
from .composite import key_of
from .emitter import Static
from .generator_frames import Generators
from .managers import generator_of_manager
from .operators.convert import convertible, join
from .outcomes import Failed, Poisoned
from .patterns import fill
from .signature import HeadError, Postponed, signature_of
from .source import source_of

_ROUNDS = 12  # probes of one class; each but the last learned something


class Layouts:
    """The layouts of one unit. `probing` holds those that are being found, shared with the units
    of probes, as `wider` is: what fields have turned out to be."""

    def __init__(self, unit: Any):
        self.unit = unit
        self.wider: dict[tuple[ty.Object, str], ty.Type] = {}
        self.inferred: set[tuple[ty.Object, str]] = set()
        self.probing: dict[ty.Object, ClassInfo] = {}
        self.by_use: dict[ty.Object, ClassInfo] = {}  # found where the class was used
        self.made: set[Any] = set()  # types of which instances are made
        self.unmade: set[Any] = set()  # of which there are none
        self.sampled: dict[ty.Object, dict[str, ty.Type]] = {}  # class_samples.py
        self.found, self.left, self.generators = Found(), Left(), Generators()
        variants = [fn.__dict__[TOLD] for fn in unit.entered if TOLD in fn.__dict__]
        self.of_call = bool(variants)  # arguments tell what fields hold (entries/fields.py)
        self.told = {(cls, name): t for told in variants for cls, name, t in told}

    def apart(self, unit: Any) -> Layouts:
        """Those of the unit of a probe."""
        there = Layouts(unit)
        there.probing, there.wider, there.inferred = self.probing, self.wider, self.inferred
        there.found, there.left, there.generators = self.found, self.left, self.generators
        there.by_use, there.made = {**self.by_use}, self.made
        there.sampled = self.sampled
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
        if (fields := self.found.of(t)) is not None:
            return ClassInfo(t, fields)
        self.unit.looks.definition(cls)
        self.left.search()
        self.found.begins()
        search, info = _Fields(self.unit, t, cls), None
        try:
            info = search.find()
        finally:
            known = info.fields if info is not None and search.is_whole else None
            self.found.ends(t, known, search.vain)
        return info

    def given(self, t: ty.Object, name: str, known: ty.Type, found: ty.Type) -> None:
        """A field is given a value of a type. Raises Wider where it would become another."""
        known = ty.union_of(*(m for m in ty.members(known) if m is not ty.UNBOUND))
        if (t, name) not in self.inferred or not convertible(found, known) or holds(known, found):
            return
        raise Wider(t, name, join(known, found) or ty.union_of(known, found))

    def holds(self, t: ty.Object, name: str, wanted: ty.Type) -> None:
        """What a field holds has to be of a wider type."""
        if (t, name) in self.inferred:
            raise Wider(t, name, wanted)


class _Fields:
    """The search for the fields of one class."""

    learned = learned

    def __init__(self, unit: Any, t: ty.Object, cls: type):
        self.unit, self.t, self.cls = unit, t, cls
        self.methods = list(methods(cls))
        self.has_init = user_classes.function(cls, "__init__") is not None
        self.bound = dict(zip(getattr(cls, "__parameters__", ()), t.args))
        self.cached = user_classes.cached(cls)
        self.types: dict[str, ty.Type | None] = {}  # None: not known yet
        self.late: set[str] = set()
        self.declared: set[str] = set()  # annotated as what is no hole: `x: None` is
        self.places: dict[str, tuple[Any, Any]] = {}  # where a field is assigned
        self.values: dict[Any, dict[ast.expr, tuple[ast.expr, bool]]] = {}  # that functions assign
        self.patterns: dict[str, Any] = {}  # that the class annotates
        self.tried: set[Any] = set()  # uses
        self.vain: Vain | None = None
        self.met: list[Diagnostic] = []  # what probes found to be wrong
        self.is_whole = True  # all is known, and from the class alone

    def find(self) -> ClassInfo:
        for c in reversed(user_classes.bases(self.cls)):
            self._annotated(c)
        for fn in self.methods:
            self._assigned(fn)
        self.types.update(dict.fromkeys(self.cached))
        for (t, name), known in self.unit.layouts.wider.items():
            if t is self.t and known is ty.UNBOUND:
                self._leave(name, unset(self.cls, t, name))
        for name, t in self.types.items():
            if t is not None and is_open(t) and name not in self.declared:
                self.types[name] = told(self, name) or t
            elif t is None:
                self.unit.layouts.inferred.add((self.t, name))
                wider = self.unit.layouts.wider.get((self.t, name)) or told(self, name)
                self.types[name] = evident(self, name) if wider is None else wider
        info = ClassInfo(self.t, [])
        self.unit.layouts.probing[self.t] = info
        try:
            before = self.unit.layouts.found.before(self.t)
            if before is not None:  # a search in vain, which this one goes on from
                self.types = {n: t for n, t in before.types.items() if not self._is_left(n)}
                self.late = {n for n in before.late if n in self.types}
                self.tried, info.fields = before.tried, before.fields
            else:
                self._probe_init(info)
                learn_cached(self, info)
                if self._is_open() or any(map(is_hollow, filter(None, self.types.values()))):
                    self._probe_others(info)
            if self._is_open():
                self._probe_uses(info)
            if self._is_open() and self.has_init and self.unit.probes is None:
                class_samples.learn(self, info)
        finally:
            del self.unit.layouts.probing[self.t]
        if self._is_open():
            known = self._info(info).fields
            self.vain = Vain(dict(self.types), set(self.late), known, self.tried)
        by_use = self.t in self.unit.layouts.by_use
        self.is_whole = self.is_whole and not by_use and not self._is_open()
        for name, t in list(self.types.items()):
            if t is not None and by_use and self.unit.probes is None:  # as of locals: stays empty
                self.types[name] = t = closed(t)
            is_untold = t is None or (is_open(t) and name not in self.declared)
            if is_untold and self.unit.probes is None:
                self.types[name] = t = some_type(self, name) or held_type(self, name) or t
            if t is None or (is_open(t) and not by_use and name not in self.declared):
                settle(self, name)
        return self._info(self.unit.layouts.by_use.get(self.t) or info)

    def _is_open(self) -> bool:
        """Whether the type of a field is not known, or not all of it."""
        return any(
            t is None or (is_open(t) and name not in self.declared)
            for name, t in self.types.items()
        )

    def _info(self, info: ClassInfo) -> ClassInfo:
        """What is known so far, put into `info`."""
        anyway = late_anyway(self.t, self.types, self.unit.layouts.wider)
        anyway = {name for name in anyway if not user_classes.has_default(self.cls, name)}
        late = {*self.late, *self.cached, *anyway}
        fields = tuple(
            (name, ty.union_of(t, ty.UNBOUND) if name in late else t)
            for name, t in self.types.items()
            if t is not None
        )
        if fields != info.fields:
            info.fields = fields
            self.unit.layouts.found.changed(self.t)
        return info

    def _leave(self, name: str, why: Diagnostic) -> None:
        """Leave a field to Python: it is no part of the layout from now on."""
        self.unit.layouts.left.add(self.t, name, why)
        self.types.pop(name, None)
        self.late.discard(name)

    def _is_left(self, name: str) -> bool:
        return name in self.unit.layouts.left.of(self.t)

    # --- what is written -------------------------------------------------------------------------

    def _annotated(self, cls: type) -> None:
        """Fields that the class itself annotates."""

        plain = {f.name for f in user_classes.dataclass_fields(cls)}
        read = reader(self.unit.looks.functions, cls)
        for name, annotation in annotations_of(vars(cls)).items():
            try:
                obj = resolved(annotation, read)
                if (is_of_class(obj) or stays_in_class(self.cls, name)) and name not in plain:
                    continue
                if name in plain and vars(cls).get(name, ...) is None:
                    obj = typing.Optional[obj]  # noqa: UP045
                pattern = pattern_of(obj)
                found = fill(pattern, self.bound)
                self.patterns[name] = pattern
                if found is None:
                    place_name = f"{cls.__module__}.{cls.__qualname__}.{name}"
                    found = open_container(pattern, place_name)
            except AnnotationError as e:
                what = f"the field `{name}` of {cls.__name__}: {e.title}"
                self._leave(name, Diagnostic(what, place(cls), hint=e.hint))
                continue
            except NameError as e:
                if self.unit.check_only:
                    self.unit.postponed = True
                    raise Poisoned from None
                raise Failed(
                    Diagnostic(f"the field `{name}` of {cls.__name__}: {e}", place(cls))
                ) from None
            if self._is_left(name):
                continue
            self._declares(name, found)
            if name not in plain and not user_classes.has_default(self.cls, name):
                self.late.add(name)  # until `__init__` is seen to set it
            elif name in plain and is_unset(cls, name):
                self.late.add(name)

    def _declares(self, name: str, t: ty.Type | None) -> None:
        self.types[name] = t
        self.declared.update([name] if t is ty.NONE else ())

    def _assigned(self, fn: Any) -> None:
        """Fields that a method assigns, with the types written there."""
        tree = source_of(generator_of_manager(fn) or fn).tree
        if not tree.args.args:
            return
        me = tree.args.args[0].arg
        for name, node in stores(fn, tree):
            member = user_classes.raw(self.cls, name)
            if isinstance(member, property) or name in self.types or self._is_left(name):
                continue
            if not user_classes.has_default(self.cls, name):
                self.late.add(name)
            self.types[name] = None
            self.places[name] = fn, node
        for s in ast.walk(tree):
            if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Attribute):
                target = s.target
                if isinstance(target.value, ast.Name) and target.value.id == me:
                    self._declared(fn, mangled(fn, target.attr), s)

    def _declared(self, fn: Any, name: str, node: ast.AnnAssign) -> None:
        """`self.x: T = …`."""
        if self.types.get(name) is not None or self._is_left(name):
            return
        signature = self._head(fn)
        if signature is None:
            return
        try:
            obj = signature.evaluate(node.annotation)
            if obj is typing.Final:
                return
            self.patterns[name] = pattern_of(obj)
            found = fill(self.patterns[name], self.bound)
            with contextlib.suppress(Exception):  # the probe tells what is wrong with it
                found = as_made(signature, found, node.value)
            self._declares(name, found)
        except AnnotationError as e:
            what = f"the field `{name}` of {self.cls.__name__}: {e.title}"
            self._leave(name, Diagnostic(what, source_of(fn).span(node.annotation), hint=e.hint))
        except NameError:
            self.unit.postponed = self.unit.postponed or self.unit.check_only

    # --- probes ----------------------------------------------------------------------------------

    def _probe_init(self, info: ClassInfo) -> None:
        fn = user_classes.function(self.cls, "__init__")
        if fn is None:
            left_to_class(self, self.places)
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
        if any(self._probe_use(info, use) for use in entries(self.unit)):
            return
        if not self.unit.lowering and len(self.unit.layouts.probing) == 1:  # of a parameter
            self.unit.layouts.by_use.pop(self.t, None)
        any(self._probe_use(info, use) for use in neighbours(self, self.cls))

    def _probe_use(self, info: ClassInfo, using: Any) -> bool:
        """Lower a function that uses the class in vain. Whether all is known after it."""
        self.unit.layouts.by_use[self.t] = info
        key = using.signature.fn, tuple(map(key_of, using.args)), using.owner
        if key in self.tried:
            return False
        self.tried.add(key)
        for _ in range(_ROUNDS):
            before = dict(self.types), set(self.late)
            if self.has_init:  # which tells
                self.late.clear()
            unit = self.unit.apart()
            self._info(info)
            unit.module.classes[self.t] = info
            unit.probes = Probe(self, True), Probe(self, False)
            lower_in_vain(unit, using)
            self.unit.postponed = self.unit.postponed or unit.postponed
            if (self.types, self.late) == before:
                break
        return not self._is_open()

    def _probe(self, fn: Any, info: ClassInfo, makes: bool) -> None:
        signature = self._head(fn)
        given = [usable(p, self.bound) for p in signature.params[1:]] if signature else [None]
        if signature is not None and None not in given:
            self.probe_with(signature, given, info, makes)

    def probe_with(self, signature: Any, given: list[Any], info: ClassInfo, makes: bool) -> None:
        """Lower a method in vain, called with these."""
        for _ in range(_ROUNDS):
            unit = self.unit.apart()
            self._info(info)
            unit.module.classes[self.t] = info
            probe = Probe(self, makes)
            args = [Static(NewObject(self.t)) if makes else self.t, *given]
            before = dict(self.types), set(self.late)
            probe.run(unit, signature, args)
            self.met = [*unit.diagnostics, *self.met]
            self.unit.postponed = self.unit.postponed or unit.postponed
            if (self.types, self.late) == before:
                return

    def _head(self, fn: Any, of: Any = None) -> Any:
        try:
            return signature_of(fn, of or self.t, self.unit.check_only, self.unit.looks)
        except Postponed:
            self.unit.postponed = True
            self.is_whole = False
        except HeadError as e:  # told where the method is called; the fields need not it
            return e.signature
        except CompileError as e:
            self.is_whole = False
            self.unit.report(*e.diagnostics)
        return None

    def filled(self, place: Any, t: ty.Type) -> None:
        """A probe has learned what an empty container holds."""
        known = {name: filled(k, place, t) for name, k in self.types.items() if k is not None}
        self.types.update(known)


__all__ = ["Layouts", "Wider"]
