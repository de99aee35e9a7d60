"""Text files: reading by lines and whole, writing, positions, encodings, newlines, errors."""

import atexit
import shutil
import sys
import tempfile
from typing import TextIO

from jitscript import script

FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, True)

with open(f"{FOLDER}/text", "w", encoding="utf-8", newline="") as made:
    made.write("first line\nsecond é 😀\r\n\nlast without end")
with open(f"{FOLDER}/latin", "wb") as raw:
    raw.write(b"caf\xe9\n")
with open(f"{FOLDER}/empty", "w"):
    pass


@script
def words(path: str) -> dict[str, int]:
    found: dict[str, int] = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            for word in line.split():
                found[word] = found.get(word, 0) + 1
    return found


@script
def lines(path: str) -> list[str]:
    with open(path, "r", encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f]


@script
def numbered(path: str) -> list[tuple[int, str]]:
    found = []
    with open(path, encoding="utf-8") as f:
        for i, line in enumerate(f, 1):
            if i == 3:
                break
            found.append((i, line))
    return found


@script
def by_parts(path: str) -> str:
    f = open(path, encoding="utf-8")
    head = next(f, "nothing")
    second = f.readline()
    rest = f.readlines()
    end = f.readline()
    again = next(f, "end")
    place = f.seek(0)
    whole = f.read()
    f.seek(6)
    some = f.read(4)
    at = f.tell()
    f.close()
    return f"{head!r} {second!r} {rest!r} {end!r} {again!r} {place} {len(whole)} {some!r} {at}"


@script
def whole(path: str, encoding: str, errors: str) -> str:
    with open(path, encoding=encoding, errors=errors) as f:
        return f.read()


@script
def newlines(path: str, newline: str | None) -> list[str]:
    with open(path, encoding="utf-8", newline=newline) as f:
        return f.readlines()


@script
def written(path: str, n: int, newline: str | None) -> tuple[int, str, str]:
    count = 0
    with open(path, "w", encoding="utf-8", newline=newline) as f:
        for i in range(n):
            count += f.write(f"{i} é\n")
        print("a", n, 2.5, None, file=f, sep="-", end="!\n")
        print(file=f)
        f.writelines(["x\n", "y"])
        f.writelines([str(i) for i in range(3)])
    with open(path, "a", encoding="utf-8") as g:
        g.write("appended")
    with open(path, encoding="utf-8", newline="") as h:
        text = h.read()
    with open(path, encoding="utf-8") as h:
        return count, text, h.readline()


@script
def missing(path: str) -> str:
    try:
        with open(path) as f:
            return f.read()
    except FileNotFoundError as e:
        return f"{e.errno} {e.strerror} {type(e).__name__}"
    except OSError as e:
        return f"other {type(e).__name__}"


@script
def not_there(path: str, mode: str) -> str:
    with open(path, mode) as f:
        return f.read()


@script
def error_in_the_middle(path: str, n: int) -> int:
    """What was written before the error is there; the file is closed."""
    try:
        with open(path, "w") as f:
            for i in range(5):
                f.write(str(10 // (n - i)))
    except ZeroDivisionError:
        pass
    with open(path) as f:
        return int("0" + f.read())


@script
def closed(path: str, how: int) -> str:
    f = open(path, "w+")
    f.write("text")
    f.close()
    f.close()
    if how == 0:
        return f.read()
    if how == 1:
        f.write("more")
    if how == 2:
        with f:
            return "entered"
    for line in f:
        return line
    return ""


def copied(source: TextIO, to: TextIO) -> int:
    n = 0
    for line in source:
        to.write(line.upper())
        n += 1
    return n


@script
def passed_on(path: str, other: str) -> tuple[int, str]:
    with open(path, encoding="utf-8") as a, open(other, "w", encoding="utf-8") as b:
        n = copied(a, b)
    with open(other, encoding="utf-8") as c:
        return n, c.read()


@script
def streams(n: int) -> int:
    print("to the output", n)
    sys.stdout.write(f"more {n}\n")
    print("by name", n, file=sys.stdout)
    return n


@script
def numbers(path: str, n: int) -> float:
    with open(path, "w") as f:
        for i in range(n):
            f.write(f"{i / 8} {i}\n")
    total = 0.0
    with open(path) as f:
        for line in f:
            x, y = line.split()
            total += float(x) * int(y)
    return total


ALL = ("text", "empty")
OUT = f"{FOLDER}/out"
CASES = {
    "words": [(f"{FOLDER}/{name}",) for name in ALL],
    "lines": [(f"{FOLDER}/{name}",) for name in ALL],
    "numbered": [(f"{FOLDER}/{name}",) for name in ALL],
    "by_parts": [(f"{FOLDER}/{name}",) for name in ALL],
    "whole": [
        (f"{FOLDER}/latin", "latin-1", "strict"),
        (f"{FOLDER}/latin", "utf-8", "strict"),
        (f"{FOLDER}/latin", "utf-8", "replace"),
        (f"{FOLDER}/latin", "ascii", "ignore"),
        (f"{FOLDER}/latin", "nothing", "strict"),
        (f"{FOLDER}/text", "ascii", "strict"),
        (f"{FOLDER}/text", "utf-8", "strict"),
    ],
    "newlines": [(f"{FOLDER}/text", None), (f"{FOLDER}/text", ""), (f"{FOLDER}/text", "x")],
    "written": [(OUT, 0, None), (OUT, 3, None), (OUT, 3, "\r\n")],
    "missing": [(f"{FOLDER}/no",), (FOLDER,), ("",), ("a\0b",)],
    "not_there": [(f"{FOLDER}/no", "r"), (f"{FOLDER}/text", "q"), (OUT, "w")],
    "error_in_the_middle": [(OUT, 3), (OUT, 9), (OUT, 0)],
    "closed": [(OUT, how) for how in range(4)],
    "passed_on": [(f"{FOLDER}/{name}", OUT) for name in ALL],
    "streams": [(3,)],
    "numbers": [(OUT, 0), (OUT, 100)],
}
