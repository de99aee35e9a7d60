"""NumPy's functions in the interpreter, where compiled code has none of its own.

Which they are says `numpy_rows.py`. The type of the result is found by calling the function, when
the program is compiled, with samples of the arguments' types and with those arguments that are
constants (`numpy_samples.py`); a result that is of another type when the program runs is an error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import axis_choices, out_arrays, places
from . import numpy_samples as samples
from .arguments import UNKNOWN, known_object
from .emitter import Static
from .lowering import Failed, Lowering, Poisoned
from .numpy_rows import GENERATOR, METHODS, ROWS, UFUNC
from .patterns import describe
from .python_calls import call_python

Held = Value | Static
_RANDOM = "numpy.random:"
_HINT = "call it in a function of yours that is marked with `js.python`, with the result's type"


def place_of(obj: Any) -> str:
    """The name by which compiled code calls a function, or method of arrays, of NumPy; "" where it
    does not."""
    name = getattr(obj, "__name__", None)
    if not isinstance(name, str):
        return ""
    if type(obj).__name__ == "method_descriptor" and name in METHODS:
        return f"numpy:ndarray.{name}" if obj.__objclass__.__name__ == "ndarray" else ""
    ufunc: Any = getattr(obj, "__self__", None)
    if type(ufunc).__name__ == "ufunc" and name in UFUNC:
        known = getattr(sys.modules["numpy"], ufunc.__name__, None) is ufunc
        return f"numpy:{ufunc.__name__}.{name}" if known else ""
    generator = getattr(sys.modules.get("numpy.random"), "Generator", None)
    if name in GENERATOR and getattr(generator, name, None) is obj:
        return f"numpy.random:Generator.{name}"
    for module, rows in ROWS.items():
        if name in rows and getattr(sys.modules.get(module), name, None) is obj:
            return f"{module}:{name}"
    return ""


def call(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Value | None:
    """A call of a function of NumPy; None where it is none that is called so."""
    place = place_of(obj)
    if not place:
        return None
    if not place.startswith(_RANDOM):
        f.unit.looks.called(obj)
    name = "np." + place.replace("numpy.", "").replace("numpy:", "").replace(":", ".")
    held = [*args, *keywords.values()]
    given, values = [], []
    for h in held:
        constant, value = _argument(f, name, h, span)
        given.append(constant if constant is not None else value.type)
        values.append(value)
    t = _result(f, name, obj, given, list(keywords), span)
    return call_python(f, place, values, list(keywords), t, span, exact=True)


def of_generator(t: ty.Type, name: str) -> Any:
    """The method of `np.random.Generator` that a value of this type has; None for other types."""
    if t is not samples.GENERATOR or name not in GENERATOR:
        return None
    return getattr(sys.modules["numpy.random"].Generator, name)


def _argument(f: Lowering, name: str, held: Held, span: Span) -> tuple[Any, Value]:
    """A constant, and the value to pass for it; or None, and the value."""
    if isinstance(held, Value):
        known = known_object(held)
        return None if known is UNKNOWN else samples.Constant(known), held
    obj = held.obj
    dtype = _dtype(obj)
    if dtype is not None:
        return samples.Constant(dtype), f.materialise(Static(dtype), span)
    if isinstance(obj, (str, tuple)) or obj is None or type(obj) in (int, float, bool, complex):
        value = f.materialise(held, span)
        known = obj if not isinstance(obj, tuple) else known_object(value)
        return None if known is UNKNOWN else samples.Constant(known), value
    place = place_of(obj)
    shown = getattr(obj, "__name__", type(obj).__name__)
    what = f"`{shown}` cannot be passed to {name}" + " from compiled code" * bool(place)
    f.fail(what, span, hint=_HINT)


def _dtype(obj: Any) -> str | None:
    """The name of the dtype that an object is."""
    import numpy as np

    if obj in (int, float, bool, complex):
        return str(np.dtype(obj).name)
    if isinstance(obj, np.dtype) or (isinstance(obj, type) and issubclass(obj, np.generic)):
        return str(np.dtype(obj).name)
    return None


def _result(
    f: Lowering, name: str, obj: Callable[..., Any], given: list[Any], words: list[str], span: Span
) -> ty.Type:
    try:
        types, error, odd = samples.results(samples.apart(obj), given, words)
    except samples.Unsampled as missing:
        t = missing.args[0]
        hint = "it must be a constant" if repr(t) == "str" else _HINT
        f.fail(f"`{name}` does not take {describe(t)} from compiled code", span, hint=hint)
    if odd is not None:
        kind = f"{type(odd).__module__}.{type(odd).__name__}"
        rank = f" of rank {odd.ndim} and dtype {odd.dtype}" if hasattr(odd, "ndim") else ""
        f.fail(f"what `{name}` gives is nothing compiled code has: {kind}{rank}", span, hint=_HINT)
    if error is not None:  # as it will, it may be, when the program runs
        types = samples.results(samples.apart(obj), [_loose(g) for g in given], words)[0]
    if error is not None and not types:
        _refused(f, name, error, given, span)
    if len(types) > 1 and not all(map(_may_differ, types)):
        shown = " or ".join(map(describe, types[:3]))
        f.fail(
            f"the type of what `{name}` gives depends on values: it may be {shown}",
            span,
            hint="pass the numbers and texts that decide it as constants; or " + _HINT,
        )
    return ty.union_of(*types)


def _may_differ(t: ty.Type) -> bool:
    """Whether a result may be of this type or of another such: an array, or a tuple of arrays."""
    if isinstance(t, ty.Tuple):
        return bool(t.items) and all(map(_may_differ, t.items))
    return isinstance(t, ty.Array)


def _loose(given: Any) -> Any:
    """The type of a number instead of its value."""
    value = given.value if isinstance(given, samples.Constant) else None
    return {int: ty.INT, float: ty.FLOAT}.get(type(value), given)


def _refused(f: Lowering, name: str, error: Exception, given: list[Any], span: Span) -> NoReturn:
    shown = ", ".join(describe(g) if isinstance(g, ty.Type) else repr(g.value) for g in given)
    said = str(error).partition("\n")[0]
    f.fail(f"`{name}` does not take ({shown})", span, notes=[f"NumPy says: {said}"])


def instead(
    f: Lowering,
    native: Callable[[list[Held], dict[str, Held]], Held],
    obj: Any,
    args: list[Held],
    keywords: dict[str, Held],
    span: Span,
) -> Held:
    """What compiled code has of its own for a call; where it does not take the arguments, the call
    of NumPy, if there is one that does. An axis that only the run knows is chosen first."""
    place = place_of(obj)

    def refuse(t: ty.Type) -> Value:
        values = [
            _argument(f, f"np.{obj.__name__}", h, span)[1] for h in [*args, *keywords.values()]
        ]
        return call_python(f, place, values, list(keywords), t, span, exact=True)

    if place and out_arrays.applies(obj, args, keywords):
        without = native

        def native(args: list[Held], keywords: dict[str, Held]) -> Held:
            return out_arrays.call(f, without, refuse, obj, args, keywords, span)

    if axis_choices.applies(obj, args, keywords):
        one = native

        def native(args: list[Held], keywords: dict[str, Held]) -> Held:
            no_such = refuse if place else None
            return axis_choices.call(f, one, no_such, obj, args, keywords, span)

    if not place:
        return native(args, keywords)
    start, errors = places.place(f), f.unit.mark()
    try:
        return native(args, keywords)
    except (Failed, Poisoned) as failed:  # it, or what of the library it calls
        for op in reversed(places.ops_from(f, start)):
            op.erase()
        try:
            made = call(f, obj, args, keywords, span)
        except Failed:
            raise failed from None
        assert made is not None
        f.unit.back_to(errors)
        return made
