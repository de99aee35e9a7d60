"""Files of bytes, files in memory, and files by an annotation that says either."""

import atexit
import io
import shutil
import tempfile
from typing import IO, Optional, TextIO

from jitscript import script

FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, True)

with open(f"{FOLDER}/data", "wb") as made:
    made.write(bytes(range(256)) + b"\nline two\r\n\nend")
with open(f"{FOLDER}/empty", "wb"):
    pass


@script
def whole(path: str) -> bytes:
    with open(path, "rb") as f:
        return f.read()


@script
def lines(path: str) -> list[bytes]:
    f = open(path, mode="rb")
    found = [line for line in f]
    f.close()
    return found


@script
def parts(path: str) -> str:
    with open(path, "rb") as f:
        a = f.read(3)
        b = f.readline()
        c = next(f, b"none")
        d = f.readlines()
        e = f.read()
        at = f.tell()
        f.seek(-3, 2)
        return f"{a!r} {b!r} {c!r} {d!r} {e!r} {at} {f.read()!r} {f.closed}"


@script
def written(path: str, data: bytes, more: bytearray) -> str:
    with open(path, "wb") as f:
        n = f.write(data) + f.write(more)
        f.writelines([b"x", b"y"])
        f.flush()
    with open(path, "ab") as f:
        f.write(b"z")
    with open(path, "rb") as f:
        return f"{n} {f.read()!r}"


@script
def wrong(path: str, which: int) -> int:
    f = open(path, "rb")
    if which == 0:
        f.close()
        return len(f.read())
    if which == 1:
        return f.write(b"x")
    if which == 2:
        return len(open(path, "rb", encoding="utf-8").read())
    f.seek(-1)
    return 0


@script
def in_memory(text: str, n: int) -> str:
    out = io.StringIO()
    for i in range(n):
        out.write(text)
        print(i, text, sep="-", end=";", file=out)
    out.seek(0)
    first = out.readline()
    return out.getvalue() + "|" + first + "|" + str(out.closed)


@script
def read_memory(text: str) -> list[str]:
    found = []
    with io.StringIO(text) as f:
        for line in f:
            found.append(line.strip())
    return found


@script
def bytes_in_memory(data: bytes) -> bytes:
    f = io.BytesIO(data)
    f.seek(0, 2)
    f.write(b"more")
    f.seek(1)
    return f.read(2) + f.getvalue()


def say(out: IO[str], what: str) -> None:
    print(what, file=out)
    out.write("!")


@script
def passed_on(what: str) -> str:
    out = io.StringIO()
    say(out, what)
    out.truncate(2)
    return out.getvalue()


@script
def maybe(what: str, quiet: bool) -> str:
    out: Optional[TextIO] = None if quiet else io.StringIO()
    if out is not None:
        out.write(what)
        out.seek(0)
        return out.read()
    return "quiet"


@script
def printed(what: str, quiet: bool) -> str:
    out: Optional[TextIO] = io.StringIO() if quiet else None
    print(what, 1, sep="-", end="!\n", file=out, flush=True)
    print(what, file=None)
    return "" if out is None else str(out.tell())


class Report:
    def __init__(self) -> None:
        self.out = io.StringIO()

    def add(self, *items: object) -> None:
        print(*items, file=self.out)


@script
def in_a_field(n: int) -> str:
    r = Report()
    for i in range(n):
        r.add(i, i * 0.5)
    return r.out.getvalue()


@script
def several(paths: list[str]) -> int:
    total = 0
    for path in paths:
        with open(path, "rb") as f, io.BytesIO() as g:
            g.write(f.read())
            total += g.tell()
    return total


DATA = f"{FOLDER}/data"
EMPTY = f"{FOLDER}/empty"
CASES = {
    "whole": [(DATA,), (EMPTY,), (f"{FOLDER}/none",)],
    "lines": [(DATA,), (EMPTY,)],
    "parts": [(DATA,), (EMPTY,)],
    "written": [(f"{FOLDER}/new", b"a\0b", bytearray(b"c"))],
    "wrong": [(DATA, 0), (DATA, 1), (DATA, 2), (DATA, 3)],
    "in_memory": [("é\n", 3), ("", 0)],
    "read_memory": [("a\nb \n c",), ("",)],
    "bytes_in_memory": [(b"abc",), (b"",)],
    "passed_on": [("hello",), ("",)],
    "maybe": [("x", True), ("x", False)],
    "printed": [("x", True), ("y", False)],
    "in_a_field": [(0,), (3,)],
    "several": [([DATA, EMPTY],), ([],)],
}
