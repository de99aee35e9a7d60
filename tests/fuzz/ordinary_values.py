"""Random values of ordinary kinds, and expressions of them, for `ordinary.py`."""

from __future__ import annotations

import random
import re

from grammar_ordinary import EXPRESSIONS, ITERATED, KINDS, TEXTS, Row

HOLE = re.compile(r"\{(\w+)([!?]?)(v?)\}")


class Values:
    """`variables` maps the names that may be read to kinds, `on` are the features that a program
    uses, `used` those that it has used so far."""

    def __init__(self, rng: random.Random, on: set[str]):
        self.rng, self.on = rng, on
        self.texts = rng.sample(TEXTS, 4)
        self.used: set[str] = set()
        self.variables: dict[str, str] = {}
        self.fixed: set[str] = {"log"}  # what is not assigned here
        self.makers: list[str] = []  # nested generator functions
        self.made = 0

    def fresh(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}"

    def argument(self, kind: str) -> str:
        rng = self.rng
        some = range(rng.choice((0, 1, 2, 3, 4)))
        a = self.argument
        if kind == "int":
            return str(rng.choice((0, 1, 2, 3, 4, 5, 7, -1, -4, 12)))
        if kind == "bool":
            return rng.choice(("True", "False"))
        if kind == "str":
            return rng.choice(self.texts)
        if kind == "either":
            return rng.choice(("None", a("int"), a("str")))
        if kind in ("spot", "deep"):
            inner = a("str") if kind == "spot" else f"({a('str')}, {a('bool')})"
            return f"({a('int')}, {inner})"
        if kind in ("list", "texts", "rows"):
            return f"[{', '.join(a(ITERATED[kind]) for _ in some)}]"
        if kind in ("names", "spots"):
            return f"set([{', '.join(a(ITERATED[kind]) for _ in some)}])"
        value = "texts" if kind == "groups" else "int"
        return f"{{{', '.join(f'{a(ITERATED[kind])}: {a(value)}' for _ in some)}}}"

    # --- expressions ------------------------------------------------------------------------------

    def names(self, kind: str, assigned: bool = False) -> list[str]:
        return [
            n for n, k in self.variables.items()
            if k == kind and not (assigned and n in self.fixed)
        ]  # fmt: skip

    def usable(self, row: Row) -> bool:
        if row[0] not in self.on:
            return False
        if "{same}" in row[1] and not self.names("either"):
            return False
        return all(self.names(k, bool(v)) for k, mark, v in HOLE.findall(row[1]) if mark == "?")

    def fill(self, row: Row, depth: int) -> str:
        same = self.rng.choice(self.names("either") or [""])  # what is tested and used

        def filled(hole: re.Match[str]) -> str:
            kind, mark, assigned = hole.groups()
            if kind == "same":
                return same
            if kind == "order":
                return self.rng.choice(("<", "<=", "==", "!=", ">", ">="))
            if kind == "slice":
                return self.part()
            if kind == "at":
                return self.rng.choice(("0", "0", "-1", "1", self.leaf("int")))
            if mark == "?":
                return self.rng.choice(self.names(kind, bool(assigned)))
            return self.leaf(kind) if mark else self.expression(kind, depth - 1)

        self.used.add(row[0])
        return HOLE.sub(filled, row[1])

    def part(self) -> str:
        forms = ("1:", ":-1", "::2", "::-1", ":", "-2:", "3:0:-1", ":{int!}", "{int!}:", "1:{int!}")
        return HOLE.sub(lambda hole: self.leaf(hole[1]), self.rng.choice(forms))

    def expression(self, kind: str, depth: int) -> str:
        rows = [r for r in EXPRESSIONS[kind] if self.usable(r)] if depth > 0 else []
        if not rows or (self.rng.random() < 0.3 and kind in KINDS):
            return self.leaf(kind)
        if kind == "iterator" and self.makers and self.rng.random() < 0.5:
            return f"{self.rng.choice(self.makers)}({self.leaf('int')})"
        return self.fill(self.rng.choice(rows), depth)

    def leaf(self, kind: str) -> str:
        known = self.names(kind)
        if known and self.rng.random() < 0.8:
            return self.rng.choice(known)
        if kind in ("int", "bool", "str", "spot", "deep"):
            text = self.argument(kind)
            return f"({text})" if text[0] == "-" else text
        if kind in ("list", "texts", "rows"):
            return f"[{self.leaf(ITERATED[kind])}]"
        if kind in ("names", "spots"):
            return f"{{{self.leaf(ITERATED[kind])}}}"
        if kind in ITERATED:
            value = self.leaf("texts" if kind == "groups" else "int")
            return f"{{{self.leaf(ITERATED[kind])}: {value}}}"
        if kind == "either":
            return f"({self.leaf('int')} if {self.leaf('bool')} else {self.leaf('str')})"
        if kind == "thing":
            return f"Base({self.leaf('int')})"
        if kind == "function":
            return f"(lambda q: q + {self.leaf('int')})"
        return f"iter([{self.leaf('int')}])"
