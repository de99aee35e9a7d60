"""Random functions that change what they are given: arguments of nested types, which share parts.

`program(seed)` is the text of a module whose function `f` changes its arguments in random steps.
What it is given, and what is compared: border_values.py.
"""

from __future__ import annotations

import random
from typing import Any

CLASSES = """
from __future__ import annotations

import copy
from collections import deque
from dataclasses import dataclass, field


class P:
    def __init__(self, n: int, name: str = "", next: P | None = None):
        self.n = n
        self.name = name
        self.next: P | None = next
        self.kids: list[P] = []
        self.seen: dict[str, int] = {}

    def grow(self, k: int) -> None:
        self.n += k
        self.name += "ß"
        if k > 2:
            raise ValueError(self.name)
        self.kids.append(self)


class Q(P):
    def __init__(self, n: int, extra: float = 0.5):
        super().__init__(n, "q")
        self.extra = extra

    def grow(self, k: int) -> None:
        self.extra += k
        self.seen[str(k)] = self.n


@dataclass
class D:
    xs: list[int]
    p: P
    rows: list[list[str]] = field(default_factory=list)
    pair: tuple[int, list[int]] = field(default_factory=lambda: (0, [1]))


class S:
    __slots__ = ("x", "d", "q", "inner")

    def __init__(self, x: float, inner: D | None = None):
        self.x = x
        self.d: dict[str, list[int]] = {}
        self.q: deque[int] = deque()
        self.inner: D | None = inner

"""

FIELDS: dict[str, dict[str, str]] = {
    "P": {
        "n": "int",
        "name": "str",
        "next": "P | None",
        "kids": "list[P]",
        "seen": "dict[str, int]",
    },
    "D": {"xs": "list[int]", "p": "P", "rows": "list[list[str]]", "pair": "tuple[int, list[int]]"},
    "S": {"x": "float", "d": "dict[str, list[int]]", "q": "deque[int]", "inner": "D | None"},
}
SCALARS = {
    "int": ["0", "1", "-1", "7", "2**62", "-(2**63)"],
    "float": ["0.0", "-0.0", "1.5", "1e308", "float('inf')"],
    "str": ["''", "'a'", "'b'", "'ä€'", "'\\x00'", "'\U0001f600'"],
    "bool": ["True", "False"],
    "bytes": ["b''", "b'\\x00a'"],
    "int | str": ["5", "'five'", "0"],
}
KEYS = {"str": ["'a'", "'b'", "''"], "int": ["0", "1", "-1"]}


def parts(t: str) -> tuple[str, list[str]]:
    """`dict[str, P]` as ("dict", ["str", "P"]), `P | None` as ("optional", ["P"])."""
    depth, at, found = 0, 0, []
    for c in t:
        if c == "|" and depth == 0:
            last = t.endswith(" | None")
            return ("optional", [t.removesuffix(" | None")]) if last else (t, [])
        depth += (c == "[") - (c == "]")
    if "[" not in t:
        return t, []
    head, inside = t.split("[", 1)
    inside = inside[:-1]
    for i, c in enumerate(inside):
        depth += (c == "[") - (c == "]")
        if c == "," and depth == 0:
            found.append(inside[at:i].strip())
            at = i + 1
    return head, [*found, inside[at:].strip()]


def random_type(r: random.Random, depth: int = 0) -> str:
    scalar = r.choice(["int", "int", "float", "str", "str", "bool", "bytes", "int | str"])
    if depth > 3 or (depth and r.random() < 0.25):
        return r.choice([scalar, "P", "P | None", "S", "D", "list[int]"])
    inner = random_type(r, depth + 1)
    return r.choice(
        [
            f"list[{inner}]",
            f"list[{inner}]",
            f"dict[{r.choice(['str', 'int'])}, {inner}]",
            f"set[{r.choice(['str', 'int'])}]",
            f"deque[{inner}]",
            f"tuple[{inner}, list[{scalar}]]",
            "P",
            "S",
            "D",
        ]
        + ([f"list[{inner}] | None"] if depth else [])
    )


class Writer:
    """Writes the body of one function."""

    def __init__(self, r: random.Random, known: dict[str, str]):
        self.r, self.known, self.lines, self.names = r, dict(known), list[str](), 0

    def step_in(self, text: str, t: str) -> tuple[str, str] | None:
        """A random part of a value of type t."""
        kind, inner = parts(t)
        r = self.r
        if kind in ("list", "deque"):
            return f"{text}[{r.choice([0, 0, 0, 1, -1])}]", inner[0]
        if kind == "dict":
            return f"{text}[{r.choice(KEYS[inner[0]][:2])}]", inner[1]
        if kind == "tuple":
            at = r.randrange(len(inner))
            return f"{text}[{at}]", inner[at]
        if kind in FIELDS:
            name = r.choice(list(FIELDS[kind]))
            return f"{text}.{name}", FIELDS[kind][name]
        return None

    def path(self, wanted: Any) -> tuple[str, str] | None:
        """A random part of what there is, of a type that is wanted."""
        for _ in range(40):
            name = self.r.choice(list(self.known))
            here: tuple[str, str] | None = (name, self.known[name])
            for _ in range(5):
                if here is None:
                    break
                if wanted(here[1]) and self.r.random() < 0.7:
                    return here
                here = self.step_in(*here)
        return None

    def value(self, t: str, depth: int = 0) -> str:
        """An expression of type t: something that there is, or something new."""
        found = self.path(lambda u: u == t) if self.r.random() < 0.6 else None
        if found:
            return found[0]
        return self.new(t, depth)

    def new(self, t: str, depth: int) -> str:
        r, (kind, inner) = self.r, parts(t)
        if kind in SCALARS:
            return r.choice(SCALARS[kind])
        if kind == "optional":
            return "None" if r.random() < 0.5 else self.value(inner[0], depth)
        count = 0 if depth > 2 else r.randrange(3)
        if kind in ("list", "deque"):
            text = f"[{', '.join(self.value(inner[0], depth + 1) for _ in range(count))}]"
            return text if kind == "list" else f"deque({text})" if count else "deque()"
        if kind == "set":
            return "{" + ", ".join(r.sample(KEYS[inner[0]], count)) + "}" if count else "set()"
        if kind == "dict":
            keys = r.sample(KEYS[inner[0]], count)
            return "{" + ", ".join(f"{k}: {self.value(inner[1], depth + 1)}" for k in keys) + "}"
        if kind == "tuple":
            return f"({', '.join(self.value(u, depth + 1) for u in inner)})"
        if kind == "P":
            return f"P({self.value('int', 3)}, {self.value('str', 3)})"
        if kind == "D":
            return f"D({self.value('list[int]', depth + 1)}, {self.value('P', depth + 1)})"
        return f"S({self.value('float', 3)})"

    def write(self, indent: int, line: str) -> None:
        self.lines.append("    " * indent + line)

    def statement(self, indent: int) -> None:
        r = self.r
        kind_of = r.random()
        if kind_of < 0.12:
            found = self.path(lambda u: u not in SCALARS)
            if found:
                kind, inner = parts(found[1])
                self.names += 1
                name = f"v{self.names}"
                self.write(indent, f"{name} = {found[0]}")
                if kind != "optional":
                    if indent == 1:
                        self.known[name] = found[1]
                    return
                self.write(indent, f"if {name} is not None:")
                before = dict(self.known)
                self.known[name] = inner[0]
                for _ in range(r.randint(1, 3)):
                    self.statement(indent + 1)
                self.write(indent + 1, "pass")
                self.known = before
            return
        if kind_of < 0.2 and indent < 3:
            found = self.path(lambda u: parts(u)[0] == "list")
            if found:
                self.names += 1
                name, before = f"v{self.names}", dict(self.known)
                self.write(indent, f"for {name} in {found[0]}[:3]:")
                inner = parts(found[1])[1][0]
                if parts(inner)[0] != "optional":
                    self.known[name] = inner
                for _ in range(r.randint(1, 3)):
                    self.statement(indent + 1)
                self.write(indent + 1, "pass")
                self.known = before
            return
        if kind_of < 0.25 and indent < 3:
            self.write(indent, "try:")
            for _ in range(r.randint(1, 3)):
                self.statement(indent + 1)
            self.write(indent + 1, "pass")
            self.write(indent, f"except {r.choice(['IndexError', 'KeyError', 'LookupError'])}:")
            self.statement(indent + 1)
            self.write(indent + 1, "pass")
            return
        if kind_of < 0.28:
            found = self.path(lambda u: parts(u)[0] in ("list", "dict", "set", "deque"))
            if found:
                self.write(indent, f"if len({found[0]}) > {r.choice([1, 2, 3])}:")
                self.write(indent + 1, f"raise ValueError({r.choice(SCALARS['str'])})")
            return
        found = self.path(lambda u: parts(u)[0] in ("list", "dict", "set", "deque", *FIELDS))
        if found:
            self.write(indent, self.change(*found))

    def change(self, c: str, t: str) -> str:
        r, (kind, inner) = self.r, parts(t)
        at = r.choice([0, 1, -1])
        if kind in FIELDS:
            if kind == "P" and r.random() < 0.3:
                return f"{c}.grow({r.choice([0, 1, 3])})"
            name = r.choice(list(FIELDS[kind]))
            return f"{c}.{name} = {self.value(FIELDS[kind][name])}"
        if kind == "set":
            k = r.choice(KEYS[inner[0]])
            return r.choice(
                [f"{c}.{step}({k})" for step in ("add", "discard", "remove")]
                + [f"{c}.{end}" for end in ("clear()", f"update({self.value(t)})", "pop()")]
            )
        if kind == "dict":
            k, v = r.choice(KEYS[inner[0]]), self.value(inner[1])
            return r.choice(
                [f"{c}[{k}] = {v}"] * 4
                + [f"del {c}[{k}]", f"{c}.clear()", f"{c}.setdefault({k}, {v})", f"{c}.popitem()"]
                + [f"{c}.update({self.value(t)})", f"{c}.pop({k})"]
            )
        v = self.value(inner[0])
        if r.random() < 0.2:
            return self.rearranged(c, t, kind)
        steps = [f"{c}.append({v})"] * 4 + [f"{c}[{at}] = {v}"] * 3
        steps += [f"{c}.pop()", f"{c}.clear()", f"{c}.extend({self.value(t)})", f"{c}.reverse()"]
        steps += [f"{c}.insert({at}, {v})", f"del {c}[{at}]"]
        if kind == "deque":
            steps += [f"{c}.appendleft({v})", f"{c}.popleft()", f"{c}.rotate({at})"]
        else:
            steps += [f"{c}[{at}:] = {self.value(t)}", f"{c}[:1] = {self.value(t)}"]
            steps += [f"{c}.pop({at})", f"{c} += {self.value(t)}" if "(" not in c else f"{c}.pop()"]
            if inner[0] in ("int", "str"):
                steps += [f"{c}.sort()", f"{c}.remove({v})"]
        return r.choice(steps)

    def rearranged(self, c: str, t: str, kind: str) -> str:
        """A change of a list or deque by what it holds."""
        found = self.path(lambda u: u == t)
        other = found[0] if found else c
        steps = [f"{c}[0], {c}[-1] = {c}[-1], {c}[0]", f"{c}.extend([x for x in {other}])"]
        steps += [f"{c}.append(copy.deepcopy({c}[0]))", f"{c}.append(copy.copy({other}[-1]))"]
        steps += [f"{c}.extend({other}.copy())", f"{c}.extend(list({other})[::-1])"]
        if kind == "list":
            steps += [f"{c}[:] = [x for x in {other}][1:]", f"{c}[1:] = {other} * 2"]
        return self.r.choice(steps)


def program(seed: int) -> tuple[str, list[str]]:
    """The text of the module, and the types of the arguments of `f`."""
    r = random.Random(seed)
    types = [random_type(r) for _ in range(r.randint(1, 3))]
    if r.random() < 0.5:
        types.append(r.choice(types))
    w = Writer(r, {f"a{i}": t for i, t in enumerate(types)})
    for _ in range(r.randint(2, 10)):
        w.statement(1)
    found = w.path(lambda u: parts(u)[0] != "optional")
    result = found if found and r.random() < 0.8 else ("0", "int")
    head = f"def f({', '.join(f'a{i}: {t}' for i, t in enumerate(types))}) -> {result[1]}:"
    return CLASSES + "\n".join([head, *w.lines, f"    return {result[0]}"]) + "\n", types
