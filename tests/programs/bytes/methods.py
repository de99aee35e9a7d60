"""Every method and operator of bytes and bytearray, also with arguments of the other of the two."""

# ruff: noqa: C416

from jitscript import script


@script
def sequence(b: bytes, c: bytes):
    a = bytearray(c)
    return (
        [x for x in b],
        list(enumerate(b)),
        list(reversed(b)),
        b + c,
        b + a,
        a + b,
        b * 3,
        2 * a,
        b * -1,
        b[1:],
        b[::-1],
        b[-3:-1],
        a[::2],
        len(b),
        bool(b),
        b == c,
        a == c,
        b != a,
        b < c,
        b <= a,
        a > b,
        a >= c,
        c in b,
        a in b,
        97 in b,
        b in [c, b"abc"],
        b or b"none",
        b == "abc",
        sorted(b),
        sum(b),
        max(b, default=-1),
    )


@script
def item(b: bytes, i: int):
    return b[i], bytearray(b)[i]


@script
def holds(b: bytes, i: int):
    return i in b, i in bytearray(b)


@script
def found(b: bytes, c: bytes, i: int, j: int):
    a = bytearray(b)
    return (
        (b.find(c), b.find(c, i), b.find(c, i, j), a.find(c, None, j), b.find(97, i, j)),
        (b.rfind(c), b.rfind(c, i), b.rfind(c, i, j), a.rfind(c, None, j), a.rfind(97, i, j)),
        (b.count(c), b.count(c, i), b.count(c, i, j), a.count(98), b.count(97, i, j)),
        (b.startswith(c), b.startswith(c, i), b.startswith((c, b"x"), i, j), a.startswith(c)),
        (b.endswith(c), b.endswith(c, i), b.endswith((c, b"x"), i, j), a.endswith(c)),
        (b.removeprefix(c), b.removesuffix(c), a.removeprefix(c), a.removesuffix(a)),
    )


@script
def located(b: bytes, c: bytes):
    return b.index(c), b.rindex(c)


@script
def located_byte(b: bytes, c: int):
    return b.find(c), b.index(c)


@script
def parts(b: bytes, c: bytes, n: int):
    a = bytearray(b)
    return (
        (b.split(), b.split(None, n), a.split(maxsplit=n), b.rsplit(), a.rsplit(None, n)),
        (b.splitlines(), b.splitlines(True), a.splitlines(keepends=True)),
        (b.strip(), b.lstrip(), a.rstrip(), b.strip(c), a.lstrip(c), b.rstrip(bytearray(c))),
    )


@script
def separated(b: bytes, c: bytes, n: int):
    a = bytearray(b)
    return (
        (b.split(c), b.split(c, n), a.split(c, n), b.rsplit(c), b.rsplit(c, n), a.rsplit(c, n)),
        (b.partition(c), b.rpartition(c), a.partition(bytearray(c)), a.rpartition(c)),
    )


@script
def replaced(b: bytes, c: bytes, d: bytes, n: int):
    a = bytearray(b)
    return b.replace(c, d), b.replace(c, bytearray(d), n), a.replace(c, d), a.replace(a, d, n)


@script
def joined(b: bytes, items: list[bytes]):
    return (
        b.join(items),
        bytearray(b).join(items),
        b", ".join([bytearray(b), bytearray()]),
        b"".join(x * 2 for x in items),
        b.join({b"k": 1}),
    )


@script
def padded(b: bytes, n: int):
    a = bytearray(b)
    return (
        (b.ljust(n), b.rjust(n), b.center(n), b.center(n, b"*"), a.ljust(n, b"."), b.zfill(n)),
        (a.zfill(n), b.expandtabs(), b.expandtabs(n), a.expandtabs(3)),
    )


@script
def letters(b: bytes):
    a = bytearray(b)
    return (
        (b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), a.title()),
        (b.isalpha(), b.isdigit(), b.isalnum(), b.isspace(), b.isascii(), b.isupper()),
        (b.islower(), b.istitle(), a.isalpha(), a.istitle(), b.hex(), a.hex()),
    )


@script
def shown(b: bytes) -> str:
    print(b, repr(b), bytearray(b), [b], (b, bytearray(b)))
    return f"{b} {b!r} {bytearray(b)!r}" + str(b)


SOME = [b"", b"a", b"abc", b"abcabc", b"b\x00\xff\x80", b" a  b\t\r\nc\x0b ", b"hello World 12"]
CASES = {
    "sequence": [(b, c) for b in SOME for c in (b"", b"abc", b"b", b"\xff")],
    "item": [(b"abc", i) for i in (0, 2, -1, -3, 3, -4, 2**62)] + [(b"", 0)],
    "holds": [(b"abc\xff", i) for i in (97, 255, 0, -1, 256)],
    "found": [
        (b, c, i, j)
        for b in SOME
        for c in (b"", b"a", b"bc", b"abcabcabc")
        for i, j in ((0, 3), (1, -1), (-2, 9), (7, 3), (9, 9))
    ],
    "located": [(b"abcab", b"ab"), (b"abc", b"x"), (b"", b"")],
    "located_byte": [(b"abc", 98), (b"abc", 0), (b"abc", 256), (b"abc", -1)],
    "parts": [(b, c, n) for b in SOME for c in (b"", b" \ta", b"c") for n in (-1, 0, 1, 2)]
    + [(b"a\r\rb\n\nc\r\n", b"", 1), (b"\n", b"", 0), (b"  a b  c ", b" ", 1)],
    "separated": [(b, c, n) for b in SOME for c in (b"b", b"bc", b"  ", b"") for n in (-1, 0, 1)],
    "replaced": [
        (b, c, d, n)
        for b in SOME
        for c, d in ((b"a", b"xyz"), (b"", b"-"), (b"bc", b""), (b"a", b"a"))
        for n in (-1, 0, 1, 3)
    ],
    "joined": [(b, [b"a", b"", b"cd"]) for b in (b"", b", ")] + [(b"x", []), (b"x", [b"one"])],
    "padded": [(b, n) for b in (b"", b"a", b"-12", b"+1", b"a\tb\n\tc") for n in (-1, 0, 4, 5, 8)],
    "letters": [(b,) for b in [*SOME, b"ABC", b"Hello World", b"\xe9A", b"12", b"a1B2"]],
    "shown": [(b,) for b in [*SOME, b"it's", b'say "x"', b"both ' and \"", b"back\\slash"]],
}
