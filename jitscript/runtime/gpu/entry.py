"""What the entry of launches, which is machine code, reads: words in memory, and who writes them.

One function launches every kernel (`backend/cpu/launching.py` writes it). It is the vectorcall of a
`Launch`, one word of which leads to a block: what to launch and where, and one step for each
argument. Arguments of exactly these types are packed and the kernel is launched; for everything
else the call goes to Python.

A device array carries a description in the same manner, in a `bytes`.
"""

from __future__ import annotations

import ctypes

from .. import abi
from ..typetext import parse
from . import pending, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from .machine import Machine

SYMBOL = "js_launch"
OWN = 3  # which of a Launch's own words leads to its block

# Words of a launch.
MACHINE = 0  # address of the words of the machine (`pending.py`)
FUNCTIONS = 1  # of the three variants; 0 where it was not loaded
SHAPE = 4  # blocks, threads, bytes of shared memory: seven u32
STREAM = 8
ARGUMENTS = 9  # their number
SIZE, RECORD = 10, 11  # bytes of what is packed; where in it the record's address is
STEPS = 12  # address of the steps
PAIRS, PAIR_COUNT = 13, 14  # pairs of numbers of arrays that must not overlap
FOREIGN = 15  # 1 for a stream that does not wait for others
ORDERED = 16  # `pending.WORK` when it last was made to wait
SLOT, ITEMS = 17, 18  # where a device array has its description, and a tuple its items
LAST = 19  # the number after that of the last launch
NEEDS = 20  # the flags of arrays that the first variant is for
WORDS = 21

# Words of a step.
KIND, OFFSET, TYPE, WIDTH, LOW, HIGH, STEP_WORDS = range(7)
# Kinds. TYPE of scalars: another exact type, whose value is copied.
ARRAY = 0  # TYPE: its layout; WIDTH: bytes of its description; LOW: 1 where it is written
COPIED = 1
FLOAT = 2  # a float; WIDTH 4: if it is exact in 32 bits
INT = 3  # an int from LOW to HIGH
BOOL = 4
TUPLE = 5  # WIDTH: its length; its items follow, then an END
END = 6
DEEPEST, MOST_ARRAYS = 8, 32

# Words of a device array's description; then address, dimensions, strides.
OWNER, ALIVE, LAYOUT, FLAGS, STOP, PLACE = range(6)
SIMPLE = 1  # contiguous, its elements at multiples of their size
USABLE = 2  # its elements at multiples of their size
READ_ONLY = 4
ALIGNED = 8  # begins at a multiple of WIDEST bytes
WIDEST = 16

BYTES = bytes.__basicsize__ - 1  # where the content of a `bytes` begins


def identity() -> str:
    """A digest of all that the entry takes for granted."""
    from ..fingerprint import digest

    numbers = [
        sorted((n, v) for n, v in module.items() if n.isupper() and type(v) is int)
        for module in (globals(), vars(pending), vars(record))
    ]
    return digest(f"{abi.identity()} {numbers}".encode()).hex()[:32]


# Where the machine code comes from: what module files have, then what the compiler makes.
compile: Callable[[], int] | None = None
_offered: list[Callable[[], int]] = []
_found: list[int] = []


def address() -> int:
    """The address of the entry; 0 where there is none for this machine."""
    while not _found and _offered:
        made = _offered.pop()()
        if made:
            _found.append(made)
    if not _found and compile is not None:
        _found.append(compile())
    return _found[0] if _found else 0


def offer(load: Callable[[], int]) -> None:
    """A module file has the entry, too."""
    if not _found:
        _offered[:] = [load]


def layout(dtype: Any, ndim: int) -> int:
    """Dtype and rank as one word."""
    return int(dtype.num) | ndim << 32


class Steps:
    """The steps of a kernel's arguments. `words` is None where the entry cannot take them."""

    def __init__(self, types: Sequence[str], writes: Any):
        self.words: list[int] | None = []
        self.count = len(types)
        self.arrays: list[int] = []  # the parameters that they are
        self._end = 0
        for i, text in enumerate(types):
            if self.words is None or not self._add(parse(text), i in writes, 0):
                self.words = None
                return
            if parse(text)[0] == "array":
                self.arrays.append(i)
        self.record = self._place(8)
        if len(self.arrays) > MOST_ARRAYS:
            self.words = None
        self.pairs = [
            (at, other)
            for at, a in enumerate(self.arrays)
            for other, b in enumerate(self.arrays)
            if at < other and (a in writes or b in writes)
        ]

    def _place(self, size: int, align: int = 0) -> int:
        align = align or size
        at = -(-self._end // align) * align
        self._end = at + size
        return at

    def _step(
        self, kind: int, at: int = 0, type: int = 0, width: int = 0, low: int = 0, high: int = 0
    ) -> None:
        assert self.words is not None
        self.words += [kind, at, type, width, low, high]

    def _add(self, tree: Any, written: bool, depth: int) -> bool:
        kind, *parts = tree
        if kind == "tuple":
            if depth == DEEPEST:
                return False
            self._step(TUPLE, width=len(parts))
            fits = all(self._add(part, False, depth + 1) for part in parts)
            self._step(END)
            return fits
        import numpy

        if kind == "array":
            if depth:
                return False
            words = 1 + 2 * parts[1]
            dtype = numpy.dtype(abi.NUMPY_NAMES[parts[0]])
            at = self._place(8 * words, 8)
            self._step(ARRAY, at, layout(dtype, parts[1]), 8 * words, int(written))
            return True
        plain = {"int": "i64", "float": "f64", "bool": "b1", "complex": "c128"}.get(kind, kind)
        if plain not in abi.NUMPY_NAMES:
            return False
        scalar = numpy.dtype(abi.NUMPY_NAMES[plain]).type
        size = numpy.dtype(scalar).itemsize
        at = self._place(size, size // 2 if plain[0] == "c" else size)
        exact = id(scalar)
        if plain == "b1":
            self._step(BOOL, at, exact, 1)
        elif plain[0] in "iu":
            bits = 8 * size
            low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if plain[0] == "i" else (0, 0)
            if plain[0] == "u":
                high = min((1 << bits) - 1, 2**63 - 1)
            self._step(INT, at, exact, size, low, high)
        elif plain in ("f32", "f64"):
            self._step(FLOAT, at, exact, size)
        else:
            self._step(COPIED, at, id(complex) if kind == "complex" else exact, size)
        return True


def block(
    machine: Machine,
    functions: Sequence[int],
    sizes: Sequence[int],
    stream: int,
    steps: Steps,
    wide: bool,
) -> Any:
    """The words of a launch; they keep the others alive that they lead to. `wide`: the first
    variant is for arrays that are ALIGNED."""
    from .arrays import DESCRIPTION, DeviceArray

    assert steps.words is not None
    machine.pending.words[pending.ARRAY] = id(DeviceArray)
    rows = (ctypes.c_int64 * max(len(steps.words), 1))(*_signed(steps.words))
    pairs = (ctypes.c_uint32 * max(2 * len(steps.pairs), 1))(*[n for p in steps.pairs for n in p])
    made: Any = (ctypes.c_uint64 * WORDS)()
    made[MACHINE] = machine.pending.address
    made[FUNCTIONS : FUNCTIONS + 3] = list(functions)
    made[NEEDS] = SIMPLE | ALIGNED * wide
    (ctypes.c_uint32 * 7).from_buffer(made, 8 * SHAPE)[:] = list(sizes)
    made[STREAM], made[ARGUMENTS] = stream, steps.count
    made[SIZE], made[RECORD] = steps.record + 8, steps.record
    made[STEPS] = ctypes.addressof(rows)
    made[PAIRS], made[PAIR_COUNT] = ctypes.addressof(pairs), len(steps.pairs)
    made[SLOT], made[ITEMS] = DESCRIPTION, tuple.__basicsize__
    made.held = rows, pairs, machine
    return made


def _signed(words: Sequence[int]) -> list[int]:
    return [word - (word >> 63 << 64) if word >= 2**63 else word for word in words]
