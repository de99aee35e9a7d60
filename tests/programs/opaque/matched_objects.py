"""`match` of Python's objects: sequence, mapping and class patterns; texts among them joined."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

from jitscript import script


@script
def tags(source: str) -> list[str]:
    out: list[str] = []
    for part in re.split(r"(\{.*?\})", source):
        if not part.startswith("{"):
            out.append(part)
            continue
        words = part.strip("{} ").split()
        match words:
            case ["for", name, "in", over] if name != over:
                out.append(f"for {name} of {over}")
            case ["if", name] | ["if", "not", name]:
                out.append(f"{len(words)} if {name}")
            case ["first", *rest, "last"]:
                out.append(f"{len(rest)} {rest}")
            case [verb, *others] if others:
                out.append(f"{verb} with {'+'.join(others)}")
            case [only]:
                out.append(only)
            case []:
                out.append("nothing")
    return out


def kind(text: str) -> str:
    match json.loads(text):
        case None:
            return "null"
        case True | False as flag:
            return f"flag {flag}"
        case int(n) if n > 100:
            return f"many {n}"
        case int() | float():
            return "number"
        case str(s):
            return f"text {s.upper()}"
        case []:
            return "empty list"
        case [int(a), int(b)]:
            return f"pair {a + b}"
        case [first, *_]:
            return f"list from {first}"
        case {"type": "point", "at": [x, y]}:
            return f"point {x} {y}"
        case {"type": str(name)}:
            return f"a {name}"
        case {}:
            return "dict"
        case _:
            return "?"


@script
def kinds(texts: list[str]) -> list[str]:
    return [kind(t) for t in texts]


@script
def days(texts: list[str]) -> list[str]:
    found = []
    for text in texts:
        day = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        match day:
            case datetime(hour=0, minute=0):
                found.append("midnight")
            case datetime(hour=h):
                found.append(f"at {h}")
            case date(year=2024, month=month):
                found.append(f"2024/{month}")
            case _:
                found.append("other")
    return found


@script
def depth(text: str) -> int:
    match re.split(",", text), text:
        case [a], _:
            return len(a)
        case (a, b), "x,y":
            return 10
        case [_, _, *_], _:
            return 20
    return -1


@script
def joined(text: str) -> list[str]:
    words = [m.group(1) for m in re.finditer(r"(\w)\w*", text)]
    once = "+".join(words)
    words.append("z")
    twice = "-".join(words) + ", ".join(m.group().upper() for m in re.finditer("[a-c]+", text))
    return [once, twice, *words]


@script
def not_joined(text: str) -> str:
    found = json.loads(text)
    items = [x for x in found]
    return ",".join(items)


TEXTS = ["null", "true", "7", "101", "2.5", '"ab"', "[]", "[1, 2]", '["a", 2, 3]', "[1, 2.5]"]
OBJECTS = ['{"type": "point", "at": [1, 2]}', '{"type": "point", "at": "xy"}', '{"type": 3}', "{}"]

CASES = {
    "tags": [("a {for x in xs}b{if y}{if not y}",), ("{}{end}{do it now}{first 1 2 last}",)],
    "kinds": [(TEXTS,), (OBJECTS,)],
    "days": [(["2024-05-01", "2023-05-01", "2024-05-01T00:00", "2024-05-01T07:30"],)],
    "joined": [("abc xyz cab",), ("",)],
    "not_joined": [('["a", "b"]',), ('["a", 1]',), ("[]",)],
    "depth": [("abc",), ("x,y",), ("a,b",), ("a,b,c",)],
}
