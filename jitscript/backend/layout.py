"""How values of the IR's types look to LLVM: in registers, in memory, in calls.

A value is lowered to its *leaves*, a flat list of scalars, so that tuples, unions and arrays that
change in a loop become plain phi nodes, which LLVM optimises well; a union's tag that nobody
reads is then an unused scalar and disappears.

    type        leaves                                in memory and in calls
    int i64 u8  i64, i8                               the same
    enum        i64                                   the same
    bool b1     i1                                    i8 (alone in a call: i1)
    c128        double, double                        {double, double}
    none        no leaves                             {}
    (T, U)      leaves of T, of U                     {T, U}
    T | U       i8 tag, leaves of each distinct slot  {i8, slots…}
    array       ptr, ptr owner, dims, strides         {ptr, ptr, [n x i64], [n x i64]}
    buffer …    ptr                                   ptr

The tag of a union indexes its (sorted) members. Members whose leaves are the same share a slot;
slots that the value does not use are zero, so that releasing every counted leaf is always right.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from ..ir.types import (
    EXCEPTION,
    INT,
    NONE,
    PYOBJ,
    UNBOUND,
    Array,
    Buffer,
    Cell,
    Enum,
    Object,
    Scalar,
    Tuple,
    Type,
    Union,
)

SIZES = {
    "i1": 1,
    "i8": 1,
    "i16": 2,
    "i32": 4,
    "i64": 8,
    "half": 2,
    "float": 4,
    "double": 8,
    "ptr": 8,
}
FLOATS = {16: "half", 32: "float", 64: "double"}
# How a leaf is counted.
PLAIN, REFERENCE, PYTHON = "", "ref", "py"


class Leaf:
    """One scalar of a value: its register type, its type in memory, where it lies there."""

    __slots__ = ("count", "mem", "offset", "path", "reg")

    def __init__(self, reg: str, count: str = PLAIN, offset: int = 0, path: tuple[int, ...] = ()):
        self.reg = reg
        self.mem = "i8" if reg == "i1" else reg
        self.count = count
        self.offset = offset
        self.path = path  # indices of `extractvalue` in the memory type

    @property
    def zero(self) -> str:
        return ZERO[self.reg]


ZERO = {"ptr": "null", "i1": "false", "half": "0.0", "float": "0.0", "double": "0.0"}
ZERO.update((f"i{n}", "0") for n in (8, 16, 32, 64))


class Layout:
    """What `layout(type)` answers."""

    __slots__ = ("align", "leaves", "mem", "owned", "reg", "size", "slots")

    def __init__(
        self,
        mem: str,
        size: int,
        align: int,
        leaves: Sequence[Leaf],
        slots: dict[Type, int] | None = None,
    ):
        self.mem = mem  # LLVM type in memory
        self.size, self.align = size, align
        self.leaves = list(leaves)
        self.reg = self.leaves[0].reg if mem == "i8" else mem  # LLVM type in calls
        self.slots = slots or {}  # union: member → index of its first leaf
        self.owned = [i for i, leaf in enumerate(self.leaves) if leaf.count]


@functools.cache
def layout(t: Type) -> Layout:
    """The layout of `t`."""
    if isinstance(t, Scalar):
        return _scalar(t)
    if isinstance(t, Enum):
        return _scalar(INT)
    if t is NONE or t is UNBOUND:
        return Layout("{}", 0, 1, ())
    if isinstance(t, (Buffer, Object)):
        return Layout("ptr", 8, 8, [Leaf("ptr", REFERENCE)])
    if t is PYOBJ:
        return Layout("ptr", 8, 8, [Leaf("ptr", PYTHON)])
    if t is EXCEPTION or isinstance(t, Cell):
        return Layout("ptr", 8, 8, [Leaf("ptr")])  # in the frame
    if isinstance(t, Array):
        return _array(t.ndim)
    if isinstance(t, Tuple):
        return _struct([layout(item) for item in t.items])
    assert isinstance(t, Union), t
    return _union(t)


def _scalar(t: Scalar) -> Layout:
    if t.kind == "complex":
        part = FLOATS[t.bits // 2]
        one = Layout(part, SIZES[part], SIZES[part], [Leaf(part)])
        return _struct([one, one])
    reg = FLOATS[t.bits] if t.kind == "float" else f"i{t.bits}"
    leaf = Leaf(reg)
    return Layout(leaf.mem, SIZES[reg], SIZES[reg], [leaf])


def _array(ndim: int) -> Layout:
    leaves = [Leaf("ptr", PLAIN, 0, (0,)), Leaf("ptr", REFERENCE, 8, (1,))]
    for part in (2, 3):
        base = 16 + 8 * ndim * (part - 2)
        leaves += [Leaf("i64", PLAIN, base + 8 * i, (part, i)) for i in range(ndim)]
    return Layout(f"{{ptr, ptr, [{ndim} x i64], [{ndim} x i64]}}", 16 + 16 * ndim, 8, leaves)


def _struct(items: Sequence[Layout]) -> Layout:
    """A C struct with these members."""
    leaves: list[Leaf] = []
    offset, align = 0, 1
    for i, item in enumerate(items):
        offset = -(-offset // item.align) * item.align
        align = max(align, item.align)
        for leaf in item.leaves:
            leaves.append(Leaf(leaf.reg, leaf.count, offset + leaf.offset, (i, *leaf.path)))
        offset += item.size
    text = ", ".join(item.mem for item in items)
    return Layout(f"{{{text}}}", -(-offset // align) * align, align, leaves)


def _union(t: Union) -> Layout:
    found: dict[tuple[object, ...], int] = {}
    items = [Layout("i8", 1, 1, [Leaf("i8")])]
    slots: dict[Type, int] = {}
    first = 1
    for member in t.members:
        inner = layout(member)
        if not inner.leaves:
            slots[member] = 0
            continue
        key = (inner.mem, *((leaf.reg, leaf.count) for leaf in inner.leaves))
        if key not in found:
            found[key] = first
            first += len(inner.leaves)
            items.append(inner)
        slots[member] = found[key]
    whole = _struct(items)
    return Layout(whole.mem, whole.size, whole.align, whole.leaves, slots)


def fields(types: Sequence[Type], start: int = 0) -> tuple[list[int], int]:
    """The offsets of values of `types` laid out one after the other from `start`, and the end."""
    offsets = []
    for t in types:
        of = layout(t)
        start = -(-start // of.align) * of.align
        offsets.append(start)
        start += of.size
    return offsets, start


def tag(union: Union, member: Type) -> int:
    """The tag of `member` in `union`."""
    return union.members.index(member)
