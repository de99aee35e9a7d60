"""The container of module files: a ZIP that standard tools read, read here with suspicion.

`zipfile` would cost more to import than a module to load, and is generous with odd files; this
reader takes only what the writer makes: no encryption, no ZIP64, no data descriptors, entries
stored or deflated, and a comment with the digest of all bytes before it. An entry is at most
`MAX_RATIO` times as large as its packed bytes (the writer stores what packs better), so reading a
file takes memory in proportion to the file, which is checked before anything is unpacked.
"""

from __future__ import annotations

from struct import Struct

from .fingerprint import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMENT = b"jitscript module, blake2b-256 "
MAX_FILE = 1 << 30
MAX_ENTRY = 1 << 30
MAX_ENTRIES = 10_000
MAX_RATIO = 25
_END = Struct("<4s4H2LH")
_CENTRAL = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_STORED, _DEFLATED, _UTF8 = 0, 8, 0x800


class ArchiveError(Exception):
    """A module file cannot be used: damaged, hostile, too new, or without code for this machine."""


class Container:
    """The entries of a module file. `names` are in the order of the file."""

    def __init__(self, data: bytes):
        self._data = data
        self._entries: dict[str, tuple[int, int, int, int]] = {}  # method, start, packed, size
        self._read_directory(_check_digest(data))

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def size(self, name: str) -> int:
        return self._entries[name][3]

    def read(self, name: str) -> bytes:
        """The content of one entry."""
        found = self._entries.get(name)
        if found is None:
            raise ArchiveError(f"the module file has no entry {name!r}")
        method, start, packed, size = found
        raw = self._data[start : start + packed]
        if method == _STORED:
            content = raw
        else:
            import zlib

            unpack = zlib.decompressobj(-15)
            try:
                content = unpack.decompress(raw, size + 1)
            except zlib.error as error:
                raise ArchiveError(f"entry {name!r} is damaged: {error}") from None
        if len(content) != size:
            raise ArchiveError(f"entry {name!r} does not have the size that is declared")
        return content

    def _read_directory(self, end: int) -> None:
        signature, disk, first_disk, here, total, size, start, _ = _END.unpack_from(self._data, end)
        if signature != b"PK\5\6" or disk or first_disk or here != total or total > MAX_ENTRIES:
            raise ArchiveError("the module file's directory is malformed")
        if start + size != end:
            raise ArchiveError("the module file's directory is not where it should be")
        at, free = start, 0
        for _ in range(total):
            if at + _CENTRAL.size > end:
                raise ArchiveError("the module file's directory is truncated")
            row = _CENTRAL.unpack_from(self._data, at)
            name_size, extra_size, comment_size, local = row[10], row[11], row[12], row[16]
            name = _name(self._data[at + _CENTRAL.size : at + _CENTRAL.size + name_size])
            at += _CENTRAL.size + name_size + extra_size + comment_size
            if row[0] != b"PK\1\2" or name in self._entries:
                raise ArchiveError(f"the module file's directory is malformed at {name!r}")
            free = self._add(name, row, local, free, start)
        if at != end:
            raise ArchiveError("the module file's directory is malformed")

    def _add(self, name: str, row: tuple[Any, ...], local: int, free: int, limit: int) -> int:
        """Enter one entry; its data must follow the last one's and end before the directory."""
        flags, method, packed, size = row[3], row[4], row[8], row[9]
        if flags & ~_UTF8 or method not in (_STORED, _DEFLATED):
            raise ArchiveError(f"entry {name!r} is encrypted or packed in an unknown way")
        if size > MAX_ENTRY or (method == _STORED and packed != size) or size > MAX_RATIO * packed:
            raise ArchiveError(f"entry {name!r} declares an impossible size")
        if local != free or local + _LOCAL.size > limit:
            raise ArchiveError(f"entry {name!r} does not lie where it should")
        head = _LOCAL.unpack_from(self._data, local)
        data_start = local + _LOCAL.size + head[9] + head[10]
        own = self._data[local + _LOCAL.size : local + _LOCAL.size + head[9]]
        if head[0] != b"PK\3\4" or own != name.encode() or data_start + packed > limit:
            raise ArchiveError(f"entry {name!r} is malformed")
        self._entries[name] = method, data_start, packed, size
        return data_start + packed


def _check_digest(data: bytes) -> int:
    """Verify the digest in the comment; the offset of the end record."""
    length = len(COMMENT) + 64
    end = len(data) - length - _END.size
    if len(data) > MAX_FILE:
        raise ArchiveError("the module file is larger than 1 GiB")
    if end < 0 or data[:2] != b"PK":
        raise ArchiveError("not a module file")
    comment = data[-length:]
    if not comment.startswith(COMMENT):
        raise ArchiveError("not a module file, or one that was cut short")
    if digest(data[:-length]).hex().encode() != comment[len(COMMENT) :]:
        raise ArchiveError("the module file is damaged: its digest does not match")
    return end


def _name(raw: bytes) -> str:
    """A relative path that stays inside the file."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ArchiveError("an entry's name is no UTF-8") from None
    parts = name.split("/")
    if "\\" in name or "\0" in name or ":" in name or {"", ".", ".."}.intersection(parts):
        raise ArchiveError(f"an entry has the forbidden name {name!r}")
    return name


def pack(entries: dict[str, bytes]) -> bytes:
    """The bytes of a container; equal entries give equal bytes."""
    import zlib

    out, directory = bytearray(), bytearray()
    for name, content in entries.items():
        raw = _name(name.encode()).encode()
        engine = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = engine.compress(content) + engine.flush()
        method = _DEFLATED if len(packed) < len(content) <= MAX_RATIO * len(packed) else _STORED
        packed = packed if method == _DEFLATED else content
        date = 0x21  # 1980-01-01: a file says nothing of when it was made
        common = (20, _UTF8, method, 0, date, zlib.crc32(content), len(packed), len(content))
        directory += _CENTRAL.pack(
            b"PK\1\2", 20, *common, len(raw), 0, 0, 0, 0, 0o644 << 16, len(out)
        )
        directory += raw
        out += _LOCAL.pack(b"PK\3\4", *common, len(raw), 0) + raw + packed
    start = len(out)
    out += directory
    length = len(COMMENT) + 64
    count = len(entries)
    out += _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), start, length)
    return bytes(out) + COMMENT + digest(bytes(out)).hex().encode()
