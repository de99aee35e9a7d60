"""What library code is built on: the ops of the IR as functions, buffers, and `inline`.

    from jitscript.library.intrinsics import Buffer, inline, op

    n = op.checked_add(a, b)            # the row `checked_add`
    data = op.buffer_new(n, elem=T)     # `buffer.new`: '.' is written '_'; keywords are attributes
    y = op.libm(x, name="sin")
    op.extern(data, n, name="host_write", result=None)   # `result` where a row's types are given
    b = op.and_(p, q)                   # names that are Python keywords end in '_'

Compiled, a call is that one op. In CPython it runs the row's `evaluate`, so scalar library code
runs, and is tested, undecorated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class Buffer(Generic[T]):
    """The annotation of a reference-counted block of `T`s (the IR's `buffer<T>`)."""


class PyObject:
    """Stands for the types of the objects of Python's that library/opaque.py holds."""


if TYPE_CHECKING:
    Given = Any
else:

    class Given:
        """The annotation of an argument that the registration gives, a constant."""


def inline(fn: F) -> F:
    """Have the IR inliner put this function into every caller, whatever its size."""
    fn.__jitscript_inline__ = True  # type: ignore[attr-defined]
    return fn


def late(fn: F) -> F:
    """What this function raises may wait for the end of the loop that it is called in, once it is
    inlined there (`ir/passes/late.py`)."""
    fn.__jitscript_late__ = True  # type: ignore[attr-defined]
    return fn


def apart(fn: F) -> F:
    """Have the inliner leave this function where it is: what many callers come to, seldom."""
    fn.__jitscript_apart__ = True  # type: ignore[attr-defined]
    return fn


def rare(fn: F) -> F:
    """What hardly any call comes to, with all that only it calls: it stays where it is, and is not
    optimised, which is most of what compiling it takes."""
    fn.__jitscript_rare__ = True  # type: ignore[attr-defined]
    return fn


def begun_by(first: Callable[..., Any], place: int = 0) -> Callable[[F], F]:
    """A generator of which something is done when it is called: `first` gets the arguments from a
    place on, and what it returns, or the parts of a tuple, stand there instead."""

    def mark(fn: F) -> F:
        fn.__jitscript_begun_by__ = first, place  # type: ignore[attr-defined]
        return fn

    return mark


def compile_time(fn: F) -> F:
    """In library code: a function that is not compiled but called while its callers are, with
    constants. What it raises is an error of the compiler."""
    fn.__jitscript_compile_time__ = True  # type: ignore[attr-defined]
    return fn


class Intrinsic:
    """One op of the table as a function; `name` as it is written after `op.`"""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name

    def opcode(self) -> str:
        """The name of the row."""
        from ..ir import optable

        plain = self.name.rstrip("_")
        for candidate in (plain, plain.replace("_", ".", 1)):
            if candidate in optable.TABLE:
                return candidate
        raise AttributeError(f"the op table has no row for op.{self.name}")

    def __call__(self, *args: Any, result: Any = None, **attrs: Any) -> Any:
        return _evaluate(self.opcode(), args, result, attrs)

    def __repr__(self) -> str:
        return f"op.{self.name}"


class _Ops:
    """The namespace `op`."""

    def __getattr__(self, name: str) -> Intrinsic:
        if name.startswith("__"):
            raise AttributeError(name)
        made = Intrinsic(name)
        setattr(self, name, made)
        return made


op: Any = _Ops()


def __getattr__(name: str) -> Any:
    """u8, u32, u64, pyobj: types of the IR that builtin Python has no name for, without NumPy."""
    if name not in ("u8", "u32", "u64", "pyobj"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ..ir.types import BY_NAME

    return BY_NAME[name]


class _Typed:
    """Stands for a value, or an op, where `evaluate` looks at types."""

    __slots__ = ("attrs", "operands", "results", "type")
    attrs: dict[str, Any]
    operands: list[_Typed]
    results: list[_Typed]

    def __init__(self, type: Any = None):
        self.type = type


_bound: dict[Any, type] = {}


@contextmanager
def bound(types: dict[Any, type]) -> Iterator[None]:
    """What type variables stand for in library code that CPython runs meanwhile."""
    old = dict(_bound)
    _bound.update(types)
    try:
        yield
    finally:
        _bound.clear()
        _bound.update(old)


def _evaluate(opcode: str, args: tuple[Any, ...], result: Any, attrs: dict[str, Any]) -> Any:
    """Run a row's Python definition on plain values."""
    from ..ir import optable
    from ..ir.types import Type

    info = optable.TABLE[opcode]
    if info.evaluate is None:
        raise TypeError(f"op {opcode} has no meaning outside compiled code")
    attrs = {k: _bound.get(v, v) for k, v in attrs.items()}
    attrs = {k: ir_type(v) if isinstance(v, type) else v for k, v in attrs.items()}
    node = _Typed()
    node.attrs = attrs
    node.operands = [_Typed(ir_type(type(a))) for a in args]
    types = (
        [ir_type(result)]
        if result is not None
        else list(info.infer([o.type for o in node.operands], attrs))
    )
    assert all(isinstance(t, Type) for t in types)
    node.results = [_Typed(t) for t in types]
    return info.evaluate(node, *args)


def ir_type(cls: Any) -> Any:
    """The scalar type of the IR for a Python or NumPy class, or None."""
    from ..ir import types

    plain = {int: types.INT, float: types.FLOAT, bool: types.BOOL, complex: types.COMPLEX}
    if cls in plain:
        return plain[cls]
    if cls is type(None):
        return types.NONE
    if getattr(cls, "__module__", "") == "numpy":
        import numpy

        kind = numpy.dtype(cls).kind
        if kind == "b":
            return types.B1
        if kind in "iufc":
            return types.BY_NAME.get(f"{kind}{numpy.dtype(cls).itemsize * 8}")  # no longdouble
    return None


class ArrayOf:
    """`array_of(items, dtype)` in library code: a new array of a scalar, an array, or nested
    tuples and lists of those."""

    def __call__(self, items: Any, dtype: Any = None) -> Any:
        import numpy

        return numpy.array(items, dtype)


class ViewOfAxes:
    """`view_of_axes(a, axes)` in library code: a view of an array with these axes of it, a
    constant tuple; None is for a new axis of size 1."""

    def __call__(self, a: Any, axes: Any) -> Any:
        found = a.transpose([k for k in axes if k is not None])
        return found[tuple(None if k is None else slice(None) for k in axes)]


class ArraysOf:
    """`arrays_of(items)` in library code: a tuple with arrays in place of its elements, or a list
    or array of arrays as it is."""

    def __call__(self, items: Any) -> Any:
        import numpy

        return tuple(map(numpy.asarray, items))


class DtypeOf:
    """`dtype_of(arrays)` in library code: the dtype that arrays have in common."""

    def __call__(self, arrays: Any) -> Any:
        import numpy

        return numpy.result_type(*(a.dtype for a in arrays)).type


array_of = ArrayOf()
arrays_of = ArraysOf()
dtype_of = DtypeOf()
view_of_axes = ViewOfAxes()
