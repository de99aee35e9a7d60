"""Kernels: many threads run one function. Which thread this is, what threads share, how they wait.

A kernel is a function whose ops say what one thread does. Threads form blocks, and warps of 32
within a block; an op that waits (`device.barrier`, `device.shuffle` …) must be reached by all the
threads that it waits for. Whatever threads of a block write is seen by the others behind a
barrier, so ops that wait may do anything to memory. Only targets for devices emit
these ops; in other programs the front end refuses what they are made from.

The interpreter runs a single thread, alone in its block and grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..effects import WORLD, allocates, reads, writes
from ..optable import count, fail, row
from ..types import BOOL, INT, Array, Scalar, Type
from .array import IN_RANGE

if TYPE_CHECKING:
    from ..core import Module, Op

# Name → the least and the greatest value: what hardware of every kind keeps to.
INDICES: dict[str, tuple[int, int]] = {
    "tid.x": (0, 1023),
    "tid.y": (0, 1023),
    "tid.z": (0, 63),
    "ntid.x": (1, 1024),
    "ntid.y": (1, 1024),
    "ntid.z": (1, 64),
    "ctaid.x": (0, 2**31 - 2),
    "ctaid.y": (0, 2**16 - 2),
    "ctaid.z": (0, 2**16 - 2),
    "nctaid.x": (1, 2**31 - 1),
    "nctaid.y": (1, 2**16 - 1),
    "nctaid.z": (1, 2**16 - 1),
    "laneid": (0, 31),
    "shared.size": (0, 2**31 - 1),
}
SYNC = WORLD  # what other threads do meanwhile
# What an atomic op does with the element, by name, and the kinds of numbers that have it.
ATOMICS = {
    "add": "int uint float",
    "sub": "int uint float",
    "min": "int uint float",
    "max": "int uint float",
    "and": "int uint",
    "or": "int uint",
    "xor": "int uint",
    "exch": "int uint float",
    "inc": "uint",
    "dec": "uint",
}


def within(attrs: dict[str, Any]) -> tuple[int, int]:
    """The least and the greatest value of a `device.index`: `most` is of kernels for smaller blocks
    than the hardware's."""
    least, most = INDICES[attrs["name"]]
    return least, min(most, attrs.get("most", most))


def bound_threads(module: Module, threads: int) -> None:
    """Have a kernel's indices say that blocks have so many threads at most, where a number is
    given."""
    for op in _of_threads(module) if threads else ():
        op.attrs["most"] = threads - op.attrs["name"].startswith("tid")


def most_threads(module: Module) -> int:
    """What `bound_threads` said; 0 for nothing."""
    for op in _of_threads(module):
        if "most" in op.attrs:
            return int(op.attrs["most"]) + op.attrs["name"].startswith("tid")
    return 0


def _of_threads(module: Module) -> Iterator[Op]:
    for function in module.functions.values():
        for op in function.walk():
            if op.opcode == "device.index" and op.attrs["name"].startswith(("tid", "ntid")):
                yield op


def _index(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 0)
    if attrs.get("name") not in INDICES:
        fail(f"no index is called {attrs.get('name')!r}")
    return (INT,)


def _ints(n: int, result: tuple[Type, ...] = ()) -> Any:
    def infer(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
        count(types, n)
        if any(t is not INT for t in types):
            fail("takes operands of type int")
        return result

    return infer


def _shuffle(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 4)
    if any(types[i] is not INT for i in (0, 2, 3)):
        fail("mask, lane and width have type int")
    t = types[1]
    if not isinstance(t, Scalar) or t.kind == "complex" or t.bits not in (32, 64):
        fail(f"no value of type {t!r} goes from thread to thread")
    return (t,)


def _vote(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 2)
    if types[0] is not INT or types[1] is not BOOL:
        fail("takes a mask and a bool")
    return (INT,) if attrs["how"] == "ballot" else (BOOL,)


def _match(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 2)
    t = types[1]
    if types[0] is not INT:
        fail("the mask has type int")
    if not isinstance(t, Scalar) or t.kind == "complex" or t.bits not in (32, 64):
        fail(f"no value of type {t!r} is compared between threads")
    return (INT,)


def _print(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    for t in types:
        if not isinstance(t, Scalar) or t.kind == "complex":
            fail(f"prints no {t!r}")
    return ()


def _element(types: Sequence[Type], values: int) -> Scalar:
    a = types[0] if types else None
    if not isinstance(a, Array):
        fail("takes an array")
    assert isinstance(a, Array)
    count(types, 1 + a.ndim + values)
    if any(t is not INT for t in types[1 : 1 + a.ndim]):
        fail("indices have type int")
    if any(t is not a.dtype for t in types[1 + a.ndim :]):
        fail(f"takes values of type {a.dtype!r}")
    return a.dtype


def _atomic(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    t = _element(types, 1)
    if t.kind not in ATOMICS[attrs["how"]].split() or t.bits not in (32, 64):
        fail(f"no atomic {attrs['how']} of {t!r}")
    return (t,)


def _exchange(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    t = _element(types, 2)
    if t.kind not in ("int", "uint") or t.bits not in (32, 64):
        fail(f"no atomic compare and exchange of {t!r}")
    return (t,)


def _memory(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    _ints(len(types))(types, attrs)
    return (Array(attrs["dtype"], len(types)),)


row(
    "device.index",
    "-> int",
    _index,
    "Which thread this is and how many there are, by PTX's names: `tid` in the block, `ntid` "
    "threads in a block, `ctaid` of the block, `nctaid` blocks; `laneid` in the warp; "
    "`shared.size`, the bytes of shared memory that the launch asked for. `most`: the greatest "
    "value of `tid` or `ntid` in kernels for smaller blocks.",
    "%i = device.index @tid.x : int",
    symbol="name",
    options=("most",),
)
row(
    "device.clock",
    "-> int",
    _ints(0, (INT,)),
    "A counter of time: `cycles` of the processor, or `ns`.",
    "%t = device.clock @ns : int",
    symbol="what",
    effects=SYNC,
)
row(
    "device.sleep",
    "int ->",
    _ints(1),
    "Wait about so many nanoseconds.",
    "device.sleep %n where %n: int",
    effects=writes("output"),
)
row(
    "device.print",
    "T… ->",
    _print,
    "Print numbers, in a text with a `{!s}` for each; it comes when the host waits for the device.",
    'device.print %a, text="{!s}\\n" where %a: int',
    options=("text",),
    effects=writes("output"),
)
row(
    "device.barrier",
    "->",
    _ints(0),
    "Wait for all threads of the block; what they wrote before is seen behind it.",
    "device.barrier",
    effects=SYNC,
)
row(
    "device.barrier_vote",
    "bool -> int",
    lambda types, attrs: (INT,),
    "A barrier that tells of how many threads the operand is true (`count`), or 1 where it is of "
    "all (`and`), of any (`or`), else 0.",
    "%n = device.barrier_vote @count(%p) : int where %p: bool",
    symbol="how",
    effects=SYNC,
)
row(
    "device.warp_barrier",
    "int ->",
    _ints(1),
    "Wait for the threads of the warp whose bits are set in the mask.",
    "device.warp_barrier %m where %m: int",
    effects=SYNC,
)
row(
    "device.active",
    "-> int",
    _ints(0, (INT,)),
    "The mask of the warp's threads that are here together.",
    "%m = device.active : int",
    effects=SYNC,
)
row(
    "device.fence",
    "->",
    _ints(0),
    "What this thread wrote before is seen before what it writes after: by its `block`, `device`, "
    "or `system`.",
    "device.fence @device",
    symbol="scope",
    effects=SYNC,
)
row(
    "device.shuffle",
    "int, T, int, int -> T",
    _shuffle,
    "The value of another thread of the warp: that of lane `idx`, so many lanes `up` or `down`, or "
    "`xor` the own lane. Operands: mask, value, lane, width of the groups that exchange. A thread "
    "that would reach out of its group gets its own value.",
    "%y = device.shuffle @down(%m, %x, %d, %w) : f32 where %m: int, %x: f32, %d: int, %w: int",
    symbol="how",
    effects=SYNC,
)
row(
    "device.vote",
    "int, bool -> bool",
    _vote,
    "Whether the operand is true for `all`, for `any` thread in the mask, or the same for all "
    "(`uni`); or the mask (`ballot`) of those for which it is.",
    "%b = device.vote @all(%m, %p) : bool where %m: int, %p: bool",
    symbol="how",
    effects=SYNC,
)
row(
    "device.match",
    "int, T -> int",
    _match,
    "The mask of the threads in a mask whose values have the bits of this one's (`any`); or the "
    "mask where all of them are alike, else 0 (`all`).",
    "%n = device.match @any(%m, %x) : int where %m: int, %x: f32",
    symbol="how",
    effects=SYNC,
)
row(
    "device.atomic",
    "array, int…, T -> T",
    _atomic,
    "Change an element in one step: what was there and the operand give what is there after; the "
    "result is what was there. `inc` and `dec` wrap at the operand, as CUDA's do.",
    "%old = device.atomic @add(%a, %i, %x) : f32 where %a: array<f32, 1>, %i: int, %x: f32",
    symbol="how",
    effects=reads("array") | writes("array"),
    operands="array *indices stored",
    through="array",
    guard=IN_RANGE,
)
row(
    "device.exchange",
    "array, int…, T, T -> T",
    _exchange,
    "Where the element equals the first value, make it the second, in one step; the result is what "
    "was there.",
    "%old = device.exchange %a, %i, %x, %y : i32 "
    "where %a: array<i32, 1>, %i: int, %x: i32, %y: i32",
    effects=reads("array") | writes("array"),
    operands="array *indices expected stored",
    through="array",
    guard=IN_RANGE,
)
row(
    "device.shared",
    "int… -> array",
    _memory,
    "An array that the threads of a block have in common; dimensions are constants. Each op is an "
    "array of its own; what it holds at first is not known. With `all` it is what the launch asked "
    "for, of this length.",
    "%a = device.shared %n : array<f32, 1> where %n: int",
    implied={"dtype": lambda t: t.dtype},
    options=("all",),
    effects=allocates("shared"),
    operands="*dims",
    fresh=True,
    contiguous=True,
)
row(
    "device.local",
    "int… -> array",
    _memory,
    "An array of this thread alone; dimensions are constants.",
    "%a = device.local %n : array<f32, 1> where %n: int",
    implied={"dtype": lambda t: t.dtype},
    effects=allocates("shared"),
    operands="*dims",
    fresh=True,
    contiguous=True,
)
