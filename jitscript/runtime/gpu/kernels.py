"""Kernels: `kernel[grid, block](…)`.

    k[64, 256](a, x)              64 blocks of 256 threads
    k[(8, 8), (16, 16)](a, x)     in two dimensions
    k[64, 256, stream](a, x)      in a stream
    k[64, 256, stream, 4096](x)   with so many bytes of dynamic shared memory
    k.for_size(n)(a, x)           at least n threads, in blocks of the best size

Code is asked for on the first launch, one variant for contiguous arrays that do not overlap what is
written, and one for all others. Arguments are packed as C would lay them out.
"""

from __future__ import annotations

import ctypes
import struct
from functools import partial

from ..calls import stub
from ..convert import converter
from ..convert_scalars import Misfit
from ..typetext import parse, python_text
from .arrays import DeviceArray, as_array
from .machine import Loaded, Machine, current
from .streams import stream_handle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .errors import Dim3

    Flatten = Callable[[Any, list[Any]], None]  # one argument → the values that are packed

FAST, ANY = "contiguous", "strided"
_CHARS = {
    "int": "q",
    "float": "d",
    "bool": "?",
    "b1": "?",
    "f16": "e",
    "f32": "f",
    "f64": "d",
    "i8": "b",
    "i16": "h",
    "i32": "i",
    "i64": "q",
    "u8": "B",
    "u16": "H",
    "u32": "I",
    "u64": "Q",
    "complex": "dd",
    "c128": "dd",
    "c64": "ff",
}


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

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(
            f"the kernel {self.__name__} is launched, as {self.__name__}[blocks, threads](…) or "
            f"{self.__name__}.for_size(n)(…)"
        )

    def __getitem__(self, config: Any) -> Launch:
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
        return Launch(self, grid, block, stream, shared.__index__())

    def for_size(self, n: int, stream: Any = None, shared: int = 0) -> Launch:
        """A launch of at least `n` threads along x, in blocks of the size that keeps the device
        busiest."""
        if n < 0:
            raise ValueError(f"a size is not negative: {n}")
        machine = current()
        block = machine.best_block(self.loaded(machine, FAST), shared)
        return Launch(self, (max(-(-n // block), 1), 1, 1), (block, 1, 1), stream, shared)

    def loaded(self, machine: Machine, variant: str) -> Loaded:
        """The code of a variant, on a machine."""
        found = self._loaded.get((machine, variant))
        if found is None:
            with machine.lock:
                found = self._loaded.get((machine, variant))
                if found is None:
                    code, facts = self._provider.code(machine, variant)
                    found = self._loaded[machine, variant] = machine.load(code, facts)
        return found

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


class Plan:
    """How a kernel's arguments are checked and packed."""

    def __init__(self, kernel: Kernel):
        signature = kernel.signature
        self.name = kernel.__qualname__
        self.bind = stub(signature, self.name)
        shapes = [_packing(parse(p["type"])) for p in signature["params"]]
        self.params = [(p["name"], flat) for p, (_, flat) in zip(signature["params"], shapes)]
        # The address of the record comes last.
        layout = "".join(text for text, _ in shapes) + "P"
        self.packed = struct.Struct("@" + layout.replace("?", "B"))
        self.fast: Any = None  # for exact arguments, made when it is known what is written

    def flatten(
        self, args: tuple[Any, ...], names: dict[str, Any]
    ) -> tuple[list[Any], list[tuple[int, DeviceArray]]]:
        """What is packed, and the arrays with the numbers of their parameters."""
        bound = self.bind(*args, **names)
        flat: list[Any] = []
        arrays: list[tuple[int, DeviceArray]] = []
        for i, ((name, flatten), value) in enumerate(zip(self.params, bound)):
            try:
                flatten(value, flat)
            except Misfit as misfit:
                raise misfit.explain(self.name, name, value) from None
            for at, item in enumerate(flat):
                if isinstance(item, DeviceArray):
                    arrays.append((i, item))
                    address = item.address
                    flat[at : at + 1] = [address, *item.shape, *item.strides]
                    break
        return flat, arrays


def fast_packing(signature: dict[str, Any], writes: Any, packed: struct.Struct) -> Any:
    """A function that packs the positional arguments, and a new record, into a buffer, and says
    whether it did: where every argument is of the exact type and arrays fit the fast variant.
    Written as text, as a person would for this kernel."""
    import numpy

    from .. import abi

    trees = [parse(p["type"]) for p in signature["params"]]
    scope: dict[str, Any] = {"DeviceArray": DeviceArray, "pack": packed.pack_into}
    tests, given, arrays = ["machine"], [], []
    for i, (kind, *parts) in enumerate(trees):
        if kind == "array":
            scope[f"k{i}"] = (numpy.dtype(abi.NUMPY_NAMES[parts[0]]).num, parts[1])
            tests.append(f"type(a{i}) is DeviceArray and a{i}.layout == k{i}")
            tests.append(f"a{i}._base.address and a{i}.machine is machine")
            given.append(f"*a{i}.words")
            arrays.append(i)
        elif kind in ("int", "float", "bool"):
            tests.append(f"type(a{i}) is {kind}")
            given.append(f"a{i}")
            if kind == "int":
                tests.append(f"-{2**63} <= a{i} < {2**63}")
        elif kind in abi.NUMPY_NAMES and len(_CHARS[kind]) == 1 and kind != "b1":
            scope[f"t{i}"] = numpy.dtype(abi.NUMPY_NAMES[kind]).type
            tests.append(f"type(a{i}) is t{i}")
            given.append(f"a{i}")
        else:
            return _never
    for i, a in enumerate(arrays):
        for b in arrays[i + 1 :]:
            if a in writes or b in writes:
                tests.append(f"(a{a}.end <= a{b}._address or a{b}.end <= a{a}._address)")
    names = ", ".join(["buffer", "record", "machine", *(f"a{i}" for i in range(len(trees)))])
    lines = [
        f"def fast({names}):",
        f"    if {' and '.join(tests)}:",
        f"        pack({', '.join(['buffer', '0', *given, 'record()'])})",
        "        return True",
        "    return False",
    ]
    exec("\n".join(lines), scope)
    return scope["fast"]


def _never(*args: Any) -> bool:
    """For kernels whose arguments have to be taken apart."""
    return False


def _packing(tree: Any) -> tuple[str, Flatten]:
    """The format of a type in `struct`'s words, and how a value is taken apart."""
    kind, *parts = tree
    if kind == "array":
        return "P" + "q" * (2 * parts[1]), _array(tree)
    convert = converter(tree) if kind != "tuple" else None
    if kind == "tuple":
        inner = [_packing(part) for part in parts]
        return "".join(text for text, _ in inner), _tuple(tree, [flat for _, flat in inner])
    if kind not in _CHARS:
        raise TypeError(f"a kernel takes no {python_text(tree)}")
    assert convert is not None
    chars = _CHARS[kind]

    def flatten(value: Any, flat: list[Any]) -> None:
        found = convert(value)
        if len(chars) == 2:
            flat += [found.real, found.imag]
        else:
            flat.append(int(found) if chars == "?" else found)

    return chars, flatten


def _array(tree: Any) -> Flatten:
    import numpy

    from .. import abi

    _, name, ndim = tree
    dtype = numpy.dtype(abi.NUMPY_NAMES[name])
    expected = f"must be {python_text(tree)} in the device's memory"

    def flatten(value: Any, flat: list[Any]) -> None:
        found = as_array(value)
        if found is None:
            if isinstance(value, numpy.ndarray):
                raise Misfit(expected, ", not an array of the host", "cuda.to_device({})")
            raise Misfit(expected, f", not {type(value).__name__}")
        if found.machine is not current():
            raise Misfit(expected, ", not an array of another device", kind=ValueError)
        if found.dtype != dtype or found.ndim != ndim:
            rank = "an" if found.ndim == 1 else f"a {found.ndim}-dimensional"
            raise Misfit(expected, f", not {rank} array of {found.dtype}")
        size = dtype.itemsize
        if found.address % size or any(s % size for s in found.strides):
            raise Misfit(expected, ", its elements at multiples of their size", "", kind=ValueError)
        flat.append(found)

    return flatten


def _tuple(tree: Any, items: list[Flatten]) -> Flatten:
    def flatten(value: Any, flat: list[Any]) -> None:
        if not isinstance(value, tuple) or len(value) != len(items):
            raise Misfit(f"must be {python_text(tree)}", f", not {value!r}")
        for item, part in zip(items, value):
            item(part, flat)

    return flatten


class Launch:
    """A kernel with its numbers of blocks and threads."""

    __slots__ = ("_ready", "block", "grid", "kernel", "shared", "stream")

    def __init__(self, kernel: Kernel, grid: Dim3, block: Dim3, stream: Any, shared: int):
        self.kernel, self.grid, self.block = kernel, grid, block
        self.stream, self.shared = stream, shared
        self._ready: tuple[Any, ...] | None = None  # machine, code and plan of the fast path

    def __call__(self, *args: Any, **names: Any) -> None:
        """Launch. What threads raise comes at the next call that waits for the device."""
        if self._ready is not None and not names:
            machine, code, fast, params, stream, buffer, prepared, record = self._ready
            if machine is current() and len(args) == params:
                with machine.lock:
                    if fast(buffer, record, machine, *args):
                        machine.start(code, self.grid, self.block, self.shared, stream, prepared)
                        return
        self._slow(args, names)

    def _record(self, machine: Machine, code: Loaded) -> int:
        return machine.record(code, self.kernel.__name__, self.grid, self.block)

    def _slow(self, args: tuple[Any, ...], names: dict[str, Any]) -> None:
        """Check and convert everything; then the next launch may be a fast one."""
        kernel, machine = self.kernel, current()
        plan = kernel.plan()
        flat, arrays = plan.flatten(args, names)
        code = kernel.loaded(machine, FAST)
        if not _is_fast(arrays, code.facts["writes"]):
            code = kernel.loaded(machine, ANY)
        self._check(machine, code)
        stream = stream_handle(self.stream)
        with machine.lock:
            record = self._record(machine, code)
            packed = ctypes.create_string_buffer(plan.packed.pack(*flat, record), plan.packed.size)
            prepared = machine.prepare(packed)
            machine.start(code, self.grid, self.block, self.shared, stream, prepared)
        if self._ready is None and code is kernel.loaded(machine, FAST):
            if plan.fast is None:
                plan.fast = fast_packing(kernel.signature, code.facts["writes"], plan.packed)
            if plan.fast is not _never:
                buffer = ctypes.create_string_buffer(plan.packed.size)
                fixed = machine, code, plan.fast, len(plan.params), stream, buffer
                prepared = machine.prepare(buffer)
                self._ready = *fixed, prepared, partial(self._record, machine, code)

    def _check(self, machine: Machine, code: Loaded) -> None:
        """What the device would refuse, in words."""
        limits, name = machine.limits, self.kernel.__name__
        threads = self.block[0] * self.block[1] * self.block[2]
        for what, sizes, most in (
            ("blocks", self.grid, limits.grid),
            ("threads", self.block, limits.block),
        ):
            if any(n > m for n, m in zip(sizes, most)):
                raise ValueError(f"{name}: {what} are at most {most} on this device, not {sizes}")
        if threads > min(limits.threads, code.threads):
            raise ValueError(
                f"{name}: a block has at most {min(limits.threads, code.threads)} threads on this "
                f"device, not {threads}"
            )
        if code.shared + self.shared > limits.shared:
            raise ValueError(
                f"{name}: a block has at most {limits.shared} bytes of shared memory on this "
                f"device, not {code.shared + self.shared}"
            )


def _is_fast(arrays: list[tuple[int, DeviceArray]], writes: Any) -> bool:
    """Whether arrays are contiguous, and none of those written meets another."""
    if not all(a.is_contiguous for _, a in arrays):
        return False
    for i, (param, a) in enumerate(arrays):
        for other, b in arrays[i + 1 :]:
            if (param in writes or other in writes) and _meet(a, b):
                return False
    return True


def _meet(a: DeviceArray, b: DeviceArray) -> bool:
    return a.address < b.address + b.nbytes and b.address < a.address + a.nbytes


__all__ = ["ANY", "FAST", "Kernel", "Launch", "Plan", "Provider"]
