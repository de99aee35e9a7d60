"""Objects of Python's of which nothing is known: compiled code holds them, and asks the interpreter
for all that is done with them, whatever its result.

    logger = logging.getLogger(__name__)              # a global of a type that the language lacks
    def size(m: re.Match[str]) -> int: …              # such an annotation
    return int(re.match(r"[0-9]+", text).group(0))    # a function of the standard library

What is asked gives such an object again. Where a type is wanted, it becomes a value of that type if
it is just that when the program runs, else TypeError. So that nobody can tell, nothing goes out or
in of which both sides would have a copy: numbers, text, tuples and arrays do, and containers that
Python neither changes nor keeps; such a one comes in where nobody else holds it.
"""

from __future__ import annotations

import ast
import types as pytypes
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..identity.asked import module_of
from ..ir import types as ty
from ..ir.core import Op, Value
from .class_text import mangled
from .emitter import Static
from .opaque_names import known, place_of
from .patterns import OPAQUE, describe, is_any_length, is_callable, is_exception, is_opaque

Held = Value | Static
_RUNTIME = "jitscript.runtime.opaque:"
HELD = ("Path", "TextIOWrapper", "BufferedReader")  # classes of which Python has all they are
_VALUES = ("str", "bytes", "range", OPAQUE.name, *HELD)  # those of which nobody can tell a copy
_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp)
_CONTAINERS = ("list", "dict", "set")


def is_held(t: ty.Type) -> bool:
    """Whether Python has all that a value of a class of the library's is."""
    return isinstance(t, ty.Object) and t.name in HELD


def passes(t: ty.Type) -> bool:
    """Whether nobody can tell a value of a type from a copy."""
    if isinstance(t, (ty.Scalar, ty.Array, ty.Enum)) or t is ty.NONE:
        return True
    if isinstance(t, ty.Union):
        return all(map(passes, t.members))
    if isinstance(t, ty.Tuple):
        return all(map(passes, t.items))
    if is_any_length(t) or (isinstance(t, ty.Object) and t.name == "frozenset"):
        return all(map(passes, t.args))  # type: ignore[attr-defined]
    return isinstance(t, ty.Object) and t.name in _VALUES


def is_container(t: ty.Type) -> bool:
    """Whether it is a container of what passes, or of such containers."""
    return isinstance(t, ty.Object) and t.name in _CONTAINERS and all(map(_may_hold, t.args))


def _may_hold(t: ty.Type) -> bool:
    return all(passes(m) or is_container(m) for m in ty.members(t))


def converts(source: ty.Type, to: ty.Type) -> bool:
    """Whether one of the types is of such objects, and values of it may become the other."""
    if source is OPAQUE:
        return passes(to) or is_container(to)
    return to is OPAQUE and passes(source)


def ask(
    f: Any,
    place: str,
    values: Sequence[Value],
    span: Span,
    result: ty.Type = OPAQUE,
    words: Iterable[str] = (),
    exact: bool = True,
) -> Value:
    """Have Python call what it has under a name."""
    known()
    f.unit.layout(result)
    f.unit.calls_python = True
    options: dict[str, Any] = {"keywords": ",".join(words)} if words else {}
    if exact and result is not OPAQUE:
        options["exact"] = True
    f.b.span = span
    made: Value = f.b.op("python.call", *values, types=[result], callee=place, **options).result
    return made


def _fail(f: Any, title: str, span: Span, hint: str) -> NoReturn:
    f.fail(title, span, hint=hint)
    raise AssertionError


def given(f: Any, held: Held, span: Span) -> Value:
    """What Python is given for an argument."""
    if isinstance(held, Static):
        found = of_static(f, held.obj, span)
        if found is not None:
            return found
    value = f.materialise(held, span)
    if passes(value.type):
        return value
    if is_exception(value.type):
        return ask(f, f"{_RUNTIME}error", [value], span)
    _, node = f.argument_nodes.get(id(held), (None, None))
    flat = isinstance(value.type, ty.Object) and all(map(passes, value.type.args))
    if flat and is_container(value.type) and isinstance(node, _DISPLAYS):
        return ask(f, f"{_RUNTIME}itself", [value], span)  # compiled code has it no more
    if _may_hold(value.type):
        return value  # that it is not changed or kept is looked at then
    if is_callable(value.type):
        what = "a function of compiled code cannot be given to Python here"
        _fail(f, what, span, "do this in a function of yours marked with `js.python`")
    _fail(
        f,
        f"a {describe(value.type)} cannot be given to Python here, which would have a copy",
        span,
        hint="call a function of yours marked with `js.python` that takes what it holds",
    )


def of_static(f: Any, obj: Any, span: Span) -> Value | None:
    """A class, a function or a constant that Python has under a name of its own."""
    if isinstance(obj, pytypes.ModuleType):
        name = f.materialise(Static(obj.__name__), span)
        return ask(f, "importlib:import_module", [name], span)
    place = place_of(f, obj)
    return None if place is None else ask(f, f"={place}", [], span)


_BASES = ("b16", "b32", "b64", "b85", "a85", "standard_b64", "urlsafe_b64")
_GIVES: dict[Any, ty.Type] = {
    int: ty.INT,
    float: ty.FLOAT,
    bool: ty.BOOL,
    complex: ty.COMPLEX,
    len: ty.INT,
    hasattr: ty.BOOL,
    callable: ty.BOOL,
    setattr: ty.NONE,
    ord: ty.INT,
    hash: ty.INT,
    id: ty.INT,
    **dict.fromkeys((str, repr, ascii, format, chr, hex, oct, bin), ty.Object("str", ())),
    bytes: ty.Object("bytes", ()),
}
_GIVE_BYTES = {
    "struct": ("pack",),
    "zlib": ("compress", "decompress"),
    "binascii": ("hexlify", "unhexlify", "b2a_base64", "a2b_base64"),
    "base64": tuple(f"{which}{way}code" for which in _BASES for way in ("en", "de")),
}


def _given_by(obj: Any) -> ty.Type:
    """The type of what a function of Python's own gives, whatever it is given."""
    if obj.__hash__ is None:
        return OPAQUE
    if getattr(obj, "__name__", "") in _GIVE_BYTES.get(module_of(obj), ()):
        return ty.Object("bytes", ())
    return _GIVES.get(obj, OPAQUE)


def call(f: Any, obj: Any, args: Sequence[Held], keywords: dict[str, Held], span: Span) -> Value:
    """Call a function or class of Python's own in the interpreter."""
    values = [given(f, a, span) for a in args]
    words = [given(f, a, span) for a in keywords.values()]
    place = place_of(f, obj)
    assert place is not None
    if module_of(obj) != "builtins" or not all(passes(v.type) for v in (*values, *words)):
        place = _framed(f, place, values, dict(zip(keywords, words)), span)
    return ask(f, place, [*values, *words], span, _given_by(obj), keywords)


class Callee:
    """Such an object where it is called."""

    __slots__ = ("value",)

    def __init__(self, value: Value):
        self.value = value


def call_value(
    f: Any, function: Value, args: Sequence[Held], keywords: dict[str, Held], span: Span
) -> Value:
    """Call such an object."""
    if _asks_for_handled(f, function, keywords.get("exc_info"), span):
        _fail(
            f,
            "this asks Python for the exception that is being handled, which compiled code keeps "
            "to itself",
            span,
            hint="catch it `as error`, and pass that: exc_info=error",
        )
    values = [given(f, a, span) for a in args]
    words = [given(f, a, span) for a in keywords.values()]
    place = _framed(f, "", [function, *values], dict(zip(keywords, words)), span)
    return ask(f, place, [function, *values, *words], span, OPAQUE, keywords)


_TEXT = ("join", "replace", "strip", "lstrip", "rstrip", "lower", "upper", "format", "zfill")
_TESTS = ("startswith", "endswith")
_PLACES = ("find", "rfind", "index", "rindex", "count")
_OF_TEXT: dict[str, ty.Type] = {
    **dict.fromkeys(_TEXT, ty.Object("str", ())),
    **dict.fromkeys(_TESTS, ty.BOOL),
    **dict.fromkeys(_PLACES, ty.INT),
}


def takes_method(t: ty.Type, args: Iterable[Any]) -> bool:
    """Whether a call of a method is Python's as one of its arguments is: of text or bytes."""
    if not isinstance(t, ty.Object) or t.name not in ("str", "bytes"):
        return False
    several = ty.Object("list", (OPAQUE,))  # ", ".join(several)
    return any(isinstance(a, Value) and (is_opaque(a.type) or a.type is several) for a in args)


def call_method(
    f: Any, x: Value, name: str, args: Sequence[Held], keywords: dict[str, Held], span: Span
) -> Value:
    """Call a method of text or bytes in the interpreter."""
    made = call_value(f, attribute(f, x, name, span), args, keywords, span)
    t = _OF_TEXT.get(name) if x.type == ty.Object("str", ()) else None
    return made if t is None else converted(f, made, t, span)


def _asks_for_handled(f: Any, function: Value, told: Held | None, span: Span) -> bool:
    """Whether a logger is to tell of the exception that is being handled, which nobody names."""
    if told is not None:
        value = f.materialise(told, span)
        op = value.op
        false = op is not None and op.opcode == "const" and op.attrs["value"] is False
        return not (false or value.type is ty.NONE or is_exception(value.type))
    op = function.op
    if op is None or op.attrs.get("callee") != "builtins:getattr":
        return False
    name = op.operands[1].op
    return name is not None and name.attrs.get("data") == b"exception"


def _framed(
    f: Any, place: str, values: Sequence[Value], words: dict[str, Value], span: Span
) -> str:
    """The place of a call that has a frame of the user's."""
    fn = f.signature.fn
    given = [*((str(i), v) for i, v in enumerate(values)), *words.items()]
    lent = ",".join(name for name, v in given if not passes(v.type))
    return str(f.unit.looks.framed_place(fn, span.line, lent, place, span.file))


def attribute(f: Any, x: Value, name: str, span: Span) -> Value:
    text = f.materialise(Static(mangled(f.signature.fn, name)), span)
    return ask(f, "builtins:getattr", [x, text], span)


def set_attribute(f: Any, x: Value, name: str, held: Held, span: Span) -> None:
    text = f.materialise(Static(mangled(f.signature.fn, name)), span)
    value = put(f, given(f, held, span), span)
    ask(f, f"{_RUNTIME}set_attribute", [x, text, value], span, ty.NONE)


def refused(op: Op) -> ty.Type | None:
    """The type of an operand, of a call that asks something of such an object, which Python is not
    given: an instance, that would be a copy."""
    if not op.attrs["callee"].startswith(_RUNTIME):
        return None
    for t in (m for v in op.operands for m in ty.members(v.type)):
        if not (passes(t) or is_container(t) or is_exception(t) or t is ty.PYOBJ):
            return t
    return None


def put(f: Any, value: Value, span: Span) -> Value:
    """What is put into such an object; refused where both sides would have it then."""
    if is_exception(value.type):
        return given(f, value, span)
    if not passes(value.type):
        what = describe(value.type)
        _fail(
            f,
            f"a {what} cannot be put into an object of Python's, which would have a copy",
            span,
            hint="put a tuple into it, or call a function of yours marked with `js.python`",
        )
    return value


def operation(f: Any, name: str, operands: Sequence[Held], span: Span) -> Value | None:
    """An operator, by the name of the function in `operator`; None where no operand is such an
    object."""
    if not any(isinstance(x, Value) and x.type is OPAQUE for x in operands):
        return None
    if name in ("in", "not in"):
        return None
    values = [given(f, x, span) for x in operands]
    place = f"operator:{name}"
    if not all(passes(v.type) for v in values):  # which is not kept
        place = _framed(f, place, values, {}, span)
    return ask(f, place, values, span)


def same(f: Any, a: Held, b: Held, span: Span) -> Value | None:
    """Whether two operands are one object; None where neither is such an object."""
    if not any(isinstance(x, Value) and is_opaque(x.type) for x in (a, b)):
        return None
    values = [given(f, x, span) for x in (a, b)]
    for v in values:
        if any(m not in (OPAQUE, ty.NONE, ty.BOOL) for m in ty.members(v.type)):
            what = f"`is` cannot tell a {describe(v.type)} from an object of Python's"
            _fail(f, what, span, hint="use == instead")
    return ask(f, f"{_RUNTIME}same", values, span, ty.BOOL)


def is_none(f: Any, x: Value, span: Span) -> Value:
    """Whether a value of one type is None."""
    if x.type is OPAQUE:
        none = f.b.const(None, ty.NONE, span)
        return ask(f, f"{_RUNTIME}same", [x, none], span, ty.BOOL)
    answer: Value = f.b.const(x.type is ty.NONE, ty.BOOL, span)
    return answer


def is_of(f: Any, x: Value, classes: Sequence[type], span: Span) -> Value:
    """Whether such an object is an instance of one of the classes."""
    found = [of_static(f, cls, span) for cls in classes]
    return ask(f, f"{_RUNTIME}is_of", [x, *(c for c in found if c is not None)], span, ty.BOOL)


def matches(f: Any, x: Value, kind: str, span: Span) -> Value:
    """Whether such an object is one that a sequence pattern matches, or a mapping pattern."""
    return ask(f, f"{_RUNTIME}is_{kind}", [x], span, ty.BOOL)


def is_asked(t: ty.Type) -> bool:
    """Whether Python is asked to compare such values, or parts of them."""
    parts = t.items if isinstance(t, ty.Tuple) else t.args if isinstance(t, ty.Object) else ()
    if isinstance(t, ty.Union):
        parts = t.members
    elif isinstance(t, ty.Object) and t.name != "list":
        parts = ()
    return is_opaque(t) or any(map(is_asked, parts))


def truth(f: Any, x: Value, span: Span) -> Value:
    return ask(f, f"{_RUNTIME}truth", [x], span, ty.BOOL)


def elements(f: Any, x: Value, count: int | None, span: Span, target: bool = True) -> Value:
    """A list of what is unpacked into so many names, or by a star."""
    number = f.b.const(-1 if count is None else count, ty.INT, span)
    made = ty.Object("list", (OPAQUE,))
    whose = f.b.const(target, ty.BOOL, span)
    return ask(f, f"{_RUNTIME}elements", [x, number, whose], span, made, exact=False)


def refuse(f: Any, x: Value, span: Span) -> None:
    """An error where an answer would be that of the type, of which nothing is known."""
    if is_opaque(x.type):
        _fail(f, "this cannot be asked of an object of Python's", span, hint="use isinstance(x, T)")


def read(f: Any, owner: Any, name: str, span: Span) -> Value:
    """What a module's globals, a module or a class has under a name, as it is then."""
    return ask(f, f.unit.looks.variable_place(owner, name), [], span)


def converted(f: Any, v: Value, to: ty.Type, span: Span) -> Value:
    """Such an object as a value of another type, or a value as such an object."""
    if to is OPAQUE or passes(to):
        return ask(f, f"{_RUNTIME}itself", [v], span, to)
    named = any(held is v for held in f.env.values())
    if named or v.uses or v.op is None or v.op.opcode != "python.call":
        _fail(
            f,
            f"this object of Python's cannot become a {describe(to)}, as both would be in use",
            span,
            hint="say the type where it is made: name: list[str] = …; or copy it, list(…)",
        )
    return ask(f, f"{_RUNTIME}unshared", [v], span, to, exact=False)
