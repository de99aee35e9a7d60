"""How a kernel's arguments are checked and packed, where Python does it.

Machine code does the same for arguments of the exact types (`entry.py`); what it does not take, and
all that is wrong, comes here. Where no machine code is, `fast_packing` is the short way.
"""

from __future__ import annotations

import struct

from ..calls import stub
from ..convert import converter, first_fitting
from ..convert_scalars import Misfit
from ..typetext import parse, python_text
from .arrays import DeviceArray
from .entry import WIDEST, Steps
from .exchange import as_array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .kernels import Kernel
    from .machine import Machine

    # One argument → the values that are packed, and the arrays among them.
    Flatten = Callable[[Any, list[Any], list[DeviceArray]], None]

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
        self._steps: Steps | None = None

    def steps(self, kernel: Kernel, writes: Any) -> Steps:
        """The same for machine code."""
        if self._steps is None:
            self._steps = Steps(kernel.signature["params"], writes)
        return self._steps

    def flatten(
        self, args: tuple[Any, ...], names: dict[str, Any]
    ) -> tuple[list[Any], list[tuple[int, DeviceArray]]]:
        """What is packed, and the arrays with the numbers of their parameters."""
        bound = self.bind(*args, **names)
        flat: list[Any] = []
        arrays: list[tuple[int, DeviceArray]] = []
        for i, ((name, flatten), value) in enumerate(zip(self.params, bound)):
            found: list[DeviceArray] = []
            try:
                flatten(value, flat, found)
            except Misfit as misfit:
                raise misfit.explain(self.name, name, value) from None
            arrays += [(i, array) for array in found]
        return flat, arrays

    def machine_of(self, arrays: list[tuple[int, DeviceArray]]) -> Machine | None:
        """The device that all arrays are in the memory of; None where there are none."""
        for i, array in arrays:
            first, one = arrays[0]
            if array.machine is not one.machine:
                raise ValueError(
                    f"{self.name}() argument '{self.params[i][0]}' is in the memory of "
                    f"{array.machine.title}, but argument '{self.params[first][0]}' in that of "
                    f"{one.machine.title}"
                )
        return arrays[0][1].machine if arrays else None

    def check_writes(self, arrays: list[tuple[int, DeviceArray]], writes: Any) -> None:
        """Refuse to write to what another library says is not to be written."""
        for i, array in arrays:
            if array.read_only and i in writes:
                raise ValueError(
                    f"{self.name}() argument '{self.params[i][0]}' is written, but the array is "
                    "read-only"
                )


def fast_packing(signature: dict[str, Any], writes: Any, packed: struct.Struct, wide: bool) -> Any:
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
            tests += [f"not a{i}.read_only"] * (i in writes)
            tests += [f"not a{i}._address % {WIDEST}"] * wide
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
            return never
    for i, a in enumerate(arrays):
        for b in arrays[i + 1 :]:
            if a in writes or b in writes:
                tests.append(f"(a{a}.end <= a{b}._address or a{b}.end <= a{a}._address)")
    names = ", ".join(["buffer", "record", "machine", *(f"a{i}" for i in range(len(trees)))])
    lines = [
        f"def fast({names}):",
        f"    if {' and '.join(tests)}:",
        f"        pack({', '.join(['buffer', '0', *given, 'record(machine)'])})",
        "        return True",
        "    return False",
    ]
    exec("\n".join(lines), scope)
    return scope["fast"]


def never(*args: Any) -> bool:
    """For kernels whose arguments have to be taken apart."""
    return False


def _packing(tree: Any) -> tuple[str, Flatten]:
    """The format of a type in `struct`'s words, and how a value is taken apart."""
    kind, *parts = tree
    if kind == "array":
        return "P" + "q" * (2 * parts[1]), _array(tree)
    if kind == "union":
        return _union(tree)
    convert = converter(tree) if kind != "tuple" else None
    if kind == "tuple":
        inner = [_packing(part) for part in parts]
        return "".join(text for text, _ in inner), _tuple(tree, [flat for _, flat in inner])
    if kind not in _CHARS:
        raise TypeError(f"a kernel takes no {python_text(tree)}")
    assert convert is not None
    chars = _CHARS[kind]

    def flatten(value: Any, flat: list[Any], arrays: list[DeviceArray]) -> None:
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

    def flatten(value: Any, flat: list[Any], arrays: list[DeviceArray]) -> None:
        found = as_array(value)
        if found is None:
            if isinstance(value, numpy.ndarray):
                raise Misfit(expected, ", not an array of the host", "cuda.to_device({})")
            raise Misfit(expected, f", not {type(value).__name__}")
        if found.dtype != dtype or found.ndim != ndim:
            rank = "an" if found.ndim == 1 else f"a {found.ndim}-dimensional"
            raise Misfit(expected, f", not {rank} array of {found.dtype}")
        size = dtype.itemsize
        if found.address % size or any(s % size for s in found.strides):
            raise Misfit(expected, ", its elements at multiples of their size", "", kind=ValueError)
        flat += [found.address, *found.shape, *found.strides]
        arrays.append(found)

    return flatten


def _tuple(tree: Any, items: list[Flatten]) -> Flatten:
    def flatten(value: Any, flat: list[Any], arrays: list[DeviceArray]) -> None:
        if not isinstance(value, tuple) or len(value) != len(items):
            raise Misfit(f"must be {python_text(tree)}", f", not {value!r}")
        for item, part in zip(items, value):
            item(part, flat, arrays)

    return flatten


def _union(tree: Any) -> tuple[str, Flatten]:
    """A byte that says which member it is, then the members; those of one layout share a place, and
    what is not used is zero (`backend/layout.py`)."""
    packings = [("", _nothing) if part == ("none",) else _packing(part) for part in tree[1:]]
    places: dict[Any, int] = {}
    layout, values = "b", 0
    for part, (text, _) in zip(tree[1:], packings):
        if text and shape_of(part) not in places:
            places[shape_of(part)] = values
            layout += text
            values += len(text)  # each letter is a value

    def member(i: int, part: Any, flatten: Flatten) -> Any:
        def convert(value: Any) -> tuple[list[Any], list[DeviceArray]]:
            own: list[Any] = []
            found: list[DeviceArray] = []
            flatten(value, own, found)
            start = places.get(shape_of(part), 0)
            after = values - start - len(own)
            return [i, *[0] * start, *own, *[0] * after], found

        return convert

    members = zip(tree[1:], packings)
    chosen = first_fitting(tree, [member(i, p, f) for i, (p, (_, f)) in enumerate(members)])

    def flatten(value: Any, flat: list[Any], arrays: list[DeviceArray]) -> None:
        own, found = chosen(value)
        flat += own
        arrays += found

    return layout, flatten


def _nothing(value: Any, flat: list[Any], arrays: list[DeviceArray]) -> None:
    if value is not None:
        raise Misfit("must be None", f", not {type(value).__name__}")


def shape_of(tree: Any) -> Any:
    """Equal for types whose values look alike in memory and in registers."""
    kind, *parts = tree
    if kind == "array":
        return kind, parts[1]
    if kind in ("tuple", "union"):
        return kind, *map(shape_of, parts)
    return _CHARS.get(kind, kind).lower()


def is_fast(arrays: list[tuple[int, DeviceArray]], writes: Any) -> bool:
    """Whether arrays are contiguous, and none of those written meets another."""
    if not all(a.is_contiguous for _, a in arrays):
        return False
    for i, (param, a) in enumerate(arrays):
        for other, b in arrays[i + 1 :]:
            if (param in writes or other in writes) and _meet(a, b):
                return False
    return True


def are_aligned(arrays: list[tuple[int, DeviceArray]]) -> bool:
    """Whether arrays begin where several elements can be loaded at once."""
    return not any(a.address % WIDEST for _, a in arrays)


def _meet(a: DeviceArray, b: DeviceArray) -> bool:
    return a.address < b.address + b.nbytes and b.address < a.address + a.nbytes
