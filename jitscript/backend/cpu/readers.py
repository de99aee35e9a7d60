"""How an entry reads one of its arguments."""

from __future__ import annotations

from ...ir.types import Type
from . import held
from .code import Code
from .convert import reg
from .opened import tells
from .support import elements_exact


class Reader:
    """How one argument is read: the unboxing function, owners of its arrays, the way out; of a
    container whose type the arguments choose, whether this call is in a chain (see opened.py);
    of one that Python may hold, how it is read then."""

    __slots__ = (
        "apart",
        "chained",
        "context",
        "fields",
        "function",
        "held",
        "misfit",
        "owners",
        "type",
    )

    def __init__(self, context: str, function: str, t: Type, owners: str, misfit: str):
        self.context, self.function, self.type = context, function, t
        self.owners, self.misfit, self.chained, self.apart = owners, misfit, "", ""
        self.fields = False  # whether it has some that the arguments choose the types of
        self.held: held.Argument | None = None

    def read(self, c: Code, object: str) -> str:
        if self.held is not None:
            return self.held.read(c, object, lambda: self._converted(c, object), self.misfit)
        return self._converted(c, object)

    def _converted(self, c: Code, object: str) -> str:
        if not self.chained:
            return self._value(c, object)
        self._tells(c, object)
        how = "3" if self.fields else "1"
        elements_exact(c, c.let(f"select i1 {self.chained}, i8 {how}, i8 0"), self.context)
        value = self._value(c, object)
        elements_exact(c, "0", self.context)
        return value

    def _tells(self, c: Code, object: str) -> None:
        """To the way out in a chain where this type is not all that the object may be."""
        told = c.let(f"call i1 {tells(c.w, self.type)}(ptr {object})")
        c.unless(c.let(f"or i1 {told}, {c.let(f'xor i1 {self.chained}, true')}"), self.misfit)

    def _value(self, c: Code, object: str) -> str:
        result = f"{{i8, {reg(self.type)}}}"
        args = f"ptr {self.context}, ptr {object}, ptr {self.owners}"
        both = c.let(f"call {result} {self.function}({args}){self.apart}")
        status = c.let(f"extractvalue {result} {both}, 0")
        c.unless(c.let(f"icmp eq i8 {status}, 0"), self.misfit)
        return c.let(f"extractvalue {result} {both}, 1")
