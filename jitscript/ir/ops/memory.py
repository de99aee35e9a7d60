"""Memory: instances of scripted classes, buffers, reference counts.

Instances and buffers start with a header (reference count, drop function). Reading a field or an
element borrows the reference that is stored there; storing takes a new reference and drops the
one overwritten. `retain` and `release` are placed by a pass, never by the front end: every owned
value is then released or handed on exactly once on every path (tuples, unions and `select` only
borrow what they are made of).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..effects import DROPS, Effects, allocates, reads, writes
from ..optable import count, fail, given, row
from ..traits import Condition
from ..types import BOOL, INT, U8, U64, Buffer, Object, Type, is_reference


def _buffer(types: Sequence[Type], n: int) -> Buffer:
    count(types, n)
    t = types[0]
    if not isinstance(t, Buffer):
        fail(f"takes a buffer, got {t!r}")
    assert isinstance(t, Buffer)
    for index in types[1:2]:
        if index is not INT:
            fail(f"index has type {index!r}, expected int")
    return t


def _looked_in(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    if list(types) != [Buffer(U8), INT, INT, U8]:
        fail("takes a buffer of bytes, where to begin and to end, and a byte")
    return (INT,)


def _buffer_store(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    t = _buffer(types, 3)
    if types[2] is not t.elem:
        fail(f"stores {types[2]!r} in {t!r}")
    return ()


def _buffer_init(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    t = _buffer(types, len(types))
    if len(types) < 2 or any(value is not t.elem for value in types[2:]):
        fail(f"takes an index, and values of type {t.elem!r}")
    return ()


def _buffer_new(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if types[0] is not INT or not isinstance(attrs.get("elem"), Type):
        fail("takes a length of type int and the element type")
    return (Buffer(attrs["elem"]),)


def _buffer_copy(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 5)
    if not isinstance(types[0], Buffer) or types[0] is not types[2]:
        fail("copies between two buffers of one type")
    if any(types[i] is not INT for i in (1, 3, 4)):
        fail("offsets and count have type int")
    return ()


ALIVE = Condition("the reference is to an object that is alive")
IN_DATA = Condition("there is a part of the data with this number")
IN_RANGE = Condition("the elements are in the buffer")
_STORES = {
    (kind, counted): writes(kind) | (DROPS | writes("count") if counted else writes(kind))
    for kind in ("field", "buffer")
    for counted in (False, True)
}
_FIRST = (writes("buffer"), writes("buffer", "count"))


def _storing(kind: str, t: Type) -> Effects:
    """A reference that is stored is counted, the one overwritten given back."""
    return _STORES[kind, is_reference(t)]


def _element(op: Any) -> Type:
    t = op.operands[0].type
    assert isinstance(t, Buffer)
    return t.elem


row(
    "object.new",
    "T… -> C",
    given,
    "A new instance of the class in the result type, its fields set from the operands in order.",
    "%o = object.new %data, %n : list<int> where %data: buffer<int>, %n: int",
    effects=allocates("field") | writes("count"),
    operands="*stored",
    fresh=True,
    raises=("MemoryError",),
)
row(
    "object.holding",
    "int, T… -> C",
    given,
    "A new instance in one block with a new buffer of n >= 0 bytes, its first field, which is not "
    "set again; its bytes must be written before they are read. The other fields are set from the "
    "operands in order.",
    "%o = object.holding %n, %a : str where %n: int, %a: int",
    effects=allocates("field", "buffer") | writes("count"),
    operands="dims *stored",
    fresh=True,
    raises=("MemoryError",),
)
row(
    "buffer.extend",
    "buffer<u8>, int -> bool",
    lambda types, attrs: (_buffer(types, 2), (BOOL,))[1],
    "Make a buffer that no one else holds n bytes long, where its block has room; whether it had. "
    "New bytes must be written before they are read.",
    "%b = buffer.extend %a, %n : bool where %a: buffer<u8>, %n: int",
    effects=writes("buffer"),
    operands="buffer size",
    through="buffer",
    guard=ALIVE,
)
row(
    "object.const",
    "int -> C",
    given,
    "A constant instance, never freed; must not be written. Its fields are a buffer, the part of "
    "`size` bytes of the data with the number i, which is in range; that size; and zeros.",
    '%o = object.const %i, b"abc", 1 : str where %i: int',
    attrs=("data", "size"),
    operands="*indices",
    guard=IN_DATA,
    borrowed=True,
    frozen=True,
)
row(
    "object.kept",
    "-> C",
    given,
    "The instance that the program keeps under a name as long as its code is there; its fields are "
    "zero at first, its references null. It may be met by many calls at once, so the GIL is held.",
    "%o = object.kept @memo : list<int>",
    symbol="name",
    options=("gil",),
    borrowed=True,
)
row(
    "field.get",
    "C -> T",
    given,
    "The field `name` of an instance.",
    "%a = field.get @size(%o) : int where %o: list<int>",
    symbol="name",
    effects=reads("field"),
    guard=ALIVE,
    borrowed=True,
)
row(
    "field.set",
    "C, T ->",
    lambda types, attrs: (),
    "Store into the field `name` of an instance.",
    "field.set @size(%o, %a) where %o: list<int>, %a: int",
    symbol="name",
    effects=lambda op: _storing("field", op.operands[-1].type),
    operands="object stored",
    through="object",
)
row(
    "field.resize",
    "C, int ->",
    lambda types, attrs: (),
    "Make the buffer in the field `name` longer, n elements long: the same memory where nothing "
    "else holds it. New references are null; other new elements must be written before they are "
    "read.",
    "field.resize @data(%o, %n) where %o: list<int>, %n: int",
    symbol="name",
    effects=reads("field", "buffer") | writes("field") | allocates("buffer") | DROPS,
    lasting=False,  # where a container grows, so by the number of its elements in all
    operands="object size",
    through="object",
    raises=("MemoryError",),
)
row(
    "buffer.new",
    "int -> buffer<T>",
    _buffer_new,
    "A zeroed buffer of n >= 0 elements (references are null and must not be read). `blank`: "
    "elements that hold no references must be written before they are read.",
    "%b = buffer.new %n : buffer<int> where %n: int",
    options=("blank",),
    implied={"elem": lambda t: t.elem},
    effects=allocates("buffer"),
    operands="*dims",
    fresh=True,
    raises=("MemoryError",),
)
row(
    "buffer.const",
    "-> buffer<u8>",
    lambda types, attrs: (Buffer(U8),),
    "A constant buffer of bytes, never freed; must not be written.",
    '%b = buffer.const b"hello" : buffer<u8>',
    attrs=("data",),
    borrowed=True,
    frozen=True,
)
row(
    "buffer.len",
    "buffer<T> -> int",
    lambda types, attrs: (_buffer(types, 1), (INT,))[1],
    "How many elements the buffer has.",
    "%n = buffer.len %b : int where %b: buffer<int>",
    guard=ALIVE,
)
row(
    "buffer.load",
    "buffer<T>, int -> T",
    lambda types, attrs: (_buffer(types, 2).elem,),
    "Element i, which is in range.",
    "%a = buffer.load %b, %i : int where %b: buffer<int>, %i: int",
    effects=reads("buffer"),
    operands="buffer *indices",
    guard=IN_RANGE,
    borrowed=True,
)
row(
    "buffer.store",
    "buffer<T>, int, T ->",
    _buffer_store,
    "Set element i, which is in range.",
    "buffer.store %b, %i, %a where %b: buffer<int>, %i: int, %a: int",
    effects=lambda op: _storing("buffer", op.operands[-1].type),
    operands="buffer *indices stored",
    through="buffer",
    guard=IN_RANGE,
)
row(
    "buffer.init",
    "buffer<T>, int, T… ->",
    _buffer_init,
    "Set the elements from i on, which are in range and zero: those of a buffer just made.",
    "buffer.init %b, %i, %x, %y where %b: buffer<int>, %i: int, %x: int, %y: int",
    effects=lambda op: _FIRST[is_reference(_element(op))],
    operands="buffer indices *stored",
    through="buffer",
    guard=IN_RANGE,
)
row(
    "buffer.clear",
    "buffer<T>, int, int ->",
    lambda types, attrs: (_buffer(types, 3), ())[1],
    "Zero `n` elements from `i`, releasing the references they hold.",
    "buffer.clear %b, %i, %n where %b: buffer<int>, %i: int, %n: int",
    effects=lambda op: _storing("buffer", _element(op)),
    lasting=True,
    operands="buffer start size",
    through="buffer",
    guard=IN_RANGE,
)
row(
    "buffer.copy",
    "buffer<T>, int, buffer<T>, int, int ->",
    _buffer_copy,
    "Set dst[i:i+n] to src[j:j+n] as if through a temporary; both ranges are valid.",
    "buffer.copy %dst, %i, %src, %j, %n "
    "where %dst: buffer<int>, %src: buffer<int>, %i: int, %j: int, %n: int",
    effects=lambda op: reads("buffer") | _storing("buffer", _element(op)),
    lasting=True,
    operands="buffer start source from size",
    through="buffer",
    guard=IN_RANGE,
)


for _name, _doc in (
    ("find", "The first place of a byte in the elements from start to stop, or -1."),
    ("count", "How often a byte stands in the elements from start to stop."),
):
    row(
        f"buffer.{_name}",
        "buffer<u8>, int, int, u8 -> int",
        _looked_in,
        _doc,
        f"%k = buffer.{_name} %a, %i, %n, %b : int where %a: buffer<u8>, %i: int, %n: int, %b: u8",
        effects=reads("buffer"),
        lasting=True,
        operands="buffer start stop byte",
        guard=IN_RANGE,
    )


row(
    "buffer.word",
    "buffer<u8>, int -> u64",
    lambda types, attrs: (_buffer(types, 2), (U64,))[1],
    "Bytes i to i + `size`, which are in the buffer; the first is the least significant one.",
    "%w = buffer.word %b, %i, 8 : u64 where %b: buffer<u8>, %i: int",
    attrs=("size",),
    effects=reads("buffer"),
    operands="buffer *indices",
    guard=IN_RANGE,
)
row(
    "buffer.order",
    "buffer<u8>, buffer<u8> -> int",
    lambda types, attrs: (_buffer(types[:1], 1), _buffer(types[1:], 1), (INT,))[2],
    "Negative, zero or positive as the bytes of the first come before those of the second.",
    "%n = buffer.order %a, %b : int where %a: buffer<u8>, %b: buffer<u8>",
    effects=reads("buffer"),
    lasting=True,
    guard=ALIVE,
)


def _same_object(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 2)
    if types[0] is not types[1] or not is_reference(types[0]):
        fail(f"compares two references of one type, got {list(types)!r}")
    return (BOOL,)


row(
    "same_object",
    "T, T -> bool",
    _same_object,
    "Whether two references are to one object (`is`).",
    "%b = same_object %x, %y : bool where %x: list<int>, %y: list<int>",
    apart=True,
)


def _placed(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    if not isinstance(types[0], Object):
        fail(f"takes an instance, got {types[0]!r}")
    return (INT,)


row(
    "object.place",
    "C -> int",
    _placed,
    "A number that no other instance has as long as this one lives: its address, without the bits "
    "that are always zero.",
    "%n = object.place %o : int where %o: list<int>",
    apart=True,
    guard=ALIVE,
)


def _identity(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    count(types, 1)
    return (types[0],)


row(
    "retain",
    "T -> T",
    _identity,
    "The same value with one more reference to every object it refers to. The result is owned: "
    "it is released, or handed on (by return, yield, break, continue, as the initial value of a "
    "loop, to raise), exactly once on every path.",
    "%b = retain %a : list<int> where %a: list<int>",
    effects=writes("count"),
)


def _captured(types: Sequence[Type], attrs: dict[str, Any]) -> Sequence[Type]:
    if not is_reference(_identity(types, attrs)[0]):
        fail(f"takes what is in memory, got {types[0]!r}")
    return types


row(
    "captured",
    "T -> T",
    _captured,
    "The same value, a constant of this name and kind that the program captured: nothing may "
    "change it or what it leads to, and nobody outside gets hold of it; the front end sees to it.",
    '%b = captured @GRID("list", %a) : list<int> where %a: list<int>',
    symbol="name",
    attrs=("kind",),
    borrowed=True,
    expand=lambda b, op: list(op.operands),
)
row(
    "own",
    "T -> T",
    _identity,
    "The same value, whose reference is taken from the operand: where that is used later, or is "
    "not owned, it is retained first. What `alone` then says holds for every holder.",
    "%b = own %a : str where %a: str",
    effects=writes("count"),
    operands="value",
    moves="value",
)
row(
    "alone",
    "T -> bool",
    lambda types, attrs: (_identity(types, attrs), (BOOL,))[1],
    "Whether nobody else holds a reference to the object that an `own` gave.",
    "%b = alone %a : bool where %a: str",
    effects=writes("count"),
    guard=ALIVE,
)
row(
    "release",
    "T ->",
    lambda types, attrs: (),
    "Give the reference of an owned value back; an object without references is freed.",
    "release %a where %a: list<int>",
    effects=writes("count") | DROPS,
    operands="value",
    moves="value",
)
