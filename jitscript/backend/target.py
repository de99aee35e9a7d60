"""What a target answers: everything that differs between machines.

The driver and the lowering ask; neither knows which target it has. The CPU is `cpu/target.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..runtime import abi

if TYPE_CHECKING:
    from ..ir.core import Module, Op
    from ..ir.types import Object, Type
    from .lower.function import FunctionLowering
    from .writer import Writer

CAUGHT_SIZE = abi.CTX_SESSION - abi.CTX_SITE  # bytes of a caught error: site, frames, arguments


class Emitted(Protocol):
    """What a compilation gives: `object` (bytes), the groups of common functions that it needs,
    and its texts."""

    object: bytes
    first: bytes  # if it is not empty, another object, which it needs
    objects: list[str]  # of Python, in the table that whoever loads the code fills

    @property
    def groups(self) -> Sequence[str]: ...
    @property
    def llvm(self) -> str: ...
    @property
    def asm(self) -> str: ...


class Emission(Protocol):
    """Machine code that is being made; `result` waits for it."""

    @property
    def groups(self) -> Sequence[str]: ...
    def result(self) -> bytes: ...


class Target:
    """The questions; each target answers those that its programs come to."""

    name = ""  # as module files name it
    passes: Sequence[str] = ()  # over the IR, in their order (see `ir/passes/pipeline.py`)
    aligned = False  # whether elements of arrays lie at multiples of their size
    rounds = True  # whether the rounds of a loop are counted beforehand, at the cost of a division
    checks = True  # whether an op tests what it raises errors for
    counts = True  # whether references are counted
    traits = ""  # attributes that every function has, in LLVM's words
    site_reg = "ptr"  # the register type of an error's site
    private = False  # whether arrays of a thread's own should be registers
    apart = False  # whether each error has a landing of its own
    knows_raised = False  # whether an error handled where it is raised needs no record
    groups: Sequence[str] = ()  # of the target's own functions, in the order of loading

    # --- the driver's questions ------------------------------------------------------------------

    def prepare(self, then: Callable[[], object] = lambda: None) -> None:
        """Something will be compiled soon: get ready in another thread, and do `then` there."""
        raise NotImplementedError

    def compile(
        self,
        module: Module,
        exports: Sequence[dict[str, Any]],
        *,
        level: str = "native",
        c_entries: bool = True,
        public: Sequence[str] | None = None,
    ) -> Emitted:
        """Machine code for `module`, whose ops are all core ops, with entries for the functions
        that `exports` describes. With `public` it is to be loaded with others (see `cpu`)."""
        raise NotImplementedError

    def emission(self, module: Module, name: str) -> Emission:
        """Machine code for one public function of a module, made by another thread."""
        raise NotImplementedError

    def common(self, group: str) -> Emitted:
        """The object of a group of the target's own functions."""
        raise NotImplementedError

    def launching(self) -> bytes:
        """The object of the entry that launches kernels, for every machine of this kind."""
        raise NotImplementedError

    def load(self, code: bytes) -> Callable[[str], int]:
        """The symbols of an object, where the runtime cannot load it itself."""
        raise NotImplementedError

    def shares(self) -> bool:
        """Whether objects can be loaded that share functions."""
        raise NotImplementedError

    def saved_levels(self) -> Sequence[str]:
        """Levels of the machine that a module file holds code for."""
        raise NotImplementedError

    # --- the lowering's questions ----------------------------------------------------------------

    def site(
        self, w: Writer, text: bytes, number: int | str | None, counted: int, made: int = 0
    ) -> str:
        """The operand that stands for a site of this text (see `Writer.site`); `number` is that of
        the class of its error, if there is one; for `counted` and `made` see `Writer.behind`."""
        raise NotImplementedError

    def failed(
        self, f: FunctionLowering, site: str, args: Sequence[str], caught: bool = False
    ) -> None:
        """Keep the error of `site`, which the function is about to leave with, or which is to come
        to a handler of its own (`caught`)."""
        raise NotImplementedError

    def passed(self, f: FunctionLowering, site: str) -> None:
        """An error of a callee leaves the function, too, from the call at `site`."""
        raise NotImplementedError

    def constant(self, w: Writer, name: str, kind: str, text: str, traits: str) -> str:
        """Define constant data of the LLVM type `kind` as the global `name`; its address."""
        raise NotImplementedError

    def touch(self, f: FunctionLowering, op: Op, at: str) -> None:
        """The element at this address is about to be used by `op`."""

    def device(self, f: FunctionLowering, op: Op) -> None:
        """Lower an op that only kernels have (see `ir/ops/device.py`)."""
        raise NotImplementedError

    def math(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str]:
        """(symbol, call attributes) of a function of libm on values of register type `reg`."""
        raise NotImplementedError

    def near(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str] | None:
        """(symbol, call attributes) of what chooses between a result that was computed and that of
        a function of libm: of the function's operands, the result, and whether it is no use. None
        where libm is always called."""
        return None

    def power(self, w: Writer, exponent: float) -> str | None:
        """A function `double(double)` with the results of libm's `pow` for a constant exponent;
        none where libm is not known to be close enough to the exact power."""
        raise NotImplementedError

    def complex_math(self, w: Writer, name: str, arity: int, reg: str) -> str:
        """The function `{T, T}(T, T, …)` for one of libm on complex numbers, `reg` being T."""
        raise NotImplementedError

    def blas(self, w: Writer, name: str, dtype: Type) -> str | None:
        """The function `i1(…)` that calls one of NumPy's BLAS, with the leaves of three arrays but
        their owners; none where there is no BLAS."""
        return None

    def blas_small(self, w: Writer) -> str | None:
        """The address of a word that is not 0 where BLAS makes small products by fused
        multiply-adds; none where there is no BLAS."""
        return None

    def allocate(self, w: Writer, size: str, zero: bool) -> str:
        """The call that allocates `size` bytes: a pointer aligned to 16, or null."""
        raise NotImplementedError

    def reallocate(self, w: Writer, block: str, old: str, size: str) -> str:
        """The call that makes an allocated block of `old` bytes longer: its address, or null."""
        raise NotImplementedError

    def free(self, w: Writer, block: str, size: str) -> str:
        """The call that gives an allocated block back, which has `size` bytes."""
        raise NotImplementedError

    def suspect(self, w: Writer) -> str:
        """The function `void(ctx, ptr block, i64 place)`: a block may be part of a circle of
        references (see `lower/cycles.py`); its word lies at that place."""
        raise NotImplementedError

    def visit(self, w: Writer) -> str:
        """The function `void(ptr block, i64 place, ptr collector)` for each block, or null, that
        one of a circle refers to."""
        raise NotImplementedError

    def polled(self, f: FunctionLowering) -> bool:
        """Lower `poll` in a way of the target's own, if it has one."""
        return False

    def poll(self) -> str:
        """The slow path of `poll`: `i32(ptr ctx)`, nonzero when an exception is pending."""
        raise NotImplementedError

    def helper(self, w: Writer, name: str) -> str:
        """A function of `abi.HELPERS`."""
        raise NotImplementedError

    def caught(self, f: FunctionLowering, slot: str) -> None:
        """A handler takes the error that came to it, into a slot."""
        f.emit(f"call void {self.catch(f.w)}(ptr %ctx, ptr {slot})")

    def rethrown(self, f: FunctionLowering, slot: str) -> None:
        """The error in a slot leaves again."""
        f.emit(f"call void {self.rethrow(f.w)}(ptr %ctx, ptr {slot})")

    def is_of(self, f: FunctionLowering, slot: str, name: str) -> str | None:
        """Whether the error in a slot is of a class, where the target has its own way to know."""
        return None

    def catch(self, w: Writer) -> str:
        """The function `void(ctx, caught)` that takes the error out of the context."""
        raise NotImplementedError

    def rethrow(self, w: Writer) -> str:
        """The function `void(ctx, caught)` that puts it back."""
        raise NotImplementedError

    def caught_is(self, w: Writer) -> str:
        """The function `i1(ctx, caught, i64 first, i64 last, ptr name)`: whether it is of a class
        (see `exceptions.py`)."""
        raise NotImplementedError

    def caught_is_own(self, w: Writer) -> str:
        """The function `i1(ctx, caught, i64 hash, ptr name, i64 size)`: whether it is of a user's
        class."""
        raise NotImplementedError

    def chain_caught(self, w: Writer) -> str:
        """The function `void(ctx, caught)` that gives a caught error to the one on its way: it was
        being handled when that was raised."""
        raise NotImplementedError

    def caught_text(self, w: Writer) -> str:
        """The function `ptr(ctx, caught, i64 what, ptr size)` that asks Python for a text of a
        caught error (0: str, 1: repr, 2: the name of its class): a handle and the number of bytes;
        null = a Python exception is set."""
        raise NotImplementedError

    def raised_instance(self, w: Writer, t: Object) -> str:
        """The function that an error carries beside the instance of class `t` that it is: `ptr(ctx,
        instance, i64 what)`, which makes Python's object of it."""
        raise NotImplementedError

    def caught_native(self, w: Writer) -> str:
        """The function `ptr(ctx, caught, i64 made)` that gives the instance that a caught error is,
        if it is `made` so (`exceptions.made_of`; 0: however); null where it is none."""
        raise NotImplementedError

    def caught_object(self, w: Writer) -> str:
        """The function `ptr(ctx, caught)` that makes of a caught error Python's object, which it is
        from then on: a new block that holds the object; null = a Python exception is set."""
        raise NotImplementedError

    def take_text(self, w: Writer) -> str:
        """The function `void(ctx, ptr handle, ptr data)` that copies such a text, unless there is
        no memory for it (null), and gives the handle back."""
        raise NotImplementedError

    def count_caught(self, w: Writer, what: str) -> str:
        """The function `void(ctx, caught)` that retains or releases what it refers to."""
        raise NotImplementedError

    def stack_pointer(self, w: Writer) -> str:
        """The call that gives an address in the current frame."""
        raise NotImplementedError

    def unbox(self, w: Writer, t: Type) -> str:
        """The function `{i8, T}(ctx, ptr object, ptr null)` of the border, 0 = it fits."""
        raise NotImplementedError

    def same(self, w: Writer, t: Type) -> str:
        """The function `i32(ctx, T, ptr object)` of the border: whether the object stands for just
        this value; negative = a Python exception is set."""
        raise NotImplementedError

    def box(self, w: Writer, t: Type) -> str:
        """The function `ptr(ctx, T)` of the border; null = a Python exception is set."""
        raise NotImplementedError

    def hold(self, w: Writer) -> str:
        """The function `ptr(ptr object)` that makes a block which holds a Python object; null
        without memory."""
        raise NotImplementedError

    def python_call(self, w: Writer, op: Op) -> str:
        """The function `{i32, T}(ctx, A…)` that does a `python.call`: 0 and the result; 1 = a
        Python exception is set."""
        raise NotImplementedError


def host() -> Target:
    """The machine that the compiler runs on."""
    if not _host:
        from .cpu.target import Cpu

        _host.append(Cpu())
    return _host[0]


_host: list[Target] = []
