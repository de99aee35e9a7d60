"""The host's processors as a target: libm, malloc and free are external symbols."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ...ir.passes import pipeline
from ...runtime import abi, native
from ..target import Target

if TYPE_CHECKING:
    from ...ir.core import Module, Op
    from ...ir.types import Object, Type
    from ..lower.function import FunctionLowering
    from ..target import Emission, Emitted
    from ..writer import Writer

# Calls that LLVM may move and merge but not reason about: the answer is libm's, bit for bit.
PURE_CALL = "nobuiltin nounwind willreturn memory(none)"
# Levels that a module file holds code for. The first runs everywhere.
SAVED_LEVELS = ("x86-64-v2", "x86-64-v3")


class Cpu(Target):
    """Answers the questions of `Target` for the processor that the compiler runs on."""

    name = f"{native.machine()}-{sys.platform}"
    passes = pipeline.LEVELS[pipeline.DEFAULT_LEVEL]
    knows_raised = True
    groups = ("memory", "growth", "border", "host", "sets", "session", "owners", "arrays", "cycles")

    # --- what the driver asks --------------------------------------------------------------------

    def prepare(self, then: Callable[[], object] = lambda: None) -> None:
        from .. import llvm

        llvm.prepare(then)

    def compile(
        self,
        module: Module,
        exports: Sequence[dict[str, Any]],
        *,
        level: str = "native",
        c_entries: bool = True,
        public: Sequence[str] | None = None,
    ) -> Emitted:
        from . import compile

        return compile(module, exports, level=level, c_entries=c_entries, public=public)

    def emission(self, module: Module, name: str) -> Emission:
        from . import Emission

        return Emission(module, name)

    def common(self, group: str) -> Emitted:
        from . import compile_common

        return compile_common(group)

    def launching(self) -> bytes:
        from .launching import compile_entry

        return compile_entry()

    def load(self, code: bytes) -> Callable[[str], int]:
        from . import linker

        return linker.load(code)

    def shares(self) -> bool:
        return native.runs_elf_x86_64()

    def saved_levels(self) -> Sequence[str]:
        from ...runtime import archive

        return [n for n in archive.cpu_levels() if n in SAVED_LEVELS] or ["generic"]

    # --- what the lowering asks ------------------------------------------------------------------

    def site(
        self, w: Writer, text: bytes, number: int | str | None, counted: int, made: int = 0
    ) -> str:
        return w.text(text) if number is None else w.behind(text, number, counted, made)

    def failed(
        self, f: FunctionLowering, site: str, args: Sequence[str], caught: bool = False
    ) -> None:
        access = f.w.tbaa("context")
        for offset, value in (
            (abi.CTX_SITE, f"ptr {site}"),
            (abi.CTX_NFRAMES, "i64 0"),
            *((abi.CTX_ARGS + 8 * i, f"i64 {value}") for i, value in enumerate(args)),
        ):
            f.emit(f"store {value}, ptr {f.address('%ctx', offset)}, align 8{access}")

    def passed(self, f: FunctionLowering, site: str) -> None:
        f.emit(f"call void {f.w.frame()}(ptr %ctx, ptr {site})")

    def constant(self, w: Writer, name: str, kind: str, text: str, traits: str) -> str:
        w.globals.append(f"{name} = private {traits} {kind} {text}")
        return name

    def math(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str]:
        full = name + ("f" if reg == "float" else "")
        params = ", ".join([reg] * arity)
        return w.declare(full, f"declare {reg} @{full}({params}) {PURE_CALL}"), PURE_CALL

    def near(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str]:
        from . import near

        self.math(w, name, arity, reg)
        return near.called(name, arity, reg)

    def power(self, w: Writer, exponent: float) -> str | None:
        from . import powers

        return powers.power(w, exponent) if sys.platform == "linux" else None

    def complex_math(self, w: Writer, name: str, arity: int, reg: str) -> str:
        from . import complex_calls

        return complex_calls.of_parts(w, name, arity, reg)

    def blas(self, w: Writer, name: str, dtype: Type) -> str | None:
        from . import blas

        return blas.function(w, name, dtype)

    def blas_small(self, w: Writer) -> str | None:
        from . import blas

        return blas.small(w)

    def allocate(self, w: Writer, size: str, zero: bool) -> str:
        from . import pool

        return f"call noalias ptr {(pool.zeroed if zero else pool.alloc)(w)}(i64 {size})"

    def reallocate(self, w: Writer, block: str, old: str, size: str) -> str:
        from . import pool

        return f"call ptr {pool.longer(w)}(ptr {block}, i64 {old}, i64 {size})"

    def free(self, w: Writer, block: str, size: str) -> str:
        from . import pool

        return f"call void {pool.free(w)}(ptr {block}, i64 {size})"

    def suspect(self, w: Writer) -> str:
        from . import collector

        return collector.suspect(w)

    def visit(self, w: Writer) -> str:
        from . import collector

        return collector.visit(w)

    def poll(self) -> str:
        return "@host_poll"

    def helper(self, w: Writer, name: str) -> str:
        from . import helpers

        return helpers.helper(w, name)

    def catch(self, w: Writer) -> str:
        from . import caught

        return caught.catch(w)

    def rethrow(self, w: Writer) -> str:
        from . import caught

        return caught.rethrow(w)

    def caught_is(self, w: Writer) -> str:
        from . import caught

        return caught.is_of(w)

    def caught_is_own(self, w: Writer) -> str:
        from . import caught

        return caught.is_own(w)

    def chain_caught(self, w: Writer) -> str:
        from . import caught

        return caught.chain(w)

    def caught_text(self, w: Writer) -> str:
        from . import caught

        return caught.text(w)

    def raised_instance(self, w: Writer, t: Object) -> str:
        from . import carried

        return carried.function(w, t)

    def caught_native(self, w: Writer) -> str:
        from . import caught_objects

        return caught_objects.native_of(w)

    def caught_object(self, w: Writer) -> str:
        from . import caught_objects

        return caught_objects.object_of(w)

    def take_text(self, w: Writer) -> str:
        from . import caught

        return caught.take_text(w)

    def count_caught(self, w: Writer, what: str) -> str:
        from . import caught

        return caught.count(w, what)

    def stack_pointer(self, w: Writer) -> str:
        w.declare("llvm.frameaddress.p0", "declare ptr @llvm.frameaddress.p0(i32)")
        return "call ptr @llvm.frameaddress.p0(i32 0)"

    def unbox(self, w: Writer, t: Type) -> str:
        from . import convert_unions

        return convert_unions.element(w, t)

    def same(self, w: Writer, t: Type) -> str:
        from . import same

        return same.same(w, t)

    def box(self, w: Writer, t: Type) -> str:
        from . import convert

        return convert.box(w, t)

    def python_call(self, w: Writer, op: Op) -> str:
        from . import python_calls

        return python_calls.call(w, op)

    def hold(self, w: Writer) -> str:
        from . import convert_array

        return convert_array.heap_owner(w)
