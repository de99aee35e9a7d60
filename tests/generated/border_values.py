"""What the functions of border_programs.py are given, and what their calls have done.

A `Maker` makes values, parts of one type in several places. `done` tells what a call gives and
leaves: values, and which lists, dicts, sets, deques and instances are which.
"""

from __future__ import annotations

import random
from collections import deque
from types import ModuleType
from typing import Any

from border_programs import KEYS, SCALARS, parts


class Maker:
    """Makes values, now and then one that was made before."""

    def __init__(self, module: ModuleType, r: random.Random):
        self.m, self.r, self.made = module, r, dict[str, list[Any]]()

    def value(self, t: str, depth: int = 0) -> Any:
        r, (kind, inner) = self.r, parts(t)
        if kind in SCALARS:
            return eval(r.choice(SCALARS[kind]))
        if kind == "optional":
            return None if r.random() < 0.4 or depth > 5 else self.value(inner[0], depth)
        known = self.made.setdefault(t, [])
        if known and (r.random() < 0.4 or depth > 5):
            return r.choice(known)
        count = 0 if depth > 5 else r.choice([0, 1, 2, 2, 3, 3, 3])
        if kind == "tuple":
            return tuple(self.value(u, depth + 1) for u in inner)
        made: Any
        if kind in ("list", "deque"):
            made = [] if kind == "list" else deque()
            known.append(made)
            made.extend(self.value(inner[0], depth + 1) for _ in range(count))
        elif kind == "set":
            made = set(map(eval, r.sample(KEYS[inner[0]], count)))
            known.append(made)
        elif kind == "dict":
            made = {}
            known.append(made)
            for k in KEYS[inner[0]][:count]:
                made[eval(k)] = self.value(inner[1], depth + 1)
        else:
            made = self.instance(kind, known, depth)
        return made

    def instance(self, kind: str, known: list[Any], depth: int) -> Any:
        m, r = self.m, self.r
        if kind == "P":
            p = m.Q(r.randrange(9)) if r.random() < 0.3 else m.P(r.randrange(9), "p")
            known.append(p)
            p.next = self.value("P | None", depth + 1)
            p.kids = self.value("list[P]", depth + 2)
            p.seen = self.value("dict[str, int]", depth + 1)
            return p
        if kind == "D":
            d = m.D(self.value("list[int]", depth + 1), self.value("P", depth + 1))
            known.append(d)
            d.rows = self.value("list[list[str]]", depth + 1)
            d.pair = self.value("tuple[int, list[int]]", depth + 1)
            return d
        s = m.S(self.value("float"))
        known.append(s)
        s.d = self.value("dict[str, list[int]]", depth + 1)
        s.q = self.value("deque[int]", depth + 1)
        s.inner = self.value("D | None", depth + 1)
        return s


def fields(x: Any) -> list[tuple[str, Any]]:
    names = x.__slots__ if hasattr(type(x), "__slots__") else sorted(vars(x))
    return [(name, getattr(x, name)) for name in names]


def shared(x: Any) -> bool:
    return isinstance(x, (list, dict, set, deque)) or type(x).__name__ in "PQDS"


def seen(x: Any, known: list[Any]) -> Any:
    """A value, by who its parts are: #n is the n-th of those that are known or came before."""
    if isinstance(x, tuple):
        return tuple(seen(v, known) for v in x)
    if not shared(x):
        return type(x).__name__, repr(x)
    for i, one in enumerate(known):
        if x is one:
            return f"#{i}"
    known.append(x)
    return content(x, known)


def content(x: Any, known: list[Any]) -> Any:
    name = type(x).__name__
    if isinstance(x, dict):
        return name, [(seen(k, known), seen(v, known)) for k, v in x.items()]
    if isinstance(x, (list, set, deque)):
        return name, [seen(v, known) for v in x]
    return name, [(n, seen(v, known)) for n, v in fields(x)]


def done(f: Any, args: list[Any]) -> tuple[Any, ...]:
    """What a call gives or raises, and what it leaves of its arguments and their parts."""
    known: list[Any] = []
    seen(args, known)
    old = list(known)
    try:
        result = f(*args)
        end: Any = seen(result, known)
    except Exception as error:
        end = type(error).__name__, str(error)
    left = [content(x, known) for x in old]
    return end, left
