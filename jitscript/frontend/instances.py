"""Which functions are compiled together: one instance for each function and argument types.

A call asks for an instance and gets its name and result type; its body is lowered afterwards,
when something that is kept calls it. Without a result annotation the body is lowered at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import NO_SPAN, CompileError, Diagnostic, Span
from ..identity.looks import Looks
from ..identity.retrace import starts
from ..ir import types as ty
from ..ir.core import Function, Module
from . import classes, user_classes
from .binding import Argument, bind
from .class_layout import Layouts
from .composite import key_of, types_in
from .emitter import Static
from .function_table import FunctionTable
from .instance_names import of_library, refusal, returning, static_text
from .layouts import layout
from .patterns import Bindings, fill, is_callable
from .signature import Signature, signature_of
from .unit_errors import Errors


class Instance:
    """One function for given argument types. `result` is None until it is known."""

    __slots__ = (
        "args",
        "assumed",
        "bound",
        "busy",
        "caller",
        "captured",
        "errors",
        "frame",
        "function",
        "late",
        "name",
        "owner",
        "probe",
        "provisional",
        "raises",
        "recursive",
        "result",
        "signature",
        "site",
    )

    def __init__(
        self, name: str, signature: Signature, args: list[Argument], bound: Bindings, site: Span
    ):
        self.name, self.signature, self.args = name, signature, args
        self.bound, self.site = bound, site
        self.caller: Instance | None = None
        self.captured: Sequence[Any] = ()  # of a nested function: variables, whose arguments follow
        self.result: ty.Type | None = None
        self.function: Function | None = None
        self.owner: Any = None
        self.probe: Any = None  # the probe of a class's fields that this is (class_layout.py)
        self.frame: Any = None  # of a generator function whose calls are kept (kept.py)
        self.late: Any = None  # of what is lowered last, and how: see function_values.py
        self.busy = False
        self.errors: Sequence[Diagnostic] = ()  # of its body
        self.raises = False  # in whatever way it ends
        # A result that is not annotated, of a function that calls itself (see `Lowering.run`):
        self.assumed: ty.Type | None = None  # what is known of it so far
        self.recursive = False  # whether a call of it met this
        self.provisional = False  # whether it calls such a function, and is lowered again

    @property
    def failed(self) -> bool:
        return bool(self.errors)

    def value_types(self) -> list[ty.Type]:
        return [t for a in self.args for t in types_in(a)]

    def identity(self) -> str | None:
        """What tells an instance of library code apart in all programs; None where its code or
        something it is made for is the user's."""
        fn = self.signature.fn
        texts = [of_library(a) for a in self.args]
        owner = of_library(self.owner) if self.owner is not None else ""
        if not self.signature.library or owner is None or None in texts:
            return None
        return f"{fn.__module__}.{fn.__qualname__} of {owner} for {texts}"


Body = Callable[["Unit", Instance], Function]


class Unit(Errors):
    """Everything that one compilation makes: the module, its instances, its errors."""

    def __init__(self, functions: Sequence[Any], check_only: bool, body_of: Body):
        super().__init__()
        self.module = Module()
        self.body_of = body_of  # lowers the body of an instance
        self.entered = functions
        self.looks = Looks([start for fn in functions for start in starts(fn)])
        self.check_only = check_only
        self.postponed = self.device = False  # device: the functions are kernels
        self.own_math, self.owned = False, set[str]()  # without C's library; what of it is ours
        self.probes: Any = None  # of a class's fields, by what makes it and by others
        self.instances: dict[Any, Instance] = {}
        self.by_name: dict[str, Instance] = {}
        # Asked before an instance is lowered: its declaration, if another object has its code.
        self.outside: Callable[[Instance], Function | None] = lambda instance: None
        self.lowering = list[Instance]()  # those under way, outside first
        self.nested: dict[Any, Signature] = {}  # of nested functions, by syntax node
        self.captures = self.calls_python = False  # constants not to be changed; the interpreter
        self.kept_names: dict[Any, str] = {}  # of functions with caches (caching.py)
        self.kept: dict[str, tuple[str, Span]] = {}  # what is kept: of which of them, and where
        self.live: dict[int, Any] = {}  # containers of modules that change (live_tables.py)
        # Ids: of those that are changed, and, by name, of those that are thought to be constants.
        self.changing, self.taken_for_constant = frozenset[int](), dict[str, set[int]]()
        self.settled_parts = set[int]()  # of what is a constant, whatever the program does
        # Classes of captured instances; those whose instances `is` compares, and where.
        self.copied, self.compared = set[ty.Type](), dict[ty.Type, Span]()
        self.text_identity = False  # whether text is compared with `is` anywhere
        self.heads: dict[Any, Signature] = {}  # by what their first parameter is
        self.layouts, self.functions = Layouts(self), FunctionTable()
        self.frames: dict[ty.Type, Any] = {}  # of generators that are kept, by their type
        # Of what types the exceptions are that are raised, by class.
        self.raised: dict[type, list[tuple[tuple[ty.Type | None, ...], tuple[Any, ...]]]] = {}
        self._constants: dict[int, tuple[str, Any]] = {}
        # Functions of which the entries are copies with types for the parameters.
        originals = ((getattr(fn, "__jitscript_original__", None), fn) for fn in functions)
        self._copies = {original: fn for original, fn in originals if original is not None}

    def apart(self) -> Unit:
        """Another unit for what is lowered in vain; it looks through the same door."""
        unit = Unit(self.entered, self.check_only, self.body_of)
        unit.looks, unit.raised, unit.layouts = self.looks, self.raised, self.layouts.apart(unit)
        return unit

    def mark(self) -> tuple[int, frozenset[str]]:
        """Which errors there are; see `back_to`."""
        failed = (i.name for i in self.instances.values() if i.failed) if self.diagnostics else ()
        return len(self.diagnostics), frozenset(failed)

    def back_to(self, mark: tuple[int, frozenset[str]]) -> None:
        """Forget the errors of instances that were lowered for types that have become others."""
        if len(self.diagnostics) == mark[0]:
            return
        self.forget(mark[0])
        for key, instance in list(self.instances.items()):
            if instance.failed and instance.name not in mark[1]:
                del self.instances[key]

    def constant(self, array: Any, hint: str) -> str:
        """The name of a captured array in the module; frozen as it is now."""
        found = self._constants.get(id(array))
        if found is None:
            import numpy

            name = hint
            while name in self.module.constants:
                name += "_"
            frozen = numpy.array(array, order="C", copy=True)
            frozen.flags.writeable = False
            self.looks.frozen(array, frozen)
            self.module.constants[name] = frozen
            found = self._constants[id(array)] = (name, array)
        return found[0]

    def layout(self, t: ty.Type) -> None:
        """Have the module know the fields of every class within `t`."""
        if isinstance(t, ty.Object) and t.name.startswith("?"):  # not known yet: see holes.py
            return
        kept = self.frames.get(t)
        if kept is not None and kept.info is None:  # its function is being lowered
            return
        if isinstance(t, ty.Object) and t not in self.module.classes:
            info = self.functions.layout(t) if is_callable(t) else kept and kept.info
            info = info or self.layouts.of(t)
            if info is None and self.layouts.generators.is_met(self, t):
                return
            info = self.module.classes[t] = info or layout(t)
            info.held = user_classes.is_native(user_classes.class_of(t))
            for _, field in info.fields:
                self.layout(field)
        parts: Any = ()
        if isinstance(t, (ty.Tuple, ty.Enum)) and t.name:
            self.looks.definition(user_classes.named(t.name))
        if isinstance(t, (ty.Tuple, ty.Union)):
            parts = t.items if isinstance(t, ty.Tuple) else t.members
        elif isinstance(t, ty.Buffer):
            parts = (t.elem,)
        elif isinstance(t, ty.Object):
            parts = t.args
        for part in parts:
            self.layout(part)

    def instance(
        self,
        signature: Signature,
        args: Sequence[Argument],
        site: Span,
        owner: Any = None,
        caller: Instance | None = None,
        captured: Sequence[Any] = (),
    ) -> Instance:
        """The instance for these arguments (one for each parameter, then one for each variable that
        is captured). `site` is where the first call of it stands, in `caller`."""
        rest = (owner, tuple(map(key_of, args)), *captured)
        key = (signature.fn, *rest)
        found = self.instances.get(key)
        if found is None and signature.fn in self._copies:
            found = self.instances.get((self._copies[signature.fn], *rest))
        if found is None:
            bound = bind(signature, args)
            if owner is not None:
                bound.update(classes.bindings(owner))
            name = self._name(signature, args, owner)
            found = self.instances[key] = Instance(name, signature, list(args), bound, site)
            found.owner, found.caller, found.captured = owner, caller, captured
            found.probe = self._probe_of(found)
            self.by_name[name] = found
            for t in found.value_types():
                self.layout(t)
            first = args[0].obj if args and isinstance(args[0], Static) else None
            if isinstance(first, classes.NewObject):
                found.result = None if first.partial else first.type
            elif signature.result is not None:
                found.result = fill(signature.result, bound)
                if found.result is not None and declines(signature):
                    found.result = ty.union_of(found.result, ty.UNBOUND)
            found.result = self.layouts.wider.get(returning(found), found.result)
            self.layout(found.result or ty.NONE)
        return found

    def _probe_of(self, instance: Instance) -> Any:
        """What an instance tells what it finds out about a class's fields, if anything."""
        if self.probes is None or instance.signature.library:
            return None
        makes, uses = self.probes
        first = instance.args[0] if instance.args else None
        if isinstance(first, Static) and isinstance(first.obj, classes.NewObject):
            return makes if first.obj.type is makes.fields.t else None
        return uses

    def _name(self, signature: Signature, args: Sequence[Argument], owner: Any) -> str:
        fn = signature.fn
        plain = fn.__qualname__.replace("<locals>.", "").replace("<lambda>", "lambda")
        if signature.library:
            place = fn.__module__.removeprefix("jitscript.library.").replace("_", "")
            plain = f"{owner!r}.{fn.__name__}" if owner is not None else f"{place}.{plain}"
            shown = args[1:] if owner is not None else args
            texts = [repr(a) if isinstance(a, ty.Type) else static_text(a.obj) for a in shown]
            plain = f"{plain}({', '.join(texts)})"
        elif plain in self.by_name:
            plain = f"{fn.__module__}.{plain}"
        name, n = plain, 2
        while name in self.by_name:
            name, n = f"{plain}#{n}", n + 1
        return name

    def lower(self, instance: Instance) -> None:
        """Lower the body of an instance, unless that is done or under way."""
        if instance.function is not None or instance.busy:
            return
        instance.busy = True
        mark = len(self.diagnostics)
        self.lowering.append(instance)
        try:
            function = self.body_of(self, instance)
        finally:
            instance.busy = False
            self.lowering.pop()
        if instance.provisional:
            instance.provisional = False
            instance.assumed, instance.result = instance.result, None
            return
        instance.function = function
        self.module.add(function)
        if instance.signature.library and len(self.diagnostics) > mark:
            self._blame(instance, mark)
        instance.errors = self.diagnostics[mark:]
        self.show(instance.signature)

    def show(self, signature: Signature) -> None:
        """Have the module know the text of a function."""
        source, sources = signature.source, self.module.sources
        if not signature.library or source.file not in sources:
            sources[source.file] = source.whole(sources.get(source.file))

    def assumed(self, instance: Instance) -> ty.Type | None:
        """What is known of the result of an instance that is called while it is lowered. Those in
        between are lowered for this one only, until its result has settled."""
        instance.recursive = True
        around = self.lowering.index(instance)
        for other in self.lowering[around + 1 :]:
            other.provisional = other.result is None
        return instance.assumed

    def _blame(self, instance: Instance, mark: int) -> None:
        """Library code that does not fit the argument types is an error of the call."""
        inner = self.diagnostics[mark]
        del self.diagnostics[mark:]
        outer = instance
        while outer.caller is not None and outer.caller.signature.library:
            outer = outer.caller
        if outer.site is NO_SPAN:
            self.report(inner)
            return
        notes = inner.notes
        if inner.span is not outer.site:  # else it was blamed on this call already
            notes = (f"{inner.title} ({inner.span})", *notes)
        self.report(
            Diagnostic(
                refusal(outer.signature, outer.args), outer.site, notes=notes, hint=inner.hint
            )
        )

    def finish(self, entries: Sequence[Instance]) -> None:
        """Lower what the entries need, directly or not; drop what was made in vain."""
        seen: dict[str, Function] = {}
        work = list(reversed(entries))
        late: dict[str, tuple[Instance, int]] = {}
        while work or (work := self._of_values(late, seen)):
            instance = work.pop()
            if instance.late is not None:
                late.setdefault(instance.name, (instance, -1))
                continue
            if instance.name in seen or instance.name in self.module.declared:
                continue
            if instance.function is None:
                declared = self.outside(instance)
                if declared is not None:
                    self.module.declared[instance.name] = declared
                    continue
            self.lower(instance)
            assert instance.function is not None
            self.diagnostics += instance.errors
            seen[instance.name] = instance.function
            frame = instance.frame or self.frames.get(instance.result or ty.NONE)
            if instance in entries and frame is not None:  # what Python needs of a generator
                work += [frame.made, frame.instance]
            names = (op.attrs["callee"] for op in instance.function.walk() if op.opcode == "call")
            callees = [self.by_name[n] for n in names if n in self.by_name]  # not where errors are
            if self.check_only:  # library code that takes any type has to be tried with these
                direct = not instance.signature.library
                callees = [
                    c
                    for c in callees
                    if direct and (c.signature.open_library() or c.signature.inner)
                ]
            work += reversed(callees)
        self.module.functions = seen
        if not self.diagnostics and not self.check_only:
            self._prune()

    def _of_values(
        self, late: dict[str, tuple[Instance, int]], seen: dict[str, Function]
    ) -> list[Instance]:
        """Lower what makes and calls function values, if functions have come; what that calls."""
        if self.check_only or self.diagnostics:
            return []
        for name, (instance, known) in late.items():
            if known == self.functions.count:
                continue
            late[name] = instance, self.functions.count
            made = seen[name] = instance.function = instance.late(self, instance)
            source, sources = instance.signature.source, self.module.sources
            sources[source.file] = sources.get(source.file) or source.whole(None)
            calls = [op for op in made.walk() if op.opcode == "call"]
            if calls:
                return [self.by_name[op.attrs["callee"]] for op in calls]
        return []

    def _prune(self) -> None:
        """Keep the classes and constants that the functions use."""
        self.module.classes = {}
        constants = {}
        for function in (*self.module.functions.values(), *self.module.declared.values()):
            types = dict.fromkeys([*(v.type for v in function.params), function.result])
            for op in function.walk():
                types.update(dict.fromkeys(v.type for v in op.results))
                for region in op.regions:
                    types.update(dict.fromkeys(v.type for v in region.args))
                if op.opcode == "array.const":
                    name = op.attrs["name"]
                    constants[name] = self.module.constants[name]
            for t in types:
                self.layout(t)
        self.module.constants = constants


def declines(signature: Signature) -> bool:
    """Whether a user's method may return NotImplemented, which is then `unbound`."""
    fn, library = signature.fn, signature.library or signature.inner
    special = fn.__name__.startswith("__") and not library
    return special and "NotImplemented" in fn.__code__.co_names


__all__ = ["CompileError", "Instance", "Unit", "signature_of"]
