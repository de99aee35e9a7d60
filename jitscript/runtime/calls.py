"""The slow path of calls: binding, conversion, explanation, choice of the variant.

Generated code calls `slow_call` when the arguments are not exactly what it reads by itself. Binding
is done by CPython: a stub with the same parameters is called, so that wrong counts and names give
Python's own words. Then every argument is converted to the exact type, or refused with its name.
"""

from __future__ import annotations

from types import FunctionType

from .callable import CONTIGUOUS, STRIDED, Link, ScriptFunction, Variant
from .convert import converter, is_contiguous, replaced_by_view
from .convert_scalars import Misfit
from .held_type import KINDS, HeldType
from .typetext import parse, python_text, python_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Stale(Exception):
    """Arguments do not fit code that was made for other constants, or before there were other
    classes: there is none any more."""


class Plan:
    """How the slow path of one function binds and converts."""

    __slots__ = ("bind", "name", "params")

    def __init__(self, function: Any):
        signature = function.signature
        self.name = function.__qualname__
        self.bind = stub(signature, self.name)
        writes = signature.get("writes", ())
        self.params: list[tuple[str, Any]] = [
            (p["name"], held_or(p, converter(parse(p["type"]), i in writes)))
            for i, p in enumerate(signature["params"])
        ]

    def call(self, function: Any, bound: tuple[Any, ...]) -> Any:
        """Call the variant that takes these arguments."""
        try:
            values = self.values(bound)
        except TypeError:
            if function._watch is not None and function._provider.is_stale(function):
                raise _Stale from None
            other = function._provider.by_class(bound)
            if other is None:
                raise
            return plan_of(other).call(other, bound)
        result = function.variant(layout_of(values))(*values)
        return replaced_by_view(result, bound, values)

    def values(self, bound: tuple[Any, ...]) -> list[Any]:
        """The arguments, each as the exact type that compiled code reads."""
        values = []
        for (name, convert), value in zip(self.params, bound):
            try:
                values.append(convert(value))
            except Misfit as misfit:
                raise misfit.explain(self.name, name, value) from None
        return values


def held_or(param: dict[str, Any], convert: Any) -> Any:
    """The conversion for a parameter, which takes a held container of its type as it is."""
    text, only = param["type"], param.get("held")
    members = text.split(" | ")

    def taken(value: Any) -> Any:
        if type(type(value)) is HeldType and type(value).__text__ in members:
            from .held import is_made

            if not is_made(value):
                cls = type(value).__name__
                raise Misfit("is", f" a {cls} that was never made, by __new__ alone", f"{cls}(…)")
            return value
        if only and not (value is None and "none" in members):
            from .held import refused

            raise refused(next(m for m in members if m != "none"), value, "none" in members)
        return convert(value)

    held = only or any(m.partition("<")[0] in KINDS or "." in m for m in members)
    return taken if held else convert


def plan_of(function: Any) -> Any:
    """The plan of a function, made when it is first asked for."""
    if function._plan is None:
        function._plan = Plan(function)
    return function._plan


def layout_of(values: Any) -> str:
    """The variant that arrays of this layout need."""
    return CONTIGUOUS if is_contiguous(values) else STRIDED


def slow_call(function: Any, args: tuple[Any, ...], names: tuple[str, ...] | None) -> Any:
    """Call `function`. `args` are the positional arguments, then those called `names`."""
    if type(function) is Variant:
        raise TypeError(
            f"{function.__name__}(): the arguments do not fit together:"
            " one object cannot be of two types, such as list[int] and list[float]"
        )
    if type(function) is Link:  # the end of a chain
        function = function.function
    if type(function) is not ScriptFunction:  # a launch of a kernel
        return function.slow_call(args, names)
    keywords = names or ()
    split = len(args) - len(keywords)
    given, named = args[:split], dict(zip(keywords, args[split:]))
    watch = function._watch
    if watch is not None and watch.differs and function._provider.is_stale(function):
        return function(*given, **named)
    plan = plan_of(function)
    try:
        return plan.call(function, plan.bind(*given, **named))
    except _Stale:
        return function(*given, **named)


def first_call(function: Any) -> Any:
    """What calls a function that has no variant yet, and chooses one by the arguments."""

    from .raising import quiet

    def first(*args: Any, **keywords: Any) -> Any:
        return slow_call(function, (*args, *keywords.values()), tuple(keywords))

    return quiet(first)


def stub(signature: dict[str, Any], qualname: str) -> Any:
    """A function with the parameters of `signature` that returns its arguments as a tuple."""
    params = signature["params"]
    parts: list[str] = []
    kinds = [p.get("kind", "pos") for p in params]
    for i, (param, kind) in enumerate(zip(params, kinds)):
        if not param["name"].isidentifier():
            raise ValueError(f"{param['name']!r} is no parameter name")
        if kind == "kwonly" and not {"kwonly", "vararg"}.intersection(kinds[:i]):
            parts.append("*")
        stars = {"vararg": "*", "kwarg": "**"}.get(kind, "")
        parts.append(stars + param["name"] + "=None" * ("default" in param))
        if kind == "posonly" and "posonly" not in kinds[i + 1 :]:
            parts.append("/")
    names = "".join(p["name"] + ", " for p in params)
    scope: dict[str, Any] = {}
    try:
        exec(f"def stub({', '.join(parts)}): return ({names})", scope)
    except SyntaxError as error:  # of a module file's manifest
        raise ValueError(f"{qualname}() has no possible parameters: {error.msg}") from None
    made: FunctionType = scope["stub"]
    made.__name__, made.__qualname__ = signature["name"], qualname
    positional = [p for p, kind in zip(params, kinds) if kind in ("pos", "posonly")]
    made.__defaults__ = tuple(p["default"] for p in positional if "default" in p)
    made.__kwdefaults__ = {
        p["name"]: p["default"]
        for p, kind in zip(params, kinds)
        if kind == "kwonly" and "default" in p
    }
    return made


def python_annotations(signature: dict[str, Any]) -> dict[str, Any]:
    """What `__annotations__` is for a function from a file: the types themselves."""
    texts = {p["name"]: p["type"] for p in signature["params"]}
    return {
        name: python_type(parse(text))
        for name, text in {**texts, "return": signature["result"]}.items()
    }


def _annotated(param: dict[str, Any]) -> str:
    """The annotation of a parameter, which for `*p` and `**p` is that of each value."""
    text: str = python_text(parse(param["type"]))
    if param.get("kind") == "vararg":
        text = text.removeprefix("tuple[").removesuffix(", ...]")
    elif param.get("kind") == "kwarg":
        text = text.removeprefix("dict[str, ").removesuffix("]")
    return text


class _Shown(str):
    """An annotation that a signature shows as it is written."""

    __slots__ = ()
    __repr__ = str.__str__


def python_signature(signature: dict[str, Any]) -> Any:
    """The `inspect.Signature` of a function, annotated with types as they are written."""
    from inspect import signature as signature_of

    found = signature_of(stub(signature, signature["name"]))
    types = [_Shown(_annotated(p)) for p in signature["params"]]
    params = [p.replace(annotation=t) for p, t in zip(found.parameters.values(), types)]
    result = _Shown(python_text(parse(signature["result"])))
    return found.replace(parameters=params, return_annotation=result)
