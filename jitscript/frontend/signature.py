"""What a function's head says: parameters, their types, defaults, the result type."""

from __future__ import annotations

import ast
import builtins
import typing
from collections.abc import Sequence
from typing import Any

from ..diagnostics import CompileError, Diagnostic, Span
from ..identity import sentinels
from ..identity.looks import Looks
from ..identity.retrace import GIVEN, evaluate, imported, resolve
from ..ir import types as ty
from . import classes, defaults, user_classes
from .annotations import AnnotationError, held_in, part_of, pattern_of, resolved, yielded_by
from .numba_types import scalar_class
from .patterns import Pat, Pattern, is_any_length
from .scope import Scope
from .source import Source, captured, source_of
from .suggestions import typing_hint

_NEVER = (typing.NoReturn, getattr(typing, "Never", typing.NoReturn))
EMPTY: Any = type("EMPTY", (), {"__repr__": lambda self: "<no default>"})()


class Postponed(Exception):
    """The check of a function needs a name in its head that is not defined yet. `signature` is
    what could be read of it: its parameters without a type have the type `unbound`."""

    def __init__(self, signature: Signature):
        super().__init__(signature.fn.__name__)
        self.signature = signature


class HeadError(CompileError):
    """The head of a function has errors. `signature` is what could be read of it: its parameters
    without a usable type have the type `unbound`."""

    def __init__(self, diagnostics: list[Diagnostic], signature: Signature):
        super().__init__(diagnostics)
        self.signature = signature


class Param:
    """One parameter. `kind`: posonly, pos, kwonly, vararg, kwarg; `default`: an object or EMPTY."""

    __slots__ = ("default", "kind", "name", "pattern", "span")

    def __init__(self, name: str, kind: str, pattern: Pattern, default: Any, span: Span):
        self.name, self.kind, self.pattern = name, kind, pattern
        self.default, self.span = default, span


class Signature:
    """The head of one function, shared by all its instances."""

    __slots__ = (
        "enclosing",
        "fn",
        "held",
        "library",
        "looks",
        "namespace",
        "never",
        "open_result",
        "params",
        "result",
        "returned",
        "scope",
        "source",
        "yielded",
    )

    def __init__(self, fn: Any, owner: Any, forward: bool, looks: Looks | None):
        self.fn = fn
        self.source: Source = source_of(fn)
        self.scope: Scope = self.source.scope
        self.library = str(fn.__module__).startswith("jitscript.library.")
        self.looks = None if self.library else looks
        self.namespace: dict[str, Any] = fn.__globals__
        self.enclosing = captured(fn)
        self.params: list[Param] = []
        self.held: set[str] = set()  # parameters, and "return", that are containers Python holds
        self.result: Pattern | None = None
        self.never = False  # it says NoReturn: it always raises
        self.open_result = False  # there is an annotation, but it could not be read
        # Of a generator: the types of what it yields, and of what it returns.
        self.yielded: Pattern | None = None
        self.returned: Pattern | None = None
        HeadReader(self, owner, forward).read()

    free: Sequence[Any] = ()  # of a nested function: the variables of functions around it

    @property
    def inner(self) -> bool:
        """Whether this is a nested function."""
        return False

    @property
    def original(self) -> Any:
        """The function, without the types that a call's arguments may have given it."""
        return getattr(self.fn, "__jitscript_original__", self.fn)

    def generic(self) -> bool:
        return any(isinstance(p.pattern, Pat) for p in self.params)

    def open_library(self) -> bool:
        """Whether this is library code that may not work for every type it takes."""
        return self.library and self.generic()

    def lookup(self, name: str) -> Any:
        """The object that a free name denotes now. Raises KeyError."""
        return self.looks.name(self.fn, name) if self.looks else resolve(self.fn, name)

    def variable(self, name: str) -> str | None:
        """The kind of a global that functions of its module set; None for a constant."""
        if self.looks is None or name not in self.fn.__globals__:
            return None
        is_set = name in self.scope.globals or self.looks.rebound(self.fn, name)
        return self.looks.kind(self.fn, name) if is_set else None

    def assigned(self, name: str) -> bool:
        """Whether the file assigns to attributes of this name, of others than `self`."""
        return self.looks is not None and self.looks.assigned(self.fn, name)

    def changed(self, name: str) -> int:
        """The line of the file that changes what a global of this name holds; 0 if none does."""
        return self.looks.changed(self.fn, name) if self.looks is not None else 0

    def module(self, name: str) -> Any:
        """The module of an absolute name, imported if need be. Raises what importing it raises."""
        return self.looks.module(self.fn, name) if self.looks else imported(self.fn, name)

    def evaluate(self, node: ast.expr) -> Any:
        """The object that an annotation's expression denotes, strings within it resolved. Raises
        what evaluating it raises."""
        return resolved(self._denoted(node), self.read)

    def read(self, text: str) -> Any:
        """The object that the text of an annotation denotes."""
        return self._denoted(ast.parse(text.strip(), "<string>", "eval").body)

    def _denoted(self, node: ast.expr) -> Any:
        """What an expression denotes; the usual forms without a trip through the compiler."""
        if isinstance(node, ast.Name):
            try:
                return self.lookup(node.id)
            except KeyError:  # perhaps it is imported for type checkers
                return self._evaluated(node.id)
        if isinstance(node, ast.Attribute):
            base = self._denoted(node.value)
            return self.looks.attribute(base, node.attr) if self.looks else getattr(base, node.attr)
        if isinstance(node, ast.Constant):
            return node.value
        if self.library and isinstance(node, ast.Subscript):
            return self._denoted(node.value)[self._denoted(node.slice)]
        if self.library and isinstance(node, ast.Tuple):
            return tuple(map(self._denoted, node.elts))
        return self._evaluated(ast.unparse(node))

    def _evaluated(self, text: str) -> Any:
        return self.looks.text(self.fn, text) if self.looks else evaluate(self.fn, text)

    def visible(self) -> list[str]:
        """The free names that denote something now."""
        return [*self.enclosing, *self.namespace, *vars(builtins)]


_cache: dict[Any, Signature] = {}


def signature_of(
    fn: Any, owner: Any = None, forward: bool = False, looks: Looks | None = None
) -> Signature:
    """The signature of a Python function. `owner` is the class of a method's `self`, or of a user's
    class what the first parameter is; `forward`
    raises Postponed where an annotation names something not defined yet; `looks` notes what is
    looked at. Raises CompileError."""
    shared = isinstance(owner, (type, ty.Type))  # classes may share a method, the user's too
    key = (fn, owner) if shared else fn
    found = _cache.get(key)
    if found is None:
        found = Signature(fn, owner, forward, looks)
        if found.library and (shared or owner is None):
            _cache[key] = found
    return found


class HeadReader:
    """Reads the head of one function; collects every error before it raises."""

    def __init__(self, signature: Signature, owner: Any, forward: bool):
        self.s, self.owner, self.forward = signature, owner, forward
        self.errors: list[Diagnostic] = []
        self.postponed = False
        self.named = ""  # the parameter whose annotation is read

    def read(self) -> None:
        s, fn = self.s, self.s.fn
        args = s.source.tree.args
        positional = [*args.posonlyargs, *args.args]
        values = fn.__defaults__ or ()
        first_default = len(positional) - len(values)
        for i, arg in enumerate(positional):
            kind = "posonly" if i < len(args.posonlyargs) else "pos"
            default = values[i - first_default] if i >= first_default else EMPTY
            self.param(arg, kind, default, i == 0)
            if i >= first_default:
                written = len(values) == len(args.defaults)  # not set from outside
                self.default(args.defaults[i - len(positional)] if written else arg)
        if args.vararg is not None:
            self.variadic(args.vararg)
        for arg, node in zip(args.kwonlyargs, args.kw_defaults):
            self.param(arg, "kwonly", (fn.__kwdefaults__ or {}).get(arg.arg, EMPTY), False)
            if node is not None:
                self.default(node)
        if args.kwarg is not None:
            self.keywords(args.kwarg)
        returns = s.source.tree.returns
        given = self.annotations.get("return", EMPTY)
        inferred = given is EMPTY and s.original is not fn
        if (returns is not None or given is not EMPTY) and not inferred:
            self.result(returns or s.source.tree, given)
        if self.errors:
            raise HeadError(self.errors, s)
        if self.postponed:
            raise Postponed(s)

    def param(self, arg: ast.arg, kind: str, default: Any, first: bool) -> None:
        if arg.arg in self.s.fn.__dict__.get(GIVEN, ()):
            known, span = Pat("literal", None), self.s.source.span(arg)
            self.s.params.append(Param(arg.arg, kind, known, EMPTY, span))
            return
        pattern = self.pattern(arg, first)
        opens = not self.s.library or self.s.scope.generates
        if opens and isinstance(pattern, Pat) and pattern.kind == "any":
            pattern = Pat("open")
        if pattern is not None and not self.s.library:
            pattern = or_default(pattern, default, self.s.fn.__globals__)
        usable = ty.UNBOUND if pattern is None else pattern
        self.s.params.append(Param(arg.arg, kind, usable, default, self.s.source.span(arg)))

    def default(self, node: ast.AST) -> None:
        """A default of the last parameter that no caller could pass is an error."""
        param = self.s.params[-1]
        if self.s.library or param.default is EMPTY:
            return
        if isinstance(param.pattern, ty.Type) and param.pattern is not ty.UNBOUND:
            span = self.s.source.span(node)
            error = defaults.error_of(param.name, param.default, param.pattern, span)
            if error is not None:
                self.errors.append(error)

    def variadic(self, arg: ast.arg) -> None:
        if (pattern := self.pattern(arg, False, True)) is not None:
            span = self.s.source.span(arg)
            self.s.params.append(Param(arg.arg, "vararg", Pat("vartuple", pattern), EMPTY, span))

    def keywords(self, arg: ast.arg) -> None:
        if (pattern := self.pattern(arg, False, True)) is not None:
            span, library = self.s.source.span(arg), self.s.library
            if isinstance(pattern, Pat) and pattern.kind == "any" and not library:
                pattern = Pat("open")
            self.s.params.append(Param(arg.arg, "kwarg", Pat("keywords", pattern), EMPTY, span))

    @property
    def annotations(self) -> dict[str, Any]:
        """The annotations as the function has them; what `functools.wraps` has put there is not
        about this one."""
        fn = self.s.fn
        return {} if is_wrapper(fn) else fn.__annotations__

    def pattern(self, arg: ast.arg, first: bool, each: bool = False) -> Pattern | None:
        given = self.annotations.get(arg.arg, EMPTY)
        self.named = arg.arg
        if arg.annotation is not None or given is not EMPTY:
            return self.annotation(arg.annotation or arg, given, each=each)
        if first and isinstance(self.owner, (ty.Type, Pat)):
            return self.owner
        if first and self.owner is not None:
            variables = classes.parameters(self.owner)
            return pattern_of(self.owner[variables] if variables else self.owner)
        return Pat("any")

    def result(self, node: Any, obj: Any) -> None:
        s, self.named = self.s, "return"
        found = self.annotation(node, obj, s.scope.generates)
        if s.scope.generates:
            s.yielded = None if isinstance(found, Pat) and found.kind == "any" else found
        else:
            s.result, s.open_result = found, found is None

    def annotation(
        self, node: Any, obj: Any, yielded: bool = False, each: bool = False
    ) -> Pattern | None:
        if isinstance(node, ast.BoolOp):
            parts = " | ".join(ast.unparse(v) for v in node.values)
            self.error(f"`{ast.unparse(node)}` is one of the types only", node, f"write {parts}")
            return None
        try:
            if obj is EMPTY:
                obj = self.s.evaluate(node)
            elif isinstance(obj, str):  # the function's own text, whatever stands in its file
                obj = self.s.evaluate(ast.Constant(obj))
            found = resolved(obj, self.s.read)
            if self.named == "return" and any(found is t for t in _NEVER):
                self.s.never, found = True, None
            if each:  # value of what a star takes
                found = part_of(found)
            elif held_in(found) is not None:
                self.s.held.add(self.named)
            pattern = yielded_by(found) if yielded else pattern_of(found)
            if yielded and len(args := typing.get_args(found)) == 3:
                self.s.returned = None if args[2] is typing.Any else pattern_of(args[2])
            return of_known_length(pattern) if self.s.library else pattern
        except AnnotationError as e:
            self.error(e.title, node, e.hint)
        except NameError as e:
            if self.forward:
                self.postponed = True
                return None
            hint = typing_hint(e, self.s.visible())
            self.error(f"cannot evaluate the annotation: {e}", node, hint)
        except Exception as e:
            hint = typing_hint(e, self.s.visible())
            self.error(f"cannot evaluate the annotation: {type(e).__name__}: {e}", node, hint)
        return None

    def error(self, title: str, node: Any, hint: str) -> None:
        self.errors.append(Diagnostic(title, self.s.source.span(node), hint=hint))


def of_known_length(pattern: Pattern) -> Pattern:
    """What `tuple[X, ...]` means in the head of library code, which is compiled for each length."""
    if isinstance(pattern, Pat):
        parts = map(of_known_length, pattern.parts) if pattern.kind == "union" else pattern.parts
        return Pat({"anytuple": "vartuple"}.get(pattern.kind, pattern.kind), *parts)
    if is_any_length(pattern):
        return Pat("vartuple", pattern.args[0])  # type: ignore[attr-defined]
    return pattern


def is_wrapper(fn: Any) -> bool:
    """Whether a decorator made the function, and gave it name and annotations of another one."""
    return getattr(fn, "__wrapped__", None) is not None and fn.__name__ != fn.__code__.co_name


def or_default(pattern: Pattern, default: Any, space: dict[str, Any]) -> Pattern:
    """`x: int = None` says `int | None`, as it did to type checkers; `x: int = _MISSING` says as
    much of a sentinel."""
    if default is None:
        return or_also(pattern, ty.NONE)
    stand_in = sentinels.of_object(default, space)
    if stand_in is None or (isinstance(pattern, Pat) and pattern.kind == "callable"):
        return pattern
    return or_also(pattern, ty.Enum(user_classes.name_of(stand_in)))


def or_also(pattern: Pattern, t: ty.Type) -> Pattern:
    if isinstance(pattern, ty.Type):
        return ty.union_of(pattern, t)
    if pattern.kind == "callable":
        return Pat("callable", *pattern.parts[:2], True)
    parts = pattern.parts if pattern.kind == "union" else (pattern,)
    if t in parts or pattern.kind in ("any", "open"):
        return pattern
    return Pat("union", *parts, t)


def static_key(obj: Any) -> Any:
    """What tells two compile-time arguments apart."""
    try:
        hash(obj)
    except TypeError:
        return id(obj)
    return (type(obj), obj)


def dtype_of(obj: Any) -> ty.Scalar | None:
    """The element type that a dtype argument names: np.float32, float, np.dtype("f4"), "f4"."""
    if isinstance(obj, ty.Scalar):
        return ty.NUMPY_TWIN.get(obj, obj)
    try:
        import numpy

        dtype = numpy.dtype(scalar_class(obj) or obj)
        pattern = pattern_of(dtype.type)
    except (TypeError, ValueError, AnnotationError):
        return None
    return pattern if isinstance(pattern, ty.Scalar) and dtype.isnative else None
