"""Loads x86-64 ELF relocatable objects into memory, without a linker.

    sections   copied into one mapping: code, then read-only data, then writable data
    symbols    defined ones get their address; undefined ones are asked from `resolve`
    far calls  go through stubs, far data through a table of addresses (GOT), both in the mapping
    protection code is never writable and data never executable once relocations are applied

The input is not trusted: every offset is checked, and what is not understood is an `ImageError`.
"""

from __future__ import annotations

import ctypes
from struct import Struct, iter_unpack
from struct import error as StructError

from .native import ImageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_HEADER = Struct("<16sHHIQQQIHHHHHH")
_SECTION = Struct("<IIQQQQIIQQ")
_RELOCATABLE, _X86_64 = 1, 62
_NOBITS, _SYMTAB, _RELA, _INIT_ARRAY = 8, 2, 4, 14
_WRITE, _ALLOC, _EXEC, _TLS = 1, 2, 4, 0x400
_UNDEF, _ABS, _COMMON = 0, 0xFFF1, 0xFFF2
_WEAK, _SECTION_SYMBOL = 2, 3

# Relocations, by their number in the psABI.
_R_64, _R_PC32, _R_PLT32, _R_GOTPCREL, _R_32, _R_32S, _R_PC64 = 1, 2, 4, 9, 10, 11, 24
_R_GOTPCRELX, _R_REX_GOTPCRELX = 41, 42
_GOT_KINDS = (_R_GOTPCREL, _R_GOTPCRELX, _R_REX_GOTPCRELX)
_WORD = {_R_64: 8, _R_PC64: 8}

_PAGE = 4096
_PROT_READ, _PROT_WRITE, _PROT_EXEC = 1, 2, 4
_STUB = b"\xff\x25\0\0\0\0"  # jmp [rip+0]; the address follows
_STUB_SIZE = 16


class _Section:
    __slots__ = ("address", "align", "data", "flags", "info", "kind", "link", "offset", "size")

    def __init__(self, row: tuple[int, ...], data: memoryview):
        _, self.kind, self.flags, _, offset, self.size, self.link, self.info, align, _ = row
        self.align = align or 1
        self.address = self.offset = 0
        if self.kind != _NOBITS and offset + self.size > len(data):
            raise ImageError("object file is truncated")
        self.data = data[offset : offset + self.size] if self.kind != _NOBITS else data[:0]

    @property
    def group(self) -> int:
        """0 code, 1 read-only data, 2 writable data."""
        return 0 if self.flags & _EXEC else 2 if self.flags & _WRITE else 1


def load(data: bytes, resolve: Callable[[str], int]) -> dict[str, int]:
    """Map the object and return the addresses of its global symbols. The mapping stays for the
    life of the process: addresses into it are handed out freely."""
    try:
        return _Loader(memoryview(data), resolve).load()
    except (StructError, IndexError, OverflowError, ValueError) as error:
        raise ImageError(f"object file is malformed: {error}") from None


class _Loader:
    def __init__(self, data: memoryview, resolve: Callable[[str], int]):
        self.data = data
        self.resolve = resolve
        self.stubs: dict[int, int] = {}  # target address → stub address
        self.got: dict[int, int] = {}  # target address → address of the word that holds it

    def load(self) -> dict[str, int]:
        self.read_sections()
        self.read_symbols()
        self.place()
        self.fix_symbols()
        for section in self.sections:
            if section.kind == _RELA and self.sections[section.info].address:
                self.relocate(self.sections[section.info], section)
        self.protect()
        return {
            name: self.values[i]
            for i, (name, binding, _, where, _) in enumerate(self.symbols)
            if binding and where != _UNDEF and name
        }

    def read_sections(self) -> None:
        ident, kind, machine, *rest = _HEADER.unpack_from(self.data)
        if ident[:6] != b"\x7fELF\x02\x01" or kind != _RELOCATABLE or machine != _X86_64:
            raise ImageError("not an x86-64 ELF relocatable object")
        table, count = rest[3], rest[9]
        self.sections = [
            _Section(_SECTION.unpack_from(self.data, table + i * _SECTION.size), self.data)
            for i in range(count)
        ]
        names = self.sections[rest[10]].data
        for i, section in enumerate(self.sections):
            (start,) = Struct("<I").unpack_from(self.data, table + i * _SECTION.size)
            if section.flags & _TLS:
                raise ImageError("thread-local sections are not supported")
            if section.kind == _INIT_ARRAY and section.size:
                raise ImageError("static constructors are not supported")
            if _text(names, start) == ".eh_frame":
                section.flags = 0  # nobody unwinds through generated code

    def read_symbols(self) -> None:
        """`symbols`: (name, binding, type, section index, value) in file order."""
        self.symbols: list[tuple[str, int, int, int, int]] = []
        self.commons: list[tuple[int, int, int]] = []  # symbol, size, alignment
        table = next((s for s in self.sections if s.kind == _SYMTAB), None)
        if table is None:
            raise ImageError("object file has no symbol table")
        names = self.sections[table.link].data
        for i, (name, info, _, where, value, size) in enumerate(
            iter_unpack("<IBBHQQ", table.data[: table.size // 24 * 24])
        ):
            self.symbols.append((_text(names, name), info >> 4, info & 15, where, value))
            if where == _COMMON:
                self.commons.append((i, size, value))

    def place(self) -> None:
        """Give every section its offset, map the memory, copy the contents."""
        cursor = 0
        self.ends: list[int] = []
        far = _far_slots(self.sections)
        for group in range(3):
            for section in self.sections:
                if section.flags & _ALLOC and section.size and section.group == group:
                    cursor = section.offset = _aligned(cursor, section.align)
                    cursor += section.size
            if group == 0:
                self.next_stub = cursor = _aligned(cursor, _STUB_SIZE)
                cursor += far * _STUB_SIZE
            elif group == 1:
                self.next_got = cursor = _aligned(cursor, 8)
                cursor += far * 8
            else:
                self.common_offsets = {}
                for index, size, align in self.commons:
                    cursor = self.common_offsets[index] = _aligned(cursor, align or 1)
                    cursor += size
            cursor = _aligned(cursor, _PAGE)
            self.ends.append(cursor)
        self.base = _map(cursor)
        self.memory = (ctypes.c_char * cursor).from_address(self.base)
        self.view = memoryview(self.memory).cast("B")
        self.next_stub += self.base
        self.next_got += self.base
        for section in self.sections:
            if section.flags & _ALLOC and section.size:
                section.address = self.base + section.offset
                if section.kind != _NOBITS:
                    self.view[section.offset : section.offset + section.size] = section.data

    def fix_symbols(self) -> None:
        self.values: list[int] = []
        self.external: dict[int, tuple[str, bool]] = {}  # name, and whether it may be missing
        for i, (name, binding, _, where, value) in enumerate(self.symbols):
            if where == _UNDEF:
                self.external[i] = name, binding == _WEAK
                self.values.append(0)
            elif where == _COMMON:
                self.values.append(self.base + self.common_offsets[i])
            elif where == _ABS:
                self.values.append(value)
            else:
                self.values.append(self.sections[where].address + value)

    def relocate(self, target: _Section, table: _Section) -> None:
        for offset, info, addend in iter_unpack("<QQq", table.data[: table.size // 24 * 24]):
            kind, index = info & 0xFFFFFFFF, info >> 32
            width = _WORD.get(kind, 4)
            if offset + width > target.size:
                raise ImageError("a relocation lies outside its section")
            place = target.address + offset
            value = self.values[index] or self.outside(index)
            if kind in _GOT_KINDS:
                value = self.got_slot(value)
            elif kind in (_R_PLT32, _R_PC32) and index in self.external:
                if not -(2**31) <= value + addend - place < 2**31:
                    value = self.stub(value)
            elif kind not in (_R_64, _R_PC32, _R_PLT32, _R_32, _R_32S, _R_PC64):
                raise ImageError(f"relocation type {kind} is not supported")
            value += addend
            if kind not in (_R_64, _R_32, _R_32S):
                value -= place
            self.store(place, value, width, signed=kind not in (_R_64, _R_32))

    def outside(self, index: int) -> int:
        """The address of an undefined symbol, asked for when a relocation needs it."""
        name, weak = self.external.get(index, ("", True))
        value = self.values[index] = self.resolve(name) if name else 0
        if not value and not weak:
            raise ImageError(f"unknown symbol {name!r}")
        return value

    def store(self, place: int, value: int, width: int, signed: bool) -> None:
        offset = place - self.base
        try:
            self.view[offset : offset + width] = value.to_bytes(width, "little", signed=signed)
        except OverflowError:
            raise ImageError("a relocation does not reach its target") from None

    def stub(self, target: int) -> int:
        found = self.stubs.get(target)
        if found is None:
            found = self.stubs[target] = self.next_stub
            self.next_stub += _STUB_SIZE
            offset = found - self.base
            self.view[offset : offset + 14] = _STUB + target.to_bytes(8, "little")
        return found

    def got_slot(self, target: int) -> int:
        found = self.got.get(target)
        if found is None:
            found = self.got[target] = self.next_got
            self.next_got += 8
            self.store(found, target, 8, signed=False)
        return found

    def protect(self) -> None:
        self.view.release()
        code, constants, _ = self.ends
        if code:
            _protect(self.base, code, _PROT_READ | _PROT_EXEC)
        if constants > code:
            _protect(self.base + code, constants - code, _PROT_READ)


def _far_slots(sections: list[_Section]) -> int:
    """An upper bound of the stubs (and of the GOT entries) that the relocations can need."""
    symbols: set[int] = set()
    for section in sections:
        if section.kind == _RELA:
            for _, info, _ in iter_unpack("<QQq", section.data[: section.size // 24 * 24]):
                symbols.add(info >> 32)
    return len(symbols)


def _text(names: memoryview, start: int) -> str:
    raw = bytes(names[start : start + 4096])
    return raw[: raw.index(0)].decode() if 0 in raw else raw.decode()


def _aligned(offset: int, align: int) -> int:
    if align & (align - 1) or align > _PAGE:
        raise ImageError(f"alignment {align} is not supported")
    return (offset + align - 1) & -align


def _map(size: int) -> int:
    if size > 1 << 31:
        raise ImageError("object file is larger than 2 GiB")
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_ssize_t)
    private_anonymous = 0x22
    address = libc.mmap(None, max(size, _PAGE), _PROT_READ | _PROT_WRITE, private_anonymous, -1, 0)
    if address in (None, ctypes.c_void_p(-1).value):
        raise MemoryError(f"no memory for {size} bytes of code")
    return int(address)


def executable(code: bytes) -> int:
    """The address of some machine code that refers to nothing, for as long as the process lives.
    Raises ImageError where the system allows none."""
    address = _map(len(code))
    ctypes.memmove(address, code, len(code))
    _protect(address, len(code), _PROT_READ | _PROT_EXEC)
    return address


def _protect(address: int, size: int, protection: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    if libc.mprotect(address, size, protection):
        raise ImageError("the system refuses executable memory (mprotect failed)")
