"""bytes as keys, elements, fields, constants and arguments of exceptions."""

from dataclasses import dataclass

from jitscript import script

MAGIC = b"\x89PNG"
NAMES = {b"GET": 1, b"PUT": 2}
CRC = bytes((7 * i) % 256 for i in range(256))


@script
def counted(words: list[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for w in words:
        found[w] = found.get(w, 0) + 1
    return found


@script
def distinct(words: list[bytes]) -> set[bytes]:
    return set(words) | {b"one more"}


@script
def hashed(b: bytes) -> tuple[int, int]:
    return hash(b), hash((b, 1))


@script
def looked_up(d: dict[bytes, int], k: bytes) -> int:
    return d[k]


class Refused(ValueError):
    def __init__(self, what: bytes, n: int):
        super().__init__(what, n)
        self.what = what


@script
def refused(b: bytes) -> None:
    if b:
        raise Refused(b, len(b))
    raise KeyError(b"x", (b"", 1))


@script
def constants(b: bytes):
    total = 0
    for x in b:
        total = total * 3 + CRC[x]
    return b.startswith(MAGIC), MAGIC[0], MAGIC[1:], total, b in NAMES, len(MAGIC), b"a" + MAGIC


@script
def matched(b: bytes) -> int:
    match b:
        case b"":
            return 0
        case b"one" | b"two":
            return 1
        case _:
            return 2


@dataclass
class Packet:
    kind: int
    body: bytes
    room: bytearray


@script
def packets(body: bytes, room: bytearray, n: int):
    p = Packet(1, body, room)
    p.room.append(n)
    p.body = p.body + bytes([n])
    q = Packet(n, p.body[::-1], bytearray(p.body))
    return p.body, p.room is room, q.kind, q.body, q.room, p == q, repr(q)


@script
def optional(b: bytes | None, s: bytes | str) -> tuple[int, str]:
    return (-1 if b is None else len(b)), (s if isinstance(s, str) else s.decode())


@script
def ordered(words: list[bytes]):
    first, *rest = sorted(words)
    return first, rest, max(words), sorted(words, key=len), words.index(b"b"), words.count(b"b")


CASES = {
    "counted": [([b"a", b"b", b"a", b"", b"a" * 40, b"a" * 40],), ([],)],
    "distinct": [([b"a", b"b", b"a", b"", b"\xff" * 9],), ([],)],
    "hashed": [(b"",), (b"a",), (b"longer than eight",), (b"\xff\x00",)],
    "looked_up": [({b"a": 1}, b"a"), ({b"a": 1}, b"\xff'"), ({}, b"")],
    "refused": [(b"abc",), (b"",), (b"\xff\xfe",)],
    "constants": [(b"\x89PNG\r\n",), (b"GET",), (b"",)],
    "matched": [(b"",), (b"one",), (b"two",), (b"three",)],
    "packets": [(b"ab", bytearray(b"c"), 200), (b"", bytearray(), 256)],
    "optional": [(None, "a"), (b"abc", b"x"), (b"", "")],
    "ordered": [([b"b", b"abc", b"", b"B"],), ([b"x"],)],
}
