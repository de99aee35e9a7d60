"""A call of what only kernels can call, while it is lowered (see `device.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .emitter import Static
from .lowering import Lowering, tuple_items
from .operators import unions
from .patterns import describe

Held = Value | Static
Rule = Callable[["Call"], Held]


class Call:
    """A call being lowered: its arguments by the names of the parameters."""

    def __init__(self, f: Lowering, name: str, args: dict[str, Held], span: Span):
        self.f, self.name, self.args, self.span = f, name, args, span

    def fail(self, what: str, hint: str = "") -> Any:
        self.f.fail(f"cuda.{self.name}: {what}", self.span, hint=hint)

    def value(self, name: str) -> Value:
        v = self.f.materialise(self.args[name], self.span)
        return unions.strip(self.f, v, self.span) if unions.twins(v.type) else v

    def whole(self, name: str, default: int | None = None) -> Value:
        if name not in self.args and default is not None:
            return self.f.b.const(default, ty.INT)
        return self.f.convert(self.value(name), ty.INT, self.span, f"`{name}`")

    def truth(self, name: str) -> Value:
        v = self.value(name)
        if v.type in (ty.BOOL, ty.B1):
            return v if v.type is ty.BOOL else self.emit("cast", v, to=ty.BOOL)
        if not isinstance(v.type, ty.Scalar):
            self.fail(f"`{name}` must be a bool or a number, not {describe(v.type)}")
        return self.emit("cast", v, to=ty.BOOL)

    def known(self, name: str, default: int | None = None) -> int:
        """An int that must be constant."""
        if name not in self.args and default is not None:
            return default
        return self._constant(name, self.args[name])

    def _constant(self, name: str, held: Held) -> int:
        found = held.obj if isinstance(held, Static) else None
        if isinstance(held, Value) and held.op is not None and held.op.opcode == "const":
            found = held.op.attrs["value"]
        if not hasattr(type(found), "__index__"):
            self.fail(f"`{name}` must be a constant", "write a number, or the name of a global one")
        return int(found)  # type: ignore[arg-type]

    def shape(self, name: str) -> list[int]:
        held = self.args[name]
        if isinstance(held, Value) and isinstance(held.type, ty.Tuple):
            items: list[Any] = list(tuple_items(self.f, held))
        elif isinstance(held, Static) and isinstance(held.obj, tuple):
            items = [Static(x) for x in held.obj]
        else:
            items = [held]
        return [self._constant(name, item) for item in items]

    def emit(self, opcode: str, *operands: Value, **attrs: Any) -> Value:
        self.f.b.span = self.span
        return self.f.b.emit(opcode, *operands, **attrs)

    def do(self, opcode: str, *operands: Value, **attrs: Any) -> Value:
        """An op without a result."""
        self.f.b.span = self.span
        self.f.b.op(opcode, *operands, **attrs)
        return self.f.b.const(None, ty.NONE)


_HOST = "jitscript.runtime.gpu."


def refuse_host(f: Lowering, obj: Any, span: Span) -> None:
    """Refuse kernels, and the functions and types that work on device arrays."""
    if type(obj).__module__ in (f"{_HOST}kernels", "jitscript.cuda.opened"):
        f.fail(
            f"a kernel is launched by the host: compiled code cannot call `{obj.__name__}`",
            span,
            hint="what a kernel calls needs no decorator",
        )
    module = getattr(obj, "__module__", None)
    if isinstance(module, str) and module.startswith(_HOST) and hasattr(obj, "__name__"):
        f.fail(
            f"cuda.{obj.__name__} is for the host: compiled code cannot call it",
            span,
            hint="call it in Python, before the kernel or after it",
        )
