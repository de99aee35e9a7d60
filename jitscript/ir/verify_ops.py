"""The verifier's rules for single ops: those that the rows' `infer` cannot state.

`RULES` maps an opcode to a function of the verifier `v` and the op. It is called when the op's
own types agree with its row; it reports with `v.error`, `v.operand_types`, `v.result_types`.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .core import ClassInfo, Op
from .effects import Effects
from .ops import control, handlers
from .ops.elementwise import elements, shapes
from .types import (
    BOOL,
    EXCEPTION,
    INT,
    NONE,
    PYOBJ,
    U8,
    UNBOUND,
    Array,
    Buffer,
    Object,
    Scalar,
    Type,
)

if TYPE_CHECKING:
    from .verifier import FunctionVerifier as Verifier

_TEXT = Buffer(U8)
Rule = Callable[["Verifier", Op], None]
RULES: dict[str, Rule] = {}


def rule(*opcodes: str) -> Callable[[Rule], Rule]:
    def register(fn: Rule) -> Rule:
        for opcode in opcodes:
            RULES[opcode] = fn
        return fn

    return register


def region_arguments(op: Op) -> list[list[Type]]:
    """For every region that `op` must have, the types of its arguments."""
    name = op.opcode
    if name == "if":
        return [[], []]
    if name == "loop":
        return [_types(op.operands)]
    if name == "for":
        return [[INT, *_types(op.carried)]]
    if name == "try":
        return [[], [EXCEPTION]]
    if op.info.elementwise:
        first = [_element(v.type) for v in elements(op)]
        return [first, _combined(op)] if name in ("reduce", "scan") else [first]
    return []


def _combined(op: Op) -> list[Type]:
    """What the second region of a reduction takes: the total, and what the first one gives."""
    end = op.regions[0].terminator if op.regions else None
    return [_element(op.results[0].type), *(_types(end.operands) if end is not None else [])]


def _types(values: Sequence[Any]) -> list[Type]:
    return [v.type for v in values]


def _element(t: Type) -> Type:
    return t.dtype if isinstance(t, Array) else t


# --- constants ------------------------------------------------------------------------------------


@rule("const")
def _const(v: Verifier, op: Op) -> None:
    if len(op.results) != 1:
        v.error(f"{len(op.results)} results, expected 1", op)
        return
    t = op.results[0].type
    if "value" in op.attrs and not _fits(op.attrs["value"], t):
        v.error(f"{op.attrs['value']!r} is no value of type {t!r}", op)


def _fits(value: Any, t: Type) -> bool:
    if not isinstance(t, Scalar):
        return value is None and t in (NONE, UNBOUND)
    if hasattr(value, "item"):  # a NumPy scalar
        value = value.item()
    if t.kind == "bool":
        return isinstance(value, (bool, int)) and value in (0, 1)
    if t.kind in ("int", "uint"):
        low = -(1 << t.bits - 1) if t.kind == "int" else 0
        return isinstance(value, int) and low <= value < low + (1 << t.bits)
    if t.kind == "float":
        return isinstance(value, (int, float))
    return isinstance(value, (int, float, complex))


@rule("array.const")
def _array_const(v: Verifier, op: Op) -> None:
    data = v.module.constants.get(op.attrs.get("name", ""))
    if data is None:
        v.error("the module has no such constant", op)
        return
    kind, size = data.dtype.kind, data.dtype.itemsize * 8
    dtype = "b1" if kind == "b" else f"{kind}{size}"
    found = [repr(t) for t in _types(op.results)]
    wanted = f"array<{dtype}, {data.ndim}>"
    if found != [wanted]:
        v.error(f"the constant has type {wanted}", op)


# --- control flow ---------------------------------------------------------------------------------


@rule("if")
def _if(v: Verifier, op: Op) -> None:
    v.operand_types(op, [BOOL])


@rule("for")
def _for(v: Verifier, op: Op) -> None:
    carried = _types(op.carried)
    if v.operand_types(op, [INT, INT, INT, *carried]):
        v.result_types(op, carried)


@rule("yield")
def _yield(v: Verifier, op: Op) -> None:
    parent = v.around[-1] if v.around else None
    if parent is None or not (parent.opcode in ("if", "try") or parent.info.elementwise):
        v.error("does not end a region of `if`, `try` or `map`", op)
    elif parent.opcode in ("reduce", "scan"):
        if op.parent is parent.regions[1]:
            v.operand_types(op, [_element(t) for t in _types(parent.results)])
        elif len(op.operands) != 1:
            v.error("gives one value", op)
    elif parent.opcode == "map_into":
        v.operand_types(op, [_element(t) for t in _types(parent.operands[:1])])
    elif parent.opcode == "map":
        v.operand_types(op, [_element(t) for t in _types(parent.results)])
    else:
        v.operand_types(op, _types(parent.results))


@rule("break", "continue")
def _exit(v: Verifier, op: Op) -> None:
    loop = op.target
    if loop is None or loop not in v.around:
        v.error("the loop it names is not around it", op)
        return
    if _leaves_map(v.around[v.around.index(loop) :]):
        v.error("leaves a `map`", op)
    if op.opcode == "break":
        v.operand_types(op, _types(loop.results))
    elif loop.regions:
        v.operand_types(op, _types(loop.carried_args))


@rule("return")
def _return(v: Verifier, op: Op) -> None:
    if _leaves_map(v.around):
        v.error("leaves a `map`", op)
    v.operand_types(op, [v.function.result])


def _leaves_map(around: Sequence[Op]) -> bool:
    return any(op.info.elementwise for op in around)


@rule("raise")
def _raise(v: Verifier, op: Op) -> None:
    if handlers.class_of(op.attrs.get("exc")) is None:
        v.error(f"{op.attrs.get('exc')!r} is no builtin exception", op)
    shown = [t for value in op.operands for t in control.parts_of(value.type)]
    if len(shown) > control.MAX_RAISED:
        v.error(f"an error carries at most {control.MAX_RAISED} values", op)
    for t in shown:
        carried = isinstance(t, Object) and len(op.operands) == 1 and op.attrs["message"] is None
        plain = isinstance(t, Scalar) and t.kind != "complex"
        if not (carried or plain or t is _TEXT):
            v.error(f"a message shows no {t!r}", op)
    message = op.attrs.get("message")
    if message is None:
        return
    try:
        fields = sum(name is not None for _, name, _, _ in string.Formatter().parse(message))
    except ValueError as e:
        v.error(f"bad message: {e}", op)
        return
    if message is not None and fields != len(op.operands):
        v.error(f"the message has {fields} fields for {len(op.operands)} operands", op)


@rule("exc.is", "exc.holds")
def _exc_is(v: Verifier, op: Op) -> None:
    if handlers.class_of(op.attrs.get("exc")) is None:
        v.error(f"{op.attrs.get('exc')!r} is no builtin exception", op)


@rule("exc.argument")
def _exc_argument(v: Verifier, op: Op) -> None:
    if [value.type for value in op.operands] != [EXCEPTION]:
        v.error("takes an exception", op)
    elif len(op.results) != 1 or handlers.kind_of(op.result.type) is None:
        v.error("gives an argument of a kind that `exc.holds` knows", op)


# --- calls, classes, arrays -----------------------------------------------------------------------


def _effects(v: Verifier, op: Op) -> None:
    try:
        Effects.parse(op.attrs.get("effects", "pure"))
    except (TypeError, ValueError):
        v.error(f"{op.attrs['effects']!r} are no effects", op)


@rule("call")
def _call(v: Verifier, op: Op) -> None:
    _effects(v, op)
    name = op.attrs.get("callee", "")
    if name not in v.module.functions and name not in v.module.declared:
        v.error("the module has no such function", op)
        return
    callee = v.module.callee(name)
    if v.operand_types(op, _types(callee.params)):
        v.result_types(op, [callee.result])


@rule("extern", "py.unbox", "python.call")
def _one_result(v: Verifier, op: Op) -> None:
    if len(op.results) != 1:
        v.error(f"{len(op.results)} results, expected 1", op)
    if op.opcode == "extern":
        _effects(v, op)
    words = op.attrs.get("keywords") if op.opcode == "python.call" else None
    if words and len(words.split(",")) > len(op.operands):
        v.error(f"passes {len(op.operands)} operands, and names keywords {words}", op)
    if op.opcode == "py.unbox":
        v.operand_types(op, [PYOBJ])


def _class(v: Verifier, op: Op, t: Type | None) -> ClassInfo | None:
    info = v.module.classes.get(t) if isinstance(t, Object) else None
    if info is None:
        v.error(f"{t!r} is no class of the module", op)
    return info


@rule("object.new")
def _object_new(v: Verifier, op: Op) -> None:
    info = _class(v, op, op.results[0].type if len(op.results) == 1 else None)
    if info is not None:
        v.operand_types(op, [t for _, t in info.fields])


@rule("object.holding")
def _object_holding(v: Verifier, op: Op) -> None:
    info = _class(v, op, op.results[0].type if len(op.results) == 1 else None)
    if info is None:
        return
    types = [t for _, t in info.fields]
    if types[:1] != [_TEXT]:
        v.error(f"the first field of {info.type!r} is no buffer<u8>", op)
    v.operand_types(op, [INT, *types[1:]])


@rule("object.const")
def _object_const(v: Verifier, op: Op) -> None:
    info = _class(v, op, op.results[0].type if len(op.results) == 1 else None)
    if info is None:
        return
    v.operand_types(op, [INT])
    types = [t for _, t in info.fields]
    if types[:1] != [_TEXT] or len(types) < 2 or any(t is not INT for t in types[1:]):
        v.error(f"the fields of {info.type!r} are not a buffer<u8>, then ints", op)
    data, size = op.attrs.get("data"), op.attrs.get("size")
    if not isinstance(data, bytes) or not isinstance(size, int) or size < 0:
        v.error("the data is bytes, the size an int that is not negative", op)
    elif len(data) % size if size else data:
        v.error(f"{len(data)} bytes of data are no parts of {size}", op)


@rule("object.kept")
def _object_kept(v: Verifier, op: Op) -> None:
    _class(v, op, op.results[0].type if len(op.results) == 1 else None)


@rule("field.get", "field.set", "field.resize")
def _field(v: Verifier, op: Op) -> None:
    info = _class(v, op, op.operands[0].type if op.operands else None)
    if info is None:
        return
    name = op.attrs.get("name", "")
    t = info.field(name)
    if t is None:
        v.error(f"{info.type!r} has no field {name!r}", op)
    elif op.opcode == "field.get":
        v.operand_types(op, [info.type]) and v.result_types(op, [t])
    elif op.opcode == "field.resize":
        if not isinstance(t, Buffer):
            v.error(f"the field {name!r} holds no buffer", op)
        v.operand_types(op, [info.type, INT])
    else:
        v.operand_types(op, [info.type, t])


@rule("map")
def _map(v: Verifier, op: Op) -> None:
    t = op.results[0].type if len(op.results) == 1 else None
    if not isinstance(t, Array):
        v.error("the result is one array", op)
        return
    rank = max((a.ndim for a in _types(shapes(op)) if isinstance(a, Array)), default=0)
    if t.ndim != rank:
        v.error(f"the result has rank {t.ndim}, the operands broadcast to {rank}", op)


@rule("reduce", "scan")
def _reduce(v: Verifier, op: Op) -> None:
    ranks = [t.ndim for t in _types(shapes(op)) if isinstance(t, Array)]
    if len(op.results) != 1 or not ranks:
        v.error("reduces arrays to one result", op)
        return
    rank, t = max(ranks), op.results[0].type
    axes = op.attrs.get("axes", [op.attrs.get("axis")])
    if any(not isinstance(k, int) or not 0 <= k < rank for k in axes):
        v.error(f"no axes {list(axes)} of {rank}", op)
        return
    if op.opcode == "reduce" and not op.attrs.get("keepdims"):
        rank -= len(axes)
    if (t.ndim if isinstance(t, Array) else 0) != rank:
        v.error(f"the result has not rank {rank}", op)


@rule("map_into")
def _map_into(v: Verifier, op: Op) -> None:
    if not op.operands or not isinstance(op.operands[0].type, Array):
        v.error("the first operand is the array to fill", op)


@rule("buffer.const")
def _buffer_const(v: Verifier, op: Op) -> None:
    if not isinstance(op.attrs.get("data"), bytes):
        v.error("the data is bytes", op)
    v.result_types(op, [_TEXT])
