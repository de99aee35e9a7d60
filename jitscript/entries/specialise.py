"""Functions whose arguments choose types: one compiled variant for each combination that is met.

Such a function is compiled as if its parameters were annotated with the types of a call's
arguments: a copy of the Python function that has these annotations goes the way of every other, and
is cached like it. Its code takes exactly these types. The variants met so far form a chain
(`runtime/callable.py`): a call jumps into the first, and from there to the next where the arguments
are of other types; only a call with types that are new comes here.
"""

from __future__ import annotations

from types import FunctionType

from .. import scripted
from ..diagnostics import CompileError, Diagnostic
from ..identity import sentinels
from ..identity.options import FAST
from ..identity.retrace import GIVEN, RECALLED, TOLD
from ..runtime import callable
from ..runtime.calls import first_call, layout_of, plan_of, stub
from ..runtime.convert import replaced_by_view
from ..runtime.convert_scalars import Misfit
from ..runtime.errors import hidden
from ..runtime.locks import LOCK
from . import annotations_of, parameters, recalled, result_of
from .closing import closed, filled, learn
from .fields import are_open, told_by
from .forms import OPEN, is_any_length, is_open, shown, unknown_in
from .given import Given, is_function, values_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .fields import Told

hidden.add(__file__)


def make(function: FunctionType, cached: bool, lengths: bool = False) -> Any:
    """The scripted form of a function some of whose parameters say no type; with `lengths`, also
    those that are tuples of any length."""
    made = callable.make(scripted.head(function), callable.Provider(), function)
    turn(made, function, cached)
    made._provider.lengths = lengths
    scripted.dress(made, function)
    return made


def turn(made: Any, function: FunctionType, cached: bool) -> None:
    """Have a scripted function that has no code be such a one."""
    variants = made._provider = Variants(function, cached)
    variants.owner = made
    made._plan, made._first = variants, first_call


class Variants(callable.Provider):
    """The variants of one function; also how its slow path calls it."""

    __slots__ = (
        "_annotations",
        "_cached",
        "_fields",
        "_function",
        "_last",
        "_left",
        "_links",
        "_made",
        "_open",
        "_params",
        "_recalled",
        "bind",
        "lengths",
        "owner",
    )

    def __init__(self, function: FunctionType, cached: bool):
        self._function, self._cached = function, cached
        self._params = parameters(function)
        self._annotations: list[Any] = []  # of the parameters, once they are read
        self._open: list[bool] = []  # which of them leave a type open
        self._fields: list[bool] = []  # which are of classes whose instances say what fields hold
        self._made: dict[tuple[tuple[Any, ...], Any], Any] = {}
        self._links: dict[tuple[Any, str], Any] = {}
        self._left: list[Any] = []  # a call may still be in one
        self._last: Any = None
        self.owner: Any = None
        self.lengths = False
        self._recalled = recalled(function)
        described = {"name": function.__name__, "params": self._params}
        self.bind = stub(described, function.__qualname__)

    # --- a call with types that are new ----------------------------------------------------------

    def call(self, function: Any, bound: tuple[Any, ...]) -> Any:
        types = self._types(bound)
        told = told_by([v for v, asks in zip(bound, self._fields) if asks], self._function)
        made = self._for(types, told)
        made.prepare()
        plan = plan_of(made)
        taken = values_of(types, bound)
        values = plan.values(taken)
        kind = layout_of(values)
        variant = made.variant(kind)
        if len(taken) < len(bound):  # the code of no variant tells functions apart
            return replaced_by_view(variant(*values), taken, values)
        self._chain(made, kind)
        return replaced_by_view(variant(*values), bound, values)

    def _types(self, bound: tuple[Any, ...]) -> tuple[Any, ...]:
        """The annotations of the parameters for these arguments."""
        self._read()
        variables: dict[Any, Any] = {}
        found = self._closed(bound, variables, True)
        if any(map(unknown_in, found)):  # `xs: list[T], default: T` and no item
            found = self._closed(bound, variables, False)
        return found

    def _closed(
        self, bound: tuple[Any, ...], variables: dict[Any, Any], may_miss: bool
    ) -> tuple[Any, ...]:
        """What the annotations become; with `may_miss`, element types may be unknown. Enters what
        type variables stand for."""
        found = []
        for param, annotation, opened, value in zip(
            self._params, self._annotations, self._open, bound
        ):
            if param["name"] in self._recalled and value is param["default"]:
                found.append(Given(RECALLED))
                continue
            try:
                t = closed(annotation, value, variables) if opened else annotation
                if opened and not may_miss and unknown_in(t):
                    raise Misfit(
                        "is empty",
                        ": the type of its elements cannot be told",
                        self._instead(param["name"], value),
                    )
            except Misfit as misfit:
                name = self._function.__qualname__
                raise misfit.explain(name, param["name"], value) from None
            found.append(t)
        return tuple(found)

    def _instead(self, name: str, value: Any) -> str:
        if isinstance(value, (dict, set)):
            return f"annotate it, {name}: {'dict[str, int]' if type(value) is dict else 'set[str]'}"
        return f"annotate it, or name it: {self._function.__name__}[list[float]]"

    def _read(self) -> None:
        if not self._annotations:
            found = annotations_of(self._function).values()
            self._annotations = [tuple if self.lengths and is_any_length(a) else a for a in found]
            self._open = [*map(is_open, self._annotations)]
            self._fields = [o or self._has_fields(a) for a, o in zip(self._annotations, self._open)]
            for param in self._params:
                sentinels.of_object(param.get("default"), self._function.__globals__)

    def _has_fields(self, annotation: Any) -> bool:
        return are_open(annotation, self._function)

    def _for(self, types: tuple[Any, ...], told: Told = ()) -> Any:
        """The function for these types of all parameters, and of the fields of some classes."""
        with LOCK:
            made = self._made.get((types, told))
            if made is not None and made._watch and made._provider.is_stale(made):
                self._forget()
            if made is None:
                made = self._made[types, told] = self._compiled(types, told)
                given = [key for key in self._made if Given in map(type, key[0])]
                if len(given) > _MOST_GIVEN:
                    del self._made[given[0]]
            return made

    def _compiled(self, types: tuple[Any, ...], told: Told) -> Any:
        copy = self.copy(types, told)
        try:
            made = scripted.make_closed(copy, _Variant(copy, self._cached))
            opened = zip(types, self._annotations)
            made._provider.named_by = (
                self.owner,
                tuple(t.argument if isinstance(t, Given) else t for t, a in opened if is_open(a)),
            )
            made.prepare()
            return made
        except CompileError as error:
            raise self._told(error, types) from None

    def _forget(self) -> None:
        """Have calls find no variant: what one of them took for constants is another now. Each is
        made ready anew."""
        self.owner.unprepare()
        self.owner._plan = self
        for link in self._links.values():
            callable.look_at(link, None)
        self._left.append(self._links)
        self._links, self._last = {}, None

    def _chain(self, made: Any, kind: str) -> None:
        """Have calls find a variant from now on."""
        with LOCK:
            if (made, kind) in self._links:
                return
            variant = made.variant(kind)
            if self._last is None:
                callable.follow(self.owner, None)
                callable.look_at(self.owner, made._watch)
                variant.image.hold(self.owner)
                callable.give_defaults(self.owner, self._params)
                callable.install(self.owner, callable.entry_address(variant))
                self._links[made, kind] = self._last = self.owner
                return
            link = callable.Link()
            link.__name__, link.function = self.owner.__name__, self.owner
            link.image = variant.image
            callable.follow(link, None)
            callable.look_at(link, made._watch)
            callable.give_defaults(link, self._params)
            callable.install(link, callable.entry_address(variant))
            self._links[made, kind] = link
            callable.follow(self._last, link)
            self._last = link

    # --- the Python function of a variant --------------------------------------------------------

    def copy(self, types: tuple[Any, ...], told: Told = ()) -> FunctionType:
        """The function with these annotations. It keeps the last defaults that are of their
        parameters' types."""
        function = self._function
        made = FunctionType(
            function.__code__,
            function.__globals__,
            function.__name__,
            None,
            function.__closure__,
        )
        made.__doc__, made.__module__ = function.__doc__, function.__module__
        made.__qualname__ = function.__qualname__
        pairs = [(p["name"], t) for p, t in zip(self._params, types)]
        made.__annotations__ = {name: t for name, t in pairs if not isinstance(t, Given)}
        made.__dict__[GIVEN] = {n: t.function for n, t in pairs if isinstance(t, Given)}
        result = self._result(types)
        if not is_open(result):
            made.__annotations__["return"] = result
        kept: list[Any] = []
        for param, t, annotation in zip(self._params, types, self._annotations):
            if param["kind"] == "kwonly":
                break
            fits = "default" in param and self._is_default(param["default"], t, annotation)
            kept = [*kept, param["default"]] if fits else []
        made.__defaults__ = tuple(kept) or None
        made.__kwdefaults__ = {
            p["name"]: p["default"]
            for p, t, a in zip(self._params, types, self._annotations)
            if p["kind"] == "kwonly" and "default" in p and self._is_default(p["default"], t, a)
        } or None
        made.__dict__["__jitscript_original__"] = function
        if FAST in function.__dict__:
            made.__dict__[FAST] = True
        made.__dict__["__jitscript_opened__"] = tuple(i for i, a in enumerate(self._fields) if a)
        if told or any(self._has_fields(t) for t in types if not isinstance(t, Given)):
            made.__dict__[TOLD] = told
        return made

    def _result(self, types: tuple[Any, ...]) -> Any:
        """What the result is said to be; OPEN where it is inferred."""
        result = result_of(self._function)
        return result if result is OPEN else filled(result, self._variables(types))

    def _is_default(self, value: Any, t: Any, annotation: Any) -> bool:
        if not is_open(annotation) or isinstance(t, Given):
            return True
        try:
            return bool(closed(annotation, value, {}) == t)
        except Misfit:
            return False

    def _variables(self, types: tuple[Any, ...]) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for annotation, t in zip(self._annotations, types):
            learn(annotation, t, found)
        return found

    # --- what a user asks of the function --------------------------------------------------------

    def named(self, types: Any) -> Any:
        """f[int, Array1[f64]]: the types of the parameters that say none, in their order. Those at
        the end may be left out where they have defaults."""
        self._read()
        given = list(types) if isinstance(types, tuple) else [types]
        name = self._function.__qualname__
        whole = []
        for param, annotation in zip(self._params, self._annotations):
            if not is_open(annotation):
                whole.append(annotation)
            elif given:
                whole.append(as_type(given.pop(0), annotation))
            elif "default" in param:
                whole.append(closed(annotation, param["default"], {}))
            else:
                raise TypeError(f"{name}[…] needs {self.wanted()}")
        if given:
            raise TypeError(f"{name}[…] takes {self.wanted()}")
        return self._for(tuple(whole))

    def wanted(self) -> str:
        """Which types the arguments choose; empty where that is only those of fields."""
        self._read()
        names = [p["name"] for p, is_open in zip(self._params, self._open) if is_open]
        return f"the type{'s' * (len(names) > 1)} of {', '.join(names)}" if names else ""

    def entry(self, kind: str) -> Any:
        raise TypeError(self._undecided("cannot be compiled"))

    def text(self, stage: str) -> str:
        if not self._made and not self.wanted():
            self._for(tuple(self._annotations))
        if len(self._made) != 1:
            raise AttributeError(self._undecided(f"has no {stage} of its own"))
        (made,) = self._made.values()
        return str(getattr(made, stage))

    def _undecided(self, what: str) -> str:
        self._read()
        name = self._function.__qualname__
        made = ", ".join(f"{name}[{self._shown(types)}]" for types, _ in self._made)
        so_far = f" (there is {made})" if made else ""
        asked = f"name them: {name}[int]{so_far}".replace("[int](", "[int] (")
        return f"{name} {what}: its arguments choose {self.wanted()}; {asked}"

    def _shown(self, types: tuple[Any, ...]) -> str:
        pairs = zip(types, self._annotations)
        return ", ".join(shown(t) for t, a in pairs if is_open(a))

    def _told(self, error: CompileError, types: tuple[Any, ...]) -> CompileError:
        """A compilation's errors, with the types that it was for."""
        pairs = [f"{p['name']}: {shown(t)}" for p, t in zip(self._params, types)]
        note = f"compiled for the types of a call: {self._function.__name__}({', '.join(pairs)})"
        first, *rest = error.diagnostics
        told = Diagnostic(first.title, first.span, first.label, (*first.notes, note), first.hint)
        return CompileError([told, *rest], error.sources)

    def reduce(self, function: Any) -> Any:
        from .. import sending

        return sending.reduce(function, self._function, self._cached)


def as_type(given: Any, annotation: Any = OPEN) -> Any:
    """The annotation that a user names: a type, or a function."""
    if given is not None and not isinstance(given, type) and is_function(given):
        return closed(annotation, given, {})
    return type(None) if given is None else given


_MOST_GIVEN = 64  # variants for functions that are kept: a lambda is another each time it is met


class _Variant(scripted.JitProvider):
    """Compiles a variant. It is pickled as what gives it: f[int, float]."""

    __slots__ = ("named_by",)
    named_by: tuple[Any, tuple[Any, ...]]

    def reduce(self, function: Any) -> Any:
        from operator import getitem

        return getitem, self.named_by
