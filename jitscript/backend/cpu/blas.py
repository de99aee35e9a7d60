"""Calls of NumPy's BLAS: a function for each of `blas.BLAS`, with NumPy's arguments.

Each looks its function up in the table `js_blas`; where that has none, it says false.
"""

from __future__ import annotations

from collections.abc import Callable

from ...ir.types import Type
from ...runtime.blas import BLAS
from ..layout import layout
from ..writer import Writer
from .code import Code

_ROWS, _COLUMNS, _AS_IS, _TURNED, _UPPER = 101, 102, 111, 112, 121  # of CBLAS
_MATRIX = "ptr %{0}, i64 %{0}n, i64 %{0}m, i64 %{0}s, i64 %{0}t"
_VECTOR = "ptr %{0}, i64 %{0}n, i64 %{0}s"
_SHAPES = {
    "gemm": (_MATRIX, _MATRIX, _MATRIX),
    "syrk": (_MATRIX, _MATRIX, _MATRIX),
    "gemv": (_VECTOR, _MATRIX, _VECTOR),
    "dot": ("ptr %{0}", _VECTOR, _VECTOR),
    "dotc": ("ptr %{0}", _VECTOR, _VECTOR),
    "axpy": (_VECTOR, _VECTOR, "ptr %{0}"),
}


def function(w: Writer, name: str, dtype: Type) -> str:
    """The function that calls `name` for arrays of this dtype, written on first use."""
    key = f"{name}.{dtype!r}"
    symbol = f"@js.blas.{key}"
    if symbol not in w.named:
        w.named[symbol] = symbol
        c = Code(w)
        _Call(c, key, dtype).write(_MAKE[name])
        params = ", ".join(p.format(v) for p, v in zip(_SHAPES[name], "cab", strict=True))
        w.define(c.function(f"define internal i1 {symbol}({params}) noinline nounwind"))
    return symbol


def small(w: Writer) -> str:
    """The address of the word that says whether small products are as compiled code makes them."""
    return _entry(w, "small")


def _entry(w: Writer, key: str) -> str:
    w.table("js_blas", len(BLAS))
    return f"getelementptr inbounds (i8, ptr @js_blas, i64 {8 * BLAS.index(key)})"


class _Call:
    """The text of one such function. Its arrays are c, the result, and a and b: with c its data,
    cn and cm its sizes, cs and ct its strides."""

    def __init__(self, c: Code, key: str, dtype: Type):
        self.c, self.key, self.dtype = c, key, dtype
        parts = layout(dtype).leaves
        self.reg, self.is_complex = parts[0].reg, len(parts) == 2
        self.size = layout(dtype).size

    def write(self, make: Callable[[_Call], None]) -> None:
        c = self.c
        at = _entry(c.w, self.key)
        self.function = c.let(f"load ptr, ptr {at}, align 8, !invariant.load !3")
        c.unless(c.let(f"icmp ne ptr {self.function}, null"), "none")
        make(self)
        c.line("ret i1 true")
        c.block("none")
        c.line("ret i1 false")

    def elements(self, stride: str) -> str:
        return self.c.let(f"sdiv exact i64 {stride}, {self.size}")

    def lines(self, matrix: str) -> tuple[str, str]:
        """Whether the columns of a matrix are contiguous, and how far its lines are apart."""
        c = self.c
        turned = c.let(f"icmp ne i64 %{matrix}t, {self.size}")
        apart = c.let(f"select i1 {turned}, i64 %{matrix}t, i64 %{matrix}s")
        return turned, self.elements(apart)

    def choice(self, turned: str, yes: int, no: int) -> str:
        return f"i32 {self.c.let(f'select i1 {turned}, i32 {yes}, i32 {no}')}"

    def factor(self, value: str) -> str:
        """A number that the product is multiplied by; complex ones are passed by address."""
        if not self.is_complex:
            return f"{self.reg} {value}"
        body = f"[{self.reg} {value}, {self.reg} 0.0]"
        return f"ptr {self.c.w.data(f'[2 x {self.reg}]', body)}"

    def call(self, *args: str) -> None:
        self.c.line(f"call void {self.function}({', '.join(args)})")


def _gemm(f: _Call) -> None:
    (a_turned, a_apart), (b_turned, b_apart) = f.lines("a"), f.lines("b")
    f.call(
        f"i32 {_ROWS}",
        f.choice(a_turned, _TURNED, _AS_IS),
        f.choice(b_turned, _TURNED, _AS_IS),
        *("i64 %an", "i64 %bm", "i64 %am"),
        f.factor("1.0"),
        *("ptr %a", f"i64 {a_apart}", "ptr %b", f"i64 {b_apart}"),
        f.factor("0.0"),
        *("ptr %c", f"i64 {f.elements('%cs')}"),
    )


def _syrk(f: _Call) -> None:
    turned, apart = f.lines("a")
    f.call(
        f"i32 {_ROWS}",
        f"i32 {_UPPER}",
        f.choice(turned, _TURNED, _AS_IS),
        *("i64 %an", "i64 %am"),
        f.factor("1.0"),
        *("ptr %a", f"i64 {apart}"),
        f.factor("0.0"),
        *("ptr %c", f"i64 {f.elements('%cs')}"),
    )


def _gemv(f: _Call) -> None:
    turned, apart = f.lines("a")
    f.call(
        f.choice(turned, _ROWS, _COLUMNS),
        f"i32 {_TURNED}",
        *("i64 %am", "i64 %an"),
        f.factor("1.0"),
        *("ptr %a", f"i64 {apart}", "ptr %b", f"i64 {f.elements('%bs')}"),
        f.factor("0.0"),
        *("ptr %c", "i64 1"),
    )


def _dot(f: _Call) -> None:
    """NumPy adds to zero what comes of it: -0.0 is none."""
    c, reg = f.c, f.reg
    args = [
        *("i64 %an", "ptr %a", f"i64 {f.elements('%as')}"),
        *("ptr %b", f"i64 {f.elements('%bs')}"),
    ]
    if f.is_complex:
        f.call(*args, "ptr %c")
        places = ["%c", c.offset("%c", f.size // 2)]
        found = [c.let(f"load {reg}, ptr {at}, align 1") for at in places]
    else:
        places = ["%c"]
        found = [c.let(f"call {reg} {f.function}({', '.join(args)})")]
    for at, value in zip(places, found, strict=True):
        total = c.let(f"fadd {reg} {value}, 0.0")
        c.line(f"store {reg} {total}, ptr {at}, align 1")


def _axpy(f: _Call) -> None:
    c, reg = f.c, f.reg
    factor = "ptr %b" if f.is_complex else f"{reg} {c.let(f'load {reg}, ptr %b, align 1')}"
    f.call(
        *("i64 %an", factor, "ptr %a", f"i64 {f.elements('%as')}"),
        *("ptr %c", f"i64 {f.elements('%cs')}"),
    )


_MAKE: dict[str, Callable[[_Call], None]] = {
    "gemm": _gemm,
    "syrk": _syrk,
    "gemv": _gemv,
    "dot": _dot,
    "dotc": _dot,
    "axpy": _axpy,
}
