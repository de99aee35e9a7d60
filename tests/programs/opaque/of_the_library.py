"""Functions and objects of the standard library that the language lacks: Python is asked."""

import base64
import datetime
import fractions
import io
import json
import logging
import os
import queue
import re
import shlex
import sys
import tempfile
import warnings
from typing import NewType

from jitscript import script

Name = NewType("Name", str)
NUMBER = re.compile(r"(\d+)-(\w+)")
lower = re.compile("[a-z]*").fullmatch
kept: "queue.Queue[list[int]]" = queue.Queue()
cache: dict[str, object] = {"half": fractions.Fraction(1, 2)}
codes = {chr(i + 1000): i for i in range(1500)}
logged = io.StringIO()
log = logging.Logger("opaque")
log.addHandler(logging.StreamHandler(logged))
log.handlers[0].setFormatter(logging.Formatter("%(levelname)s %(lineno)d %(funcName)s %(message)s"))


@script
def matched(s: str) -> int:
    m = NUMBER.match(s)
    if m is None:
        return -1
    return int(m.group(1)) + len(m.group(2))


@script
def group_of(m: re.Match[str] | None, i: int) -> str:
    if not m:
        return "none"
    found = m.group(i)
    return found if found is not None else "?"


@script
def optional(s: str | None) -> str:
    m = re.match("a+", s) if s is not None else None
    return "none" if m is None else m.group()


@script
def changed(s: str, by: str) -> str:
    return re.sub("[aeiou]", by, s) + "|".join(re.findall("[x-z]", s))


@script
def split(s: str) -> list[str]:
    parts: list[str] = shlex.split(s)
    parts.append("end")
    return parts


@script
def home(name: str) -> str:
    return os.environ.get(name, "nothing")


@script
def total(text: str) -> float:
    x = json.loads(text)
    t = 0.0
    for k in x["a"]:
        t += float(k)
    if isinstance(x["b"], str) and x["b"] == "q":
        t += 1
    return t + len(x)


@script
def told(x: float, n: int) -> str:
    log.warning("value %s of %d", x, n)
    log.info("not shown")
    log.error("named %(a)s", {"a": n})
    text = str(logged.getvalue())
    logged.seek(0)
    logged.truncate()
    return text


@script
def ratio(a: int, b: int) -> str:
    x = fractions.Fraction(a, b)
    y = x + 1
    z = 2 * x - y
    if z < 0 and z != 0:
        z = -z
    z += 1
    return f"{x} {y} {z!r} {float(z):.2f} {abs(z)} {z in [z]} {1 / z} {z >= 1} {z != 1}"


@script
def later(days: int) -> tuple[int, str, bool]:
    d = datetime.datetime(2020, 1, 2) + datetime.timedelta(days=days)
    return d.day, d.strftime("%Y ") + d.isoformat(), d > datetime.datetime(2020, 2, 1)


@script
def is_pattern(s: str) -> str:
    try:
        re.compile(s)
    except re.error as e:
        return f"bad {e}"
    return "ok"


@script
def counted(s: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for m in re.finditer(r"(\w)(\d)", s):
        a, b = m.groups()
        out[a] = out.get(a, 0) + int(b)
    return out


@script
def digits(s: str) -> list[str]:
    return [m.group() for m in re.finditer(r"\d", s)]


@script
def letters(s: str) -> int:
    seen = {}
    for m in re.findall("[a-z]", s):
        seen[m] = seen.get(m, 0) + 1
    return len(seen)


@script
def compared(s: str) -> tuple[bool, bool, bool, bool]:
    m = re.match("(a)(b)?", s)
    if m is None:
        return False, False, False, False
    a = m.group(1)
    return a == "a", a == "a", m.group(2) is None, a is a


@script
def walked(s: str) -> list[str]:
    out = []
    start = i = 0
    while i < len(s):
        m = re.match("ab?", s[i:])
        if m is not None:
            i += m.end()
            out.append(s[start:i])
            start = m.end()
            continue
        i += 1
    return out


@script
def quietly(n: int) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.warn("unseen", stacklevel=1)
        if n > 2:
            raise ValueError(f"{n} is too much")
    return "left"


@script
def as_error(n: int) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if n > 0:
            warnings.warn("told", DeprecationWarning, stacklevel=1)
    return n


@script
def in_folder(n: int) -> str:
    where = ""
    try:
        with tempfile.TemporaryDirectory() as folder:
            where = str(folder)
            if n > 0:
                raise KeyError(n)
            if n < 0:
                return f"there {os.path.exists(where)}"
    except KeyError as e:
        return f"caught {e} {os.path.exists(where)}"
    return f"end {os.path.exists(where)}"


@script
def one_of(s: str, n: int) -> str:
    x: re.Match[str] | str | None = None
    if n == 1:
        x = re.match("a", s)
    elif n == 2:
        x = s
    if x is None:
        return "none"
    return x if isinstance(x, str) else str(x.group())


@script
def of_file(name: str) -> tuple[bool, bool]:
    closed = getattr(sys.stdout, name)
    return closed is None, "os" in sys.modules


@script
def only_lower(s: str) -> bool:
    return bool(lower(s))


@script
def named(s: str) -> str:
    return Name(s)


@script
def remembered(key: str) -> int:
    if key in cache:
        return int(10 * cache[key])
    cache[key] = fractions.Fraction(len(key))
    found = -int(cache[key])
    del cache[key]
    return found


@script
def coded(text: str) -> list[int]:
    return [int(codes[c]) for c in text if c in codes]


@script
def raised(s: str) -> None:
    raise TypeError(re.sub("a", "b", s))


@script
def packed(s: bytes) -> bytes:
    return base64.b64encode(s)


@script
def elsewhere(n: int) -> int:
    if hasattr(os, "no_such_name"):
        return int(os.no_such_name(n))
    return int(getattr(sys, "no_such_name", n))


@script
def missing(n: int) -> int:
    if n > 0:
        return int(os.no_such_name(n))
    return 0


@script
def nobody(m: re.Match[str]) -> str:
    return m.nothing


class Version:
    _pattern = re.compile(r"(\d+)\.(\d+)")

    def __init__(self, text: str) -> None:
        m = self._pattern.fullmatch(text)
        if not m:
            raise ValueError(f"bad {text!r}")
        self.major = int(m.group(1))
        self.minor = int(m.group(2))
        self.found: re.Match[str] | None = m


@script
def version(text: str) -> tuple[int, int, str]:
    v = Version(text)
    return v.major, v.minor, "none" if v.found is None else v.found.group(0)


@script
def of_instance(v: Version) -> str:
    if v.found is None:
        return "none"
    v.major += 1
    return v.found.group(v.major - v.major + 1)


@script
def chosen(n: int) -> str:
    x = None
    for i in range(n):
        x = re.match("[0-9]", str(i))
    return "nothing" if x is None else x.group()


CASES = {
    "matched": [("12-abc",), ("x",), ("7-",)],
    "group_of": [(None, 0), (NUMBER.match("1-zz"), 2), (re.match("(a)|(b)", "a"), 2)],
    "optional": [(None,), ("aab",), ("b",)],
    "changed": [("banana xyz", "o"), ("", ""), ("é a", "ü")],
    "split": [("a 'b c' d",), ("",), ("'",)],
    "home": [("NO_SUCH_NAME_HERE",)],
    "total": [
        ('{"a": [1, 2.5], "b": "q"}',),
        ('{"a": [], "b": 3}',),
        ("{",),
        ('{"a": 1, "b": 2}',),
    ],
    "told": [(1.5, 3), (float("inf"), -1)],
    "ratio": [(1, 3), (-5, 2), (1, 0)],
    "later": [(30,), (0,), (10**9,), (10**12,)],
    "is_pattern": [("(",), ("a",)],
    "counted": [("a1b2a3",), ("",)],
    "digits": [("a1b2",), ("",)],
    "letters": [("abca",), ("",)],
    "compared": [("a",), ("ab",), ("b",)],
    "walked": [("xxabaab",), ("",)],
    "quietly": [(1,), (3,)],
    "as_error": [(0,), (1,)],
    "in_folder": [(0,), (1,), (-1,)],
    "one_of": [("ab", 0), ("ab", 1), ("b", 1), ("b", 2)],
    "of_file": [("encoding",), ("no_such",)],
    "only_lower": [("ab",), ("a1",)],
    "named": [("q",)],
    "remembered": [("half",), ("no",)],
    "coded": [("aϨϩ",), ("",)],
    "raised": [("banana",)],
    "packed": [(b"abc",), (b"",)],
    "elsewhere": [(4,)],
    "missing": [(0,), (1,)],
    "nobody": [(re.match("a", "a"),)],
    "version": [("1.22",), ("1.x",)],
    "chosen": [(0,), (3,), (12,)],
}
