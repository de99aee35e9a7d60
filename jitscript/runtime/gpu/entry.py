"""What the entry of launches, which is machine code, reads: words in memory, and who writes them.

One function launches every kernel (`backend/cpu/launching.py` writes it). It is the vectorcall of a
`Launch`, one word of which leads to a block: what to launch and where, and one step for each
argument. Arguments of exactly these types are packed and the kernel is launched; for everything
else the call goes to Python. A union's step chooses among its members' by the argument's type.

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
OWN = 4  # which of a Launch's own words leads to its block

# Words of a launch.
MACHINE = 0  # address of the words of the machine (`pending.py`)
FUNCTIONS = 1  # of the three variants; 0 where it was not loaded
SHAPE = 4  # blocks, threads, bytes of shared memory: seven u32
STREAM = 8
ARGUMENTS = 9  # the most that may be given by position
SIZE, RECORD = 10, 11  # bytes of what is packed; where in it the record's address is
STEPS = 12  # address of the steps
PAIRS, PAIR_COUNT = 13, 14  # pairs of numbers of arrays that must not overlap
FOREIGN = 15  # 1 for a stream that does not wait for others
ORDERED = 16  # `pending.WORK` when it last was made to wait
SLOT, ITEMS = 17, 18  # where a device array has its description, and a tuple its items
LAST = 19  # the number after that of the last launch
NEEDS = 20  # the flags of arrays that the first variant is for
REQUIRED, ALL = 21, 22  # the fewest arguments, and the number of parameters
DEFAULTS = 23  # address of what stands for each parameter that is not given
CLEARED = 24  # bytes of what is packed that are zero at first: what members do not use stays so
WORDS = 25

# Words of a step. NEXT: bytes from it to the next argument's.
KIND, OFFSET, TYPE, WIDTH, LOW, HIGH, NEXT, STEP_WORDS = range(8)
# Kinds. TYPE of scalars: another exact type, whose value is copied.
ARRAY = 0  # TYPE: its layout; WIDTH: bytes of its description; LOW: 1 if written; HIGH: its number
COPIED = 1
FLOAT = 2  # a float; WIDTH 4: if it is exact in 32 bits
INT = 3  # an int from LOW to HIGH
BOOL = 4
TUPLE = 5  # WIDTH: its length; its items follow
UNION = 6  # OFFSET: of the tag; WIDTH: how many cases follow; then the members
CASE = 7  # TYPE: an exact type, or 0 for any; WIDTH: the tag; LOW: bytes from it to the member
NOTHING = 8  # None
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

    def __init__(self, params: Sequence[dict[str, Any]], writes: Any):
        self.words: list[int] | None = []
        self.all = len(params)
        by_name = [i for i, p in enumerate(params) if p.get("kind") == "kwonly"]
        self.most = by_name[0] if by_name else self.all
        fewest = [i for i, p in enumerate(params) if "default" not in p]
        self.fewest = fewest[-1] + 1 if fewest else 0
        self.defaults: Any = [p.get("default") for p in params]
        self.arrays: list[bool] = []  # may each be written?
        self._end = self.cleared = 0
        fits = self.fewest <= self.most
        for i, p in enumerate(params):
            fits = fits and self._add(parse(p["type"]), i in writes, 0)
        self.record = self._place(8)
        if not fits or len(self.arrays) > MOST_ARRAYS:
            self.words = None
        self.pairs = [
            (at, other)
            for at, a in enumerate(self.arrays)
            for other, b in enumerate(self.arrays)
            if at < other and (a or b)
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
        self.words += [kind, at, type, width, low, high, 8 * STEP_WORDS]

    def _add(self, tree: Any, written: bool, depth: int) -> bool:
        assert self.words is not None
        kind, *parts = tree
        first = len(self.words)
        if kind in ("tuple", "union"):
            if depth == DEEPEST:
                return False
            if kind == "union":
                return self._union(parts, written, depth)
            self._step(TUPLE, width=len(parts))
            fits = all(self._add(part, written, depth + 1) for part in parts)
            self.words[first + NEXT] = 8 * (len(self.words) - first)
            return fits
        import numpy

        if kind == "none":
            self._step(NOTHING)
            return True
        if kind == "array":
            words = 1 + 2 * parts[1]
            dtype = numpy.dtype(abi.NUMPY_NAMES[parts[0]])
            at = self._place(8 * words, 8)
            number = len(self.arrays)
            self._step(ARRAY, at, layout(dtype, parts[1]), 8 * words, int(written), number)
            self.arrays.append(written)
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

    @staticmethod
    def _exact(member: Any) -> int | None:
        """The address of the type whose values are a member's and no other's."""
        from .arrays import DeviceArray

        kind = member[0]
        kinds = {"none": type(None), "array": DeviceArray, "tuple": tuple, "int": int}
        kinds.update({"float": float, "bool": bool, "complex": complex})
        if kind in kinds:
            return id(kinds[kind])
        if kind not in abi.NUMPY_NAMES:
            return None
        import numpy

        return id(numpy.dtype(abi.NUMPY_NAMES[kind]).type)

    def _union(self, members: Sequence[Any], written: bool, depth: int) -> bool:
        """The tag, and the members; those that look alike share a place."""
        from .packing import shape_of

        assert self.words is not None
        types = [self._exact(member) for member in members]
        others = [i for i, member in enumerate(members) if member != ("none",)]
        if None in types or len(set(types)) < len(types):
            return False
        first, at = len(self.words), self._place(1)
        self._step(UNION, at, width=len(members))
        cases = {}
        for i in sorted(range(len(members)), key=lambda i: i in others):
            cases[i] = len(self.words)
            # What is not None is the only other member's to take or not.
            self._step(CASE, type=0 if others == [i] else types[i] or 0, width=i)
        places: dict[Any, int] = {}
        starts = []
        for i in range(len(members)):
            starts.append(len(self.words))
            end, shape = self._end, shape_of(members[i])
            self._end = places.setdefault(shape, end)
            if not self._add(members[i], written, depth + 1):
                return False
            self._end = max(self._end, end)
        for i, case in cases.items():
            self.words[case + LOW] = 8 * (starts[i] - case)
            self.words[starts[i] + NEXT] = 8 * (len(self.words) - starts[i])
        self.words[first + NEXT] = 8 * (len(self.words) - first)
        self.cleared = -(-self._end // 8) * 8
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
    defaults = (ctypes.py_object * max(steps.all, 1))(*steps.defaults)
    made: Any = (ctypes.c_uint64 * WORDS)()
    made[MACHINE] = machine.pending.address
    made[FUNCTIONS : FUNCTIONS + 3] = list(functions)
    made[NEEDS] = SIMPLE | ALIGNED * wide
    (ctypes.c_uint32 * 7).from_buffer(made, 8 * SHAPE)[:] = list(sizes)
    made[STREAM], made[ARGUMENTS] = stream, steps.most
    made[REQUIRED], made[ALL], made[CLEARED] = steps.fewest, steps.all, steps.cleared
    made[DEFAULTS] = ctypes.addressof(defaults)
    made[SIZE], made[RECORD] = steps.record + 8, steps.record
    made[STEPS] = ctypes.addressof(rows)
    made[PAIRS], made[PAIR_COUNT] = ctypes.addressof(pairs), len(steps.pairs)
    made[SLOT], made[ITEMS] = DESCRIPTION, tuple.__basicsize__
    made.held = rows, pairs, defaults, machine
    return made


def _signed(words: Sequence[int]) -> list[int]:
    return [word - (word >> 63 << 64) if word >= 2**63 else word for word in words]
