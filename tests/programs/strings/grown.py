"""`s += t`: in place where nobody else holds the text, and never seen by those who do."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


@dataclass
class Holder:
    text: str
    other: str


@script
def branches(n: int) -> tuple[str, int]:
    s, times = "", 0
    for i in range(n):
        if i % 7 == 0:
            s += "seven "
        elif i % 5 == 0:
            s += "five"
            s += ", "
            continue
        elif i % 11 == 0:
            times += len(s)
        else:
            s += "é"
            if i % 3 == 0:
                s += "😀" + str(i)
    return s, times


@script
def aliases(n: int) -> tuple[str, str, list[str]]:
    s = "a"
    t = s
    kept: list[str] = []
    for i in range(n):
        if i == 3:
            t = s
        if i % 4 == 1:
            kept.append(s)
        s += "xyz"
        s += s
        if i == 5:
            break
    return s, t, kept


@script
def parameters(s: str, parts: list[str]) -> tuple[str, str]:
    old = s
    for p in parts:
        s += p
        parts[0] += p
    return old, s


@script
def elements(n: int) -> tuple[list[str], list[str], dict[str, str], str]:
    xs = ["one", "two"]
    ys = xs.copy()
    d = {"k": "v"}
    first = xs[0]
    for i in range(n):
        xs[0] += str(i)
        taken = xs[1]
        taken += "!"
        xs.append(taken)
        d["k"] += taken
        first += "."
    return xs, ys, d, first


@script
def keys(n: int) -> tuple[dict[str, int], str]:
    d: dict[str, int] = {}
    s = ""
    for i in range(n):
        d[s] = i
        s += "ab"
    return d, s


@script
def fields(n: int) -> tuple[str, str, str]:
    h = Holder("x", "y")
    h.other = h.text
    local = h.text
    for _ in range(n):
        h.text += "1"
        local += "2"
    return h.text, h.other, local


@script
def swapped(n: int) -> tuple[str, str]:
    a, b = "a", "b"
    for _ in range(n):
        a, b = b, a
        a += b
        b = a
        b += "-"
    return a, b


@script
def tuples(n: int) -> list[tuple[str, int]]:
    s = "t"
    out: list[tuple[str, int]] = []
    for i in range(n):
        pair = (s, i)
        s += "u"
        out.append(pair)
        out.append((s, -i))
    return out


@script
def views(n: int) -> tuple[int, str, str]:
    s = "äb"
    seen = 0
    for i in range(n):
        before = s
        s += "cd"
        seen += len(before) + len(s) + (before == s) + (s[-1] == "d") + (s[0] == "ä") + s.find("d")
        if i % 10 == 9:
            s = s[2:]
    return seen, s, s[1:-1]


@script
def caught(n: int) -> tuple[str, str]:
    s = ""
    t = "t"
    for i in range(n):
        try:
            s += str(10 // (i % 3))
            t += "ok"
        except ZeroDivisionError:
            s += "zero"
            t = s
        finally:
            s += ";"
    return s, t


@script
def left(n: int) -> str:
    s = "begin"
    try:
        for i in range(n):
            s += str(i)
            if i == 5:
                s += "end"
                return s
            t = s
            t += "x"
            if len(t) > 40:
                raise ValueError(t)
    except ValueError as e:
        return str(e) + s
    return s


@script
def raised(n: int) -> str:
    s = "begin"
    for i in range(n):
        if i == 4:
            s += "gone"
            s += str(1 // (i - 4))
            return s
        s += str(i)
    return s


@script
def nested(rows: list[list[str]]) -> list[str]:
    lines: list[str] = []
    total = ""
    for row in rows:
        line = ""
        for cell in row:
            if not cell:
                continue
            if line:
                line += ","
            line += cell
            if cell == "stop":
                break
        else:
            line += "|"
        total += line
        lines.append(line)
        lines.append(total)
    return lines


@script
def chosen(s: str, n: int) -> tuple[str, str]:
    t = s
    for i in range(n):
        u = s if i % 2 else t
        u += "z"
        if len(u) % 3 == 0:
            t = u
    return s, t


@script
def literal(n: int) -> list[str]:
    out: list[str] = []
    for _ in range(n):
        s = "lit"
        s += "eral"
        s += ""
        out.append(s)
        c = s[0]
        c += c
        out.append(c)
    return out


@script
def maybe(n: int) -> str | None:
    s: str | None = None
    for i in range(n):
        if s is None:
            s = "first"
        else:
            s += str(i)
    return s


@script
def itself(s: str) -> tuple[str, list[str]]:
    t = s + "é"
    seen: list[str] = []
    for c in t:
        t += c
        seen.append(c)
        t += t[:2]
        for i, d in enumerate(t):
            if i > 3:
                break
            seen.append(d)
    a, b, *_ = t
    for c, d in zip(t, t[1:]):
        a += c
        b += d
    return t, [*seen, a, b]


@script
def long(n: int) -> tuple[int, str, int]:
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
        if i % 1000 == 0:
            s += "é"
    return len(s), s[-5:], s.count("z")


CASES = {
    "branches": [(0,), (1,), (300,)],
    "aliases": [(0,), (9,)],
    "parameters": [("q", ["a", "b", "é", ""]), ("", [])],
    "elements": [(0,), (6,)],
    "keys": [(0,), (40,)],
    "fields": [(0,), (5,)],
    "swapped": [(0,), (12,)],
    "tuples": [(0,), (30,)],
    "views": [(0,), (100,)],
    "caught": [(0,), (20,)],
    "left": [(0,), (3,), (9,), (60,)],
    "raised": [(0,), (3,), (9,)],
    "nested": [
        ([],),
        ([["a", "", "b"], [], ["", "x", "stop", "y"], ["é", "é"]],),
    ],
    "chosen": [("", 0), ("ab", 9)],
    "literal": [(0,), (3,)],
    "maybe": [(0,), (1,), (5,)],
    "itself": [("a",), ("日本a",)],
    "long": [(0,), (5000,)],
}
