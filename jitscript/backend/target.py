"""What a target answers for the lowering: everything that is not plain LLVM.

`Target` answers for a CPU with a C library. Another target (a GPU) is another object with the
same methods; the lowering never asks which one it has.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..runtime import abi

if TYPE_CHECKING:
    from ..ir.types import Type
    from .writer import Writer

# Calls that LLVM may move and merge but not reason about: the answer is libm's, bit for bit.
PURE_CALL = "nobuiltin nounwind willreturn memory(none)"
REALLOCATES = "nounwind willreturn"
ALLOCATES = "nounwind willreturn memory(inaccessiblemem: readwrite)"


CAUGHT_SIZE = abi.CTX_SESSION - abi.CTX_SITE  # bytes of a caught error: site, frames, arguments


class Target:
    """A CPU: libm, malloc and free are external symbols, the stack pointer an intrinsic."""

    def math(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str]:
        """(symbol, call attributes) of a function of libm on values of register type `reg`."""
        full = name + ("f" if reg == "float" else "")
        params = ", ".join([reg] * arity)
        return w.declare(full, f"declare {reg} @{full}({params}) {PURE_CALL}"), PURE_CALL

    def power(self, w: Writer, exponent: float) -> str | None:
        """A function `double(double)` with the results of libm's `pow` for a constant exponent;
        none where libm is not known to be close enough to the exact power."""
        from .cpu import powers

        return powers.power(w, exponent) if sys.platform == "linux" else None

    def complex_math(self, w: Writer, name: str, arity: int, reg: str) -> str:
        """The function `{T, T}(T, T, …)` for one of libm on complex numbers, `reg` being T."""
        from .cpu import complex_calls

        return complex_calls.of_parts(w, name, arity, reg)

    def allocate(self, w: Writer, size: str, zero: bool) -> str:
        """The call that allocates `size` bytes: a pointer aligned to 16, or null."""
        if zero:
            w.declare("calloc", f"declare noalias ptr @calloc(i64, i64) {ALLOCATES}")
            return f"call noalias ptr @calloc(i64 1, i64 {size})"
        w.declare("malloc", f"declare noalias ptr @malloc(i64) {ALLOCATES}")
        return f"call noalias ptr @malloc(i64 {size})"

    def reallocate(self, w: Writer, block: str, size: str) -> str:
        """The call that makes an allocated block longer: its address, or null."""
        w.declare("realloc", f"declare ptr @realloc(ptr captures(none), i64) {REALLOCATES}")
        return f"call ptr @realloc(ptr {block}, i64 {size})"

    def free(self, w: Writer) -> str:
        """The function `void(ptr)` that gives allocated memory back."""
        return w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")

    def poll(self) -> str:
        """The slow path of `poll`: `i32(ptr ctx)`, nonzero when an exception is pending."""
        return "@host_poll"

    def helper(self, w: Writer, name: str) -> str:
        """A function of `abi.HELPERS`."""
        from .cpu import helpers

        return helpers.helper(w, name)

    def catch(self, w: Writer) -> str:
        """The function `void(ctx, caught)` that takes the error out of the context."""
        from .cpu import caught

        return caught.catch(w)

    def rethrow(self, w: Writer) -> str:
        """The function `void(ctx, caught)` that puts it back."""
        from .cpu import caught

        return caught.rethrow(w)

    def caught_is(self, w: Writer) -> str:
        """The function `i1(ctx, caught, i64 first, i64 last, ptr name)`: whether it is of a class
        (see `exceptions.py`)."""
        from .cpu import caught

        return caught.is_of(w)

    def count_caught(self, w: Writer, what: str) -> str:
        """The function `void(ctx, caught)` that retains or releases what it refers to."""
        from .cpu import caught

        return caught.count(w, what)

    def stack_pointer(self, w: Writer) -> str:
        """The call that gives an address in the current frame."""
        w.declare("llvm.frameaddress.p0", "declare ptr @llvm.frameaddress.p0(i32)")
        return "call ptr @llvm.frameaddress.p0(i32 0)"

    def unbox(self, w: Writer, t: Type) -> str:
        """The function `{i8, T}(ctx, ptr object, ptr null)` of the border, 0 = it fits."""
        from .cpu import convert_unions

        return convert_unions.element(w, t)

    def same(self, w: Writer, t: Type) -> str:
        """The function `i32(ctx, T, ptr object)` of the border: whether the object stands for just
        this value; negative = a Python exception is set."""
        from .cpu import same

        return same.same(w, t)

    def box(self, w: Writer, t: Type) -> str:
        """The function `ptr(ctx, T)` of the border; null = a Python exception is set."""
        from .cpu import convert

        return convert.box(w, t)
