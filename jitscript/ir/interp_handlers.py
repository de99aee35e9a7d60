"""The interpreter's `try`, tests of what was caught, and cells (see `interp.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .core import Op, Value
from .interp_values import (
    BufferValue,
    CellValue,
    ExceptionValue,
    ObjectValue,
    OutOfSteps,
    Undefined,
    to_python,
    with_text,
)
from .ops.handlers import CARRIED, class_of, kind_of
from .types import PYOBJ, U8, Buffer, is_reference

if TYPE_CHECKING:
    from .interp import Frame, Interpreter

Method = Callable[["Frame", Op], Any]


def _try(frame: Frame, op: Op) -> Any:
    before = list(frame.owned)
    try:
        left, values = frame.region(op.regions[0])
    except (Undefined, OutOfSteps):
        raise
    except BaseException as e:
        _unwind(frame, op, before)
        (arg,) = op.regions[1].args
        frame.define(arg, ExceptionValue(e, carried_by(frame.machine, e)), owned=True)
        left, values = frame.region(op.regions[1])
    if left.opcode != "yield":
        return left, values
    frame.results(op, values)
    return None


def _unwind(frame: Frame, op: Op, before: list[Value]) -> None:
    """Give back what the body owns; what was owned before it still is."""
    for value in before:
        if value not in frame.owned:
            raise Undefined("the body gives away what the handler still owns", op)
    for value in [v for v in frame.owned if v not in before]:
        frame.machine.drop(frame.env[value])
        del frame.owned[value]


def _is(frame: Frame, op: Op) -> None:
    kind = class_of(op.attrs["exc"])
    assert kind is not None
    frame.set(op, isinstance(frame.get(op.operands[0], op).error, kind))


def made(machine: Interpreter, op: Op, values: list[Any]) -> BaseException:
    """The exception of a `raise`. Without a message it is known what it is made of."""
    cls = class_of(op.attrs["exc"])
    assert cls is not None
    message, number = op.attrs["message"], op.attrs.get("number")
    if message is not None:
        text = message.format(*values)
        return cls(text) if number is None else cls(number, text)
    error = cls(*values)
    kinds = " ".join(kind_of(v.type) or "?" for v in op.operands)
    machine.raised[id(error)] = error, op.attrs["exc"], kinds, values
    return error


def carrying(machine: Interpreter, op: Op, value: ObjectValue) -> BaseException:
    """The exception of a `raise` of an instance."""
    cls = class_of(op.attrs["exc"])
    assert cls is not None
    error = cls.__new__(cls)
    args = value.fields.get("args", ())
    error.args = tuple(to_python(with_text(x)) for x in args)
    machine.raised[id(error)] = error, op.attrs["exc"], CARRIED, [value]
    return error


def carried_by(machine: Interpreter, error: BaseException) -> ObjectValue | None:
    """The instance that an exception is."""
    known = machine.raised.get(id(error))
    found: Any = known[3][0] if known is not None and known[2] == CARRIED else None
    return found


def _holds(frame: Frame, op: Op) -> None:
    error = frame.get(op.operands[0], op).error
    known = frame.machine.raised.get(id(error))
    same = known is not None and known[1:3] == (op.attrs["exc"], op.attrs["kinds"])
    frame.set(op, same)


def _argument(frame: Frame, op: Op) -> None:
    known = frame.machine.raised.get(id(frame.get(op.operands[0], op).error))
    if known is None:
        raise Undefined("asks an exception for an argument that it does not have", op)
    value = known[3][op.attrs["index"]]
    if isinstance(value, ObjectValue):
        frame.machine.keep(value)
    if op.result.type is Buffer(U8):
        value = BufferValue(U8, list(value.encode("utf-8", "surrogatepass")))
        frame.machine.made(value)
    frame.set(op, value)


def _text(frame: Frame, op: Op) -> None:
    error = frame.get(op.operands[0], op).error
    what = op.attrs["what"]
    found = str(error) if what == "str" else repr(error) if what == "repr" else type(error).__name__
    made = BufferValue(U8, list(found.encode("utf-8", "surrogatepass")))
    frame.machine.made(made)
    frame.set(op, made)


def _object(frame: Frame, op: Op) -> None:
    error = frame.get(op.operands[0], op).error
    frame.machine.raised.pop(id(error), None)
    made = BufferValue(PYOBJ, [error])
    frame.machine.made(made)
    frame.set(op, made)


def _new(frame: Frame, op: Op) -> None:
    """A cell that holds no references is not counted."""
    (value,) = frame.operands(op)
    counted = is_reference(op.operands[0].type)
    made = CellValue(value, 1 if counted else None)
    if counted:
        frame.machine.keep(value)
        frame.machine.made(made)
    frame.set(op, made)


def _get(frame: Frame, op: Op) -> None:
    frame.set(op, frame.get(op.operands[0], op).value)


def _set(frame: Frame, op: Op) -> None:
    cell, value = frame.operands(op)
    old, cell.value = cell.value, value
    frame.machine.keep(value)
    frame.machine.drop(old)


METHODS: dict[str, Method] = {
    "try": _try,
    "exc.is": _is,
    "exc.holds": _holds,
    "exc.argument": _argument,
    "exc.text": _text,
    "exc.object": _object,
    "cell.new": _new,
    "cell.get": _get,
    "cell.set": _set,
}
