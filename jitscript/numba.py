"""Numba's decorators and names of types, for code that was written for it.

    from jitscript import njit, prange       instead of  from numba import njit, prange
    import jitscript.numba as nb             instead of  import numba as nb

A function that is decorated so is scripted: it gives Python's answer, also where Numba does not. An
option that is about speed alone, or about what is so here in any case, is taken and means nothing;
one that would change what the function gives is refused.

A signature names the types of the parameters: `int64`, `float64`, `boolean` and `complex128` are
Python's own types, as at Numba's border, the others NumPy's. Arguments are converted to them where
nothing is lost.
"""

from __future__ import annotations

from types import FunctionType

from . import api
from .diagnostics import CompileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["jit", "njit", "prange"]

# What there is in place of Numba's other names.
INSTEAD = {
    "vectorize": "write @njit above a function that goes through the arrays, by a loop or by "
    "operations of whole arrays",
    "guvectorize": "write @njit above a function that goes through the arrays and gives a new one",
    "generated_jit": "@njit compiles for the types of each call; isinstance tells them apart",
    "stencil": "write the loop, or a sum of slices, under @njit",
    "cfunc": "jitscript.save makes a file that programs in C can call",
    "objmode": "@jitscript.python above a function calls the interpreter",
    "jitclass": "write @script above the class, without a spec",
    "typed": "plain lists and dicts are taken; jitscript.List[int](…) and "
    "jitscript.Dict[str, int](…) are what Python holds without copies",
    "experimental": "write @script above the class in place of jitclass",
    "literal_unroll": "a plain for goes through tuples of several types",
    "typeof": "a function's variant is named by annotations: f[int, Array1[f64]]",
}

prange = range


# --- types ---------------------------------------------------------------------------------------


class Type:
    """A type as signatures write it: float64, float64[:, ::1], float64(int64)."""

    __slots__ = ("_make", "name", "scalar")

    def __init__(self, name: str, make: Callable[[], Any], scalar: str = ""):
        self.name, self._make = name, make
        self.scalar = scalar  # NumPy's name of what arrays of it hold

    @property
    def annotation(self) -> Any:
        return self._make()

    def __getitem__(self, dims: Any) -> Type:
        given = dims if isinstance(dims, tuple) else (dims,)
        if not self.scalar or not all(isinstance(d, slice) for d in given):
            raise TypeError(f"{self.name}[{dims!r}] is no array type: write float64[:, :]")
        texts = ["::1" if d.step == 1 else ":" for d in given]
        scalar, rank = self.scalar, len(given)
        return Type(f"{self.name}[{', '.join(texts)}]", lambda: _array(scalar, rank))

    def __call__(self, *args: Any) -> Signature:
        return Signature(self, args)

    def __repr__(self) -> str:
        return self.name


class Signature:
    """The types of a function's parameters, and of its result, where that is said."""

    __slots__ = ("args", "result")

    def __init__(self, result: Any, args: tuple[Any, ...]):
        self.result, self.args = result, args


def _numpy(scalar: str) -> Any:
    import numpy

    return getattr(numpy, scalar)


def _array(scalar: str, rank: int) -> Any:
    from .entries.objects import array_type

    return array_type(_numpy(scalar), rank)


_PYTHON = {"int64": int, "float64": float, "bool_": bool, "complex128": complex}
_SCALARS = {
    **{f"{kind}{bits}": f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)},
    **{name: name for name in ("float16", "float32", "float64", "complex64", "complex128")},
    "i1": "int8",
    "i2": "int16",
    "i4": "int32",
    "i8": "int64",
    "u1": "uint8",
    "u2": "uint16",
    "u4": "uint32",
    "u8": "uint64",
    "f2": "float16",
    "f4": "float32",
    "f8": "float64",
    "c8": "complex64",
    "c16": "complex128",
    "boolean": "bool_",
    "bool_": "bool_",
    "b1": "bool_",
    "byte": "uint8",
    "intp": "int64",
    "uintp": "uint64",
    "int_": "int64",
    "uint": "uint64",
    "intc": "int32",
    "uintc": "uint32",
    "longlong": "int64",
    "ulonglong": "uint64",
    "float_": "float32",
    "double": "float64",
    "char": "int8",
    "uchar": "uint8",
    "short": "int16",
    "ushort": "uint16",
}


def _scalar(name: str, scalar: str) -> Type:
    plain = _PYTHON.get(scalar)
    return Type(name, lambda: plain or _numpy(scalar), scalar)


def _plain(name: str, annotation: Any) -> Type:
    return Type(name, lambda: annotation)


def Tuple(types: Any) -> Type:
    generic: Any = tuple
    return Type("Tuple", lambda: generic[tuple(map(_annotation, types)) or ((),)])


def UniTuple(dtype: Any, count: int) -> Type:
    return Tuple((dtype,) * count)


def List(dtype: Any, reflected: bool = True) -> Type:
    generic: Any = list
    return Type("List", lambda: generic[_annotation(dtype)])


def Set(dtype: Any, reflected: bool = True) -> Type:
    generic: Any = set
    return Type("Set", lambda: generic[_annotation(dtype)])


def DictType(key: Any, value: Any) -> Type:
    generic: Any = dict
    return Type("DictType", lambda: generic[_annotation(key), _annotation(value)])


def optional(dtype: Any) -> Type:
    return Type("optional", lambda: _annotation(dtype) | None)


ListType = List
_NAMES: dict[str, Any] = {
    **{name: _scalar(name, scalar) for name, scalar in _SCALARS.items()},
    **{name: _plain(name, None) for name in ("void", "none")},
    **{name: _plain(name, str) for name in ("unicode_type", "string")},
    **{f.__name__: f for f in (Tuple, UniTuple, List, Set, DictType, optional)},
    "ListType": List,
}


def __getattr__(name: str) -> Any:
    if name in _NAMES:
        return _NAMES[name]
    if name in INSTEAD:  # of an AttributeError, `from jitscript import …` would tell nothing
        raise ImportError(f"jitscript has no {name!r}: {INSTEAD[name]}")
    raise AttributeError(
        f"jitscript.numba has no {name!r}: it has jit, njit, prange and the names of types"
    )


def _annotation(given: Any) -> Any:
    """The annotation for a type of a signature: ours, its text, or an object of Numba's own."""
    if isinstance(given, str):
        given = _evaluated(given)
    if isinstance(given, Type):
        return given.annotation
    dtype = getattr(given, "dtype", None)
    if dtype is not None and hasattr(given, "ndim"):  # Numba's own arrays
        return _array(_SCALARS[str(dtype)], given.ndim)
    if str(given) in _NAMES:
        return _NAMES[str(given)].annotation
    raise TypeError(f"{given!r} is no type that a signature may name")


def _evaluated(text: str) -> Any:
    try:
        return eval(text, {"__builtins__": {}}, _NAMES)
    except (NameError, SyntaxError) as error:
        raise TypeError(f"cannot read the signature {text!r}: {error}") from None


def _signature(given: Any) -> Signature:
    """A signature from what Numba takes for one."""
    read = _evaluated(given) if isinstance(given, str) else given
    if isinstance(read, Signature):
        return read
    if hasattr(read, "return_type") and hasattr(read, "args"):  # Numba's own
        return Signature(read.return_type, tuple(read.args))
    if isinstance(read, tuple):
        return Signature(None, read)
    if isinstance(read, Type):  # "(float64)"
        return Signature(None, (read,))
    raise TypeError(f"{given!r} is no signature: write 'float64(float64[:], int64)', or the like")


def signature_types(given: Any) -> tuple[Any, ...]:
    """The annotations of the parameters that a signature names."""
    return tuple(_annotation(arg) for arg in _signature(given).args)


# --- the decorators ------------------------------------------------------------------------------

# What means nothing here, whatever is said.
_MEANINGLESS = {
    *("nogil", "parallel", "fastmath", "boundscheck", "debug", "inline", "looplift"),
    *("no_cpython_wrapper", "no_cfunc_wrapper", "no_rewrites", "_nrt", "forceinline"),
}
# What may be said, as it is so in any case, and why nothing else can be.
_ONLY: dict[str, tuple[tuple[Any, ...], str]] = {
    "nopython": ((True, None), "compiled code never falls back to the interpreter"),
    "forceobj": ((False, None), "compiled code never runs in the interpreter"),
    "error_model": (("python",), "dividing by zero raises, as in Python"),
    "locals": (({}, None), "the types of locals are inferred"),
    "target": (("cpu",), "this decorator compiles for the CPU"),
    "pipeline_class": ((None,), "there is one compiler"),
}


def jit(signature_or_function: Any = None, *, cache: bool = True, **options: Any) -> Any:
    """As `numba.jit`: @jit, @jit(nopython=True), @jit("float64(float64[:])"), a list of signatures.

    `cache=False` neither reads nor writes the cache on disk; otherwise it is used.
    """
    __tracebackhide__ = True
    for name, value in options.items():
        _check(name, value)
    given = signature_or_function
    if given is None:
        return lambda function: api.script(function, cache=cache)
    if isinstance(given, (FunctionType, api.ScriptFunction)) or (
        callable(given) and not isinstance(given, (Type, Signature))
    ):
        return api.script(given, cache=cache)
    several = [_signature(s) for s in (given if isinstance(given, list) else [given])]
    return lambda function: _typed(function, several, cache)


def njit(signature_or_function: Any = None, **options: Any) -> Any:
    """As `numba.njit`: see `jit`."""
    __tracebackhide__ = True
    return jit(signature_or_function, **options)


def _check(name: str, value: Any) -> None:
    if name in _MEANINGLESS:
        return
    if name not in _ONLY:
        raise TypeError(f"there is no option {name!r}")
    allowed, why = _ONLY[name]
    if not any(value is a or value == a for a in allowed):
        raise ValueError(f"{name}={value!r} is not possible: {why}")


def _typed(function: Any, signatures: list[Signature], cache: bool) -> Any:
    """The scripted form of a function for signatures."""
    __tracebackhide__ = True
    if api.is_disabled() or isinstance(function, api.ScriptFunction):
        return function
    from .entries.signatures import copies, for_signatures

    types = []
    for signature in signatures:
        result = None if signature.result is None else (_annotation(signature.result),)
        types.append((tuple(map(_annotation, signature.args)), result))
    try:
        if api.noted is not None:
            api.noted += copies(function, types)
            return function
        return for_signatures(function, types, cache)
    except CompileError as error:
        raise error.with_traceback(None) from None
