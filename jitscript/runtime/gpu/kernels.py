"""Kernels: `kernel[grid, block](…)`.

    k[64, 256](a, x)              64 blocks of 256 threads
    k[(8, 8), (16, 16)](a, x)     in two dimensions
    k[64, 256, stream](a, x)      in a stream
    k[64, 256, stream, 4096](x)   with so many bytes of dynamic shared memory
    k.for_size(n)(a, x)           at least n threads, in blocks of the best size

Code is asked for on the first launch, one variant for contiguous arrays that do not overlap what is
written, and one for all others; where the first loads several elements at once, it is for arrays
that begin at multiples of 16 bytes, and there is a third for those that do not. Arguments are
packed as C would lay them out.
"""

from __future__ import annotations

import ctypes
from sys import is_finalizing

from ..callable import install, keep_word, native_type
from . import entry, pending
from .machine import Loaded, Machine, current
from .packing import Plan, are_aligned, fast_packing, is_fast, never
from .streams import stream_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .errors import Dim3

FAST, ANY, NEAR = "contiguous", "strided", "unaligned"
VARIANTS = (FAST, ANY, NEAR)
_MOST_LAUNCHES = 64  # that a kernel keeps


class Provider:
    """Where a kernel's code comes from: the compiler, the cache or a module file."""

    def code(self, machine: Machine, variant: str) -> tuple[bytes, dict[str, Any]]:
        """Code for a machine, and the facts about it: `entry`, `sites`, `arch`, `writes` …"""
        raise LookupError

    def signature(self) -> dict[str, Any]:
        """Parameters and their types, as plain data."""
        raise LookupError

    def text(self, stage: str) -> str:
        raise AttributeError(f"no {stage} is there")

    def resources(self) -> Any:
        raise AttributeError("what a kernel takes is told where the compiler is")


class Kernel:
    """A function that many threads run. It is launched, not called."""

    def __init__(self, head: dict[str, Any], provider: Provider, wrapped: Any = None):
        self.__name__ = head["name"]
        self.__qualname__ = head.get("qualname") or self.__name__
        self.__module__ = head.get("module") or "__main__"
        self.__doc__ = head.get("doc")
        if wrapped is not None:
            self.__wrapped__ = wrapped
        self._provider = provider
        self._plan: Plan | None = None
        self._loaded: dict[tuple[Machine, str], Loaded] = {}
        self._launches: dict[Any, Any] = {}
        self._best: dict[tuple[Machine, int], int] = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(
            f"the kernel {self.__name__} is launched, as {self.__name__}[blocks, threads](…) or "
            f"{self.__name__}.for_size(n)(…)"
        )

    def __getitem__(self, config: Any) -> Any:
        # One that was made before, for a key that is not merely equal: 4.0 is no number of blocks.
        if type(config) is tuple and len(config) == 2:
            grid, block = config
            if type(grid) is int and type(block) is int and config in self._launches:
                return self._launches[config]
        given = config if isinstance(config, tuple) else (config,)
        if not 2 <= len(given) <= 4:
            raise ValueError(
                f"{self.__name__}[…] takes blocks and threads, then perhaps a stream and bytes of "
                f"shared memory, not {len(given)} value{'s' * (len(given) != 1)}"
            )
        stream = given[2] if len(given) > 2 else None
        shared = given[3] if len(given) > 3 else 0
        if not hasattr(type(shared), "__index__") or shared.__index__() < 0:
            raise ValueError(f"the bytes of shared memory are a number from 0, not {shared!r}")
        grid, block = _three(given[0], "blocks"), _three(given[1], "threads")
        return self._launch(config, grid, block, stream, shared.__index__())

    def _launch(self, config: Any, grid: Dim3, block: Dim3, stream: Any, shared: int) -> Any:
        """The launch of this configuration, made once while few others are asked for."""
        handle, machine, foreign = stream_of(stream)
        # A number of another library's may mean a new stream, which has waited for nothing.
        lasts = not foreign or getattr(type(stream), "__hash__", None) is not None
        lasts = lasts and not (foreign and isinstance(stream, int))
        key = grid, block, stream if foreign else handle, machine, shared
        found = self._launches.get(key) if lasts else None
        if found is None:
            found = Launch()
            found.set(self, grid, block, (stream, handle, machine, foreign), shared)
        if lasts and key not in self._launches:
            if len(self._launches) >= 2 * _MOST_LAUNCHES:
                self._launches.clear()
            self._launches[key] = found
        if type(config) is tuple and list(map(type, config)) == [int, int]:
            self._launches[config] = found
        return found

    def for_size(self, n: int, stream: Any = None, shared: int = 0) -> Any:
        """A launch of at least `n` threads along x, in blocks of the size that keeps the device
        busiest."""
        if n < 0:
            raise ValueError(f"a size is not negative: {n}")
        machine = stream_of(stream)[1] or current()
        block = self._best.get((machine, shared), 0)
        if not block:
            block = machine.best_block(self.loaded(machine, FAST), shared)
            self._best[machine, shared] = block
        sizes = (max(-(-n // block), 1), 1, 1), (block, 1, 1)
        return self._launch(None, *sizes, stream, shared)

    def forall(self, ntasks: int, tpb: int = 0, stream: Any = None, sharedmem: int = 0) -> Any:
        """`for_size` as numba.cuda has it; `tpb` says how many threads a block has."""
        if not tpb:
            return self.for_size(ntasks, stream, sharedmem)
        if ntasks < 0:
            raise ValueError(f"a size is not negative: {ntasks}")
        return self[max(-(-ntasks // tpb), 1), tpb, stream, sharedmem]

    def loaded(self, machine: Machine, variant: str) -> Loaded:
        """The code of a variant, on a machine."""
        found = self._loaded.get((machine, variant))
        if found is None:
            with machine.lock:
                found = self._loaded.get((machine, variant))
                if found is None:
                    code, facts = self._provider.code(machine, variant)
                    found = self._loaded[machine, variant] = machine.load(code, facts)
                    machine.prints = machine.prints or bool(facts.get("prints"))
        return found

    def of(self, machine: Machine, variant: str) -> Loaded | None:
        """The same, if it was loaded."""
        return self._loaded.get((machine, variant))

    @property
    def signature(self) -> dict[str, Any]:
        """Parameters and their types, as plain data."""
        return self._provider.signature()

    def plan(self) -> Plan:
        if self._plan is None:
            self._plan = Plan(self)
        return self._plan

    @property
    def python(self) -> Any:
        """The undecorated function."""
        wrapped = self.__dict__.get("__wrapped__")
        if wrapped is None:
            raise AttributeError(f"{self.__name__} was loaded from a file: no Python function")
        return wrapped

    py_func = python  # as numba.cuda calls it

    @property
    def ir(self) -> str:
        """The typed IR after the passes."""
        return self._provider.text("ir")

    @property
    def llvm(self) -> str:
        """The LLVM IR as it was lowered for PTX."""
        return self._provider.text("llvm")

    @property
    def ptx(self) -> str:
        """The PTX of the variant for contiguous arrays."""
        return self._provider.text("ptx")

    @property
    def math(self) -> str:
        """Whose mathematical functions the PTX has: "libdevice" or "own"; "" where it has none."""
        return self._provider.text("math")

    @property
    def sass(self) -> str:
        """Its machine code as text, by NVIDIA's ptxas and nvdisasm. Raises CudaError without."""
        return self._provider.text("sass")

    @property
    def resources(self) -> Any:
        """What a thread takes, by NVIDIA's ptxas: `registers`, `shared`, `stack`, `spill_stores`,
        `spill_loads`, the last four in bytes; and `math`. Raises CudaError where no ptxas is."""
        return self._provider.resources()

    def __repr__(self) -> str:
        return f"<kernel {self.__qualname__}>"


def _three(sizes: Any, what: str) -> Dim3:
    """One to three sizes as three."""
    given = (sizes,) if hasattr(type(sizes), "__index__") else sizes
    if not isinstance(given, (tuple, list)) or not 1 <= len(given) <= 3:
        raise TypeError(f"the {what} are a number, or a tuple of up to three, not {sizes!r}")
    if not all(hasattr(type(n), "__index__") and not isinstance(n, bool) for n in given):
        raise TypeError(f"the {what} are whole numbers, not {sizes!r}")
    found = [n.__index__() for n in given]
    if any(n < 1 for n in found):
        raise ValueError(f"the {what} must be positive, not {sizes!r}")
    x, y, z = (*found, 1, 1)[:3]
    return x, y, z


class _LaunchBase:
    """A kernel with its numbers of blocks and threads. Call it with the kernel's arguments."""

    kernel: Kernel
    grid: Dim3
    block: Dim3
    _last: tuple[Any, int] = (None, 0)  # the machine of the last launch, and the number after it

    def set(
        self, kernel: Kernel, grid: Dim3, block: Dim3, stream: tuple[Any, ...], shared: int
    ) -> None:
        self.kernel, self.grid, self.block, self.shared = kernel, grid, block, shared
        self.stream, self.handle, self.machine, self.foreign = stream
        self.name = kernel.__name__
        self._ready: tuple[Any, ...] | None = None  # what a fast call through Python needs
        self._words: Any = None  # what one in machine code does
        self._known: tuple[Any, ...] = ()  # what they were made for
        self._checked: Machine | None = None  # where the stream is known to be

    def __call__(self, *args: Any, **names: Any) -> None:
        """Launch. What threads raise comes at the next call that waits for the device."""
        if self._ready is not None and not names:
            machine, code, fast, params, buffer, prepared, one_device = self._ready
            if len(args) == params and (one_device or machine is current()):
                with machine.exclusive():
                    if fast(buffer, self._record, machine, *args):
                        self._start(machine, code, prepared)
                        return
        self._slow(args, names)

    def slow_call(self, args: Any, names: tuple[str, ...] | None) -> None:
        """What machine code calls: with arguments that it does not take, the last ones those called
        `names`, or with what the driver answered."""
        if type(args) is int:
            raise self._known[0].refused(args)
        split = len(args) - len(names or ())
        self._slow(args[:split], dict(zip(names or (), args[split:])))

    def facts(self, machine: Machine, variant: int) -> dict[str, Any]:
        """The facts about the code of a launch that was made on a machine."""
        return self.kernel.loaded(machine, VARIANTS[variant]).facts

    @property
    def last(self) -> int:
        """The number after that of the last launch on the machine that it is known on."""
        by_code: int = self._words[entry.LAST] if self._words is not None else 0
        return max(by_code, self._last[1])

    def __del__(self, ends: Any = is_finalizing, head: int = pending.HEAD) -> None:
        """Stay as long as the machine may look at a launch."""
        machine = self._last[0]
        if machine is None or ends():
            return
        if self.last > machine.pending.words[head]:
            machine.pending.held.append(self)

    def _record(self, machine: Machine, variant: int = 0) -> int:
        number = machine.take(self, variant)
        if self._last[0] not in (None, machine):  # on another device it may still be under way
            self._last[0].pending.held.append(self)
        self._last = machine, number + 1
        return machine.pending.record(number)

    def _start(self, machine: Machine, code: Loaded, packed: Any) -> None:
        """Launch what was taken last. In the machine's `exclusive`."""
        words = machine.pending.words
        number = words[pending.TAIL] - 1
        try:
            machine.start(code, self.grid, self.block, self.shared, self.handle, packed)
        finally:
            machine.pending.begin(number)
            words[pending.WORK] += not self.foreign

    def _slow(self, args: tuple[Any, ...], names: dict[str, Any]) -> None:
        """Check and convert everything; then the next launch may be a fast one."""
        kernel = self.kernel
        plan = kernel.plan()
        flat, arrays = plan.flatten(args, names)
        machine = self._where(plan.machine_of(arrays))
        code = kernel.loaded(machine, FAST)
        writes = code.facts["writes"]
        plan.check_writes(arrays, writes)
        wide = bool(code.facts.get("wide"))
        variant = 0 if is_fast(arrays, writes) else pending.ANY_VARIANT
        if wide and not variant and not are_aligned(arrays):
            variant = pending.NEAR_VARIANT
        code = kernel.loaded(machine, VARIANTS[variant])
        misfit = self._misfit(machine, code)
        if misfit:
            raise ValueError(misfit)
        work = 0
        if self.foreign:
            with machine.exclusive():
                machine.equip()
            work = machine.pending.words[pending.WORK]
            machine.order(0, self.handle)
        with machine.exclusive():
            packed = plan.packed.pack(*flat, self._record(machine, variant))
            buffer = ctypes.create_string_buffer(packed, plan.packed.size)
            self._start(machine, code, machine.prepare(buffer))
        for _, array in arrays:
            if array.stream:  # whoever lent it works on when the kernel is done
                machine.order(self.handle, array.stream)
        self._make_ready(machine, plan, writes, work, wide)

    def _where(self, machine: Machine | None) -> Machine:
        """The machine to launch on: that of the arrays, else the stream's, else the current one."""
        machine = machine or self.machine or current()
        if self.machine is not None and self.machine is not machine:
            raise ValueError(
                f"{self.name}: the stream is one of {self.machine.title}, and the arrays are in "
                f"the memory of {machine.title}"
            )
        if self.foreign and self._checked is not machine:
            machine.check_stream(self.handle)
            self._checked = machine
        return machine

    def _make_ready(self, machine: Machine, plan: Plan, writes: Any, work: int, wide: bool) -> None:
        """Have the next launch on this machine be a fast one: by machine code, else in Python."""
        found = tuple(self.kernel.of(machine, variant) for variant in VARIANTS)
        known = machine, *found, work
        if known == self._known or found[0] is None:
            return
        self._known = known
        steps = plan.steps(self.kernel, writes)
        if machine.opened and steps.words is not None and steps.arrays and entry.address():
            functions = [
                machine.ready(code, self.shared)
                if code is not None and not self._misfit(machine, code)
                else 0
                for code in found
            ]
            sizes = *self.grid, *self.block, self.shared
            words = entry.block(machine, functions, sizes, self.handle, steps, wide)
            words[entry.LAST] = self.last
            if self.foreign:
                words[entry.FOREIGN], words[entry.ORDERED] = 1, work
            keep_word(self, entry.OWN, ctypes.addressof(words))
            self._words = words
            install(self, entry.address())
            return
        if self.foreign or (self._ready is not None and self._ready[0] is machine):
            return
        if plan.fast is None:
            plan.fast = fast_packing(self.kernel.signature, writes, plan.packed, wide)
        if plan.fast is not never:
            buffer = ctypes.create_string_buffer(plan.packed.size)
            shown = plan.fast, len(plan.params), buffer, machine.prepare(buffer)
            self._ready = machine, found[0], *shown, bool(steps.arrays)

    def _misfit(self, machine: Machine, code: Loaded) -> str:
        """What the device would refuse, in words."""
        limits = machine.limits
        threads = self.block[0] * self.block[1] * self.block[2]
        for what, sizes, most in (
            ("blocks", self.grid, limits.grid),
            ("threads", self.block, limits.block),
        ):
            if any(n > m for n, m in zip(sizes, most)):
                return f"{self.name}: {what} are at most {most} on this device, not {sizes}"
        most_threads = min(limits.threads, code.threads)
        if threads > most_threads:
            a_block = f"{self.name}: a block has at most {most_threads} threads"
            return f"{a_block} on this device, not {threads}"
        if code.shared + self.shared > limits.shared:
            return (
                f"{self.name}: a block has at most {limits.shared} bytes of shared memory on this "
                f"device, not {code.shared + self.shared}"
            )
        return ""


# One word leads to what machine code reads of it (`entry.py`).
Launch: Any = native_type("Launch", _LaunchBase, entry.OWN + 1)

__all__ = ["ANY", "FAST", "VARIANTS", "Kernel", "Launch", "Provider"]
