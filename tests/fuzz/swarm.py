"""Random programs, each over its own few features of the language, the same for the same seed.

A program is a function `f` with some parameters, and now and then a helper. It draws a subset of
the rows of `grammar.py`, a pool of constants, and layouts of arrays; so what seldom meets among all
features meets often in some program. Nothing is masked or guarded by habit: errors are results.
"""

from __future__ import annotations

import random
import re

from grammar import CHANGES, DEFINED, EXPRESSIONS, ROUNDS, SLICES, USES, Row
from kinds import (
    ANNOTATIONS,
    ARRAYS,
    ITERATED,
    LAYOUTS,
    LISTS,
    MAKERS,
    NAMES,
    SCALARS,
    SETS,
    TABLES,
    Values,
)

PRELUDE = """\
import math
from dataclasses import replace

import numpy as np
from jitscript import Array1, Array2, Array3, Array4, b1, f32, f64, i8, i16, i32, i64, script
from jitscript import u8, u16, u32, u64

inf, nan = math.inf, math.nan
"""
HOLE = re.compile(r"\{(\w+|[#:])([!?]?)\}")
STATEMENTS = {
    "assign": 3, "change": 4, "loop": 4, "if": 2, "augmented": 1, "exit": 1, "guard": 1, "call": 1,
    "try": 2,
}  # fmt: skip
ALL = sorted(
    {f for rows in (*EXPRESSIONS.values(), CHANGES, ROUNDS, USES) for f, _ in rows}
    | {*LAYOUTS, "powers", "ends", "no_nan", "sizes", "aliases", "loops", "whiles", "nests"}
)
CAUGHT = (
    "ZeroDivisionError", "IndexError", "LookupError", "OverflowError", "ArithmeticError",
    "ValueError", "(KeyError, ValueError)", "(IndexError, OverflowError)", "Exception",
)  # fmt: skip
ALWAYS = {"arithmetic", "compare", "count_up", "after_compare", "loops"}
SHOWN = (
    *SCALARS, *ARRAYS, *LISTS, *TABLES, *SETS, "str", "pair", "nested", "maybe", "maybe_text",
    "thing",
)  # fmt: skip
MUTABLE = ("list", "list", "table", "bag", "thing", "counts")
TOGETHER = 64  # as many programs are compiled as one; they share few kinds, so library code too


class Swarm:
    """Makes one program."""

    def __init__(self, seed: int):
        self.seed, self.rng = seed, random.Random(f"swarm {seed}")
        rng = self.rng
        shared = random.Random(f"batch {seed // TOGETHER}")
        some = shared.sample(sorted(ANNOTATIONS), 7)
        if shared.random() < 0.4:  # what one part of an expression changes, another reads
            some = [*MUTABLE, shared.choice(some)]
        self.kinds = (*some, *some, *["int"] * 6, shared.choice(("floats", "ints", "list")))
        share = rng.choice((0.15, 0.3, 0.5, 0.8))
        self.on = {f for f in ALL if rng.random() < share} | ALWAYS
        self.values = Values(rng, self.on)
        self.used: set[str] = set()
        self.lines: list[str] = []
        self.variables: dict[str, str] = {}
        self.fixed: set[str] = set()  # what only its loop changes
        self.results: list[str] = []
        self.helpers: dict[str, tuple[list[str], str]] = {}
        self.made = self.depth = self.budget = self.loops = 0

    # --- text -------------------------------------------------------------------------------------

    def program(self) -> str:
        rng = self.rng
        if rng.random() < 0.2:
            self.helper("g")
        kinds = [rng.choice(self.kinds) for _ in range(rng.randint(1, 4))]
        self.head("f", kinds)
        self.body(rng.choice((2, 3, 4, 6, 9)))
        shown = [n for n, k in self.variables.items() if k in SHOWN] + self.results
        rng.shuffle(shown)
        self.line(f"return ({', '.join(shown[:8])},)" if shown else "return None")
        cases = [self.case(kinds) for _ in range(6)]
        makers = [text for name, text in MAKERS.items() if any(f"_{name}(" in c for c in cases)]
        head = f'"""Program {self.seed} of the swarm."""\n\n{PRELUDE}'
        body = "\n".join(self.lines) + "\n"
        written = body + "".join(cases)
        known = [t for name, t in DEFINED.items() if re.search(rf"\b{name}\b", written)]
        parts = [head, *known, *makers, body]
        table = "".join(f"        lambda: {case},\n" for case in cases)
        parts.append(f'CASES = {{\n    "f": [\n{table}    ]\n}}\n')
        return "\n\n".join(parts)

    def helper(self, name: str) -> None:
        rng = self.rng
        kinds = [rng.choice(("int", "float", "floats", "list", "i64")) for _ in range(2)]
        self.head(name, kinds, rng.choice((True, False)))
        self.body(2)
        result = rng.choice(("int", "float", "bool"))
        self.line(f"return {self.expression(result, 2)}")
        self.helpers[name] = kinds, result
        self.lines += ["", ""]
        self.results = []

    def head(self, name: str, kinds: list[str], scripted: bool = True) -> None:
        self.variables = {"abcdefgh"[i]: kind for i, kind in enumerate(kinds)}
        parameters = ", ".join(f"{n}: {ANNOTATIONS[k]}" for n, k in self.variables.items())
        self.lines += ["@script"] * scripted + [f"def {name}({parameters}):"]
        self.depth = 1

    def case(self, kinds: list[str]) -> str:
        alike = [i for i, k in enumerate(kinds) if k in ARRAYS and kinds.count(k) > 1]
        texts = [self.values.argument(k) for k in kinds]
        for layout in LAYOUTS:
            if layout in self.on and any(k in ARRAYS for k in kinds):
                self.used.add(layout)
        if len(alike) > 1 and "aliases" in self.on and self.rng.random() < 0.5:
            self.used.add("aliases")
            one, two = [i for i in alike if kinds[i] == kinds[alike[0]]][:2]
            base, (texts[one], texts[two]) = self.values.overlapping(kinds[one])
            return f"(lambda b: ({', '.join(texts)},))({base})"
        return f"({', '.join(texts)},)"

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def fresh(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}"

    # --- expressions ------------------------------------------------------------------------------

    def names(self, *kinds: str) -> list[str]:
        return [n for n, k in self.variables.items() if k in kinds]

    def usable(self, row: Row) -> bool:
        if row[0] not in self.on:
            return False
        return all(self.names(k) for k, mark in HOLE.findall(row[1]) if mark == "?")

    def fill(self, row: Row, depth: int, **given: str) -> str:
        """The row's template, each hole filled."""

        def filled(hole: re.Match[str]) -> str:
            kind, mark = hole[1], hole[2]
            if kind in given:
                return given[kind]
            if kind == "#":
                return self.values.constant("int")
            if kind == ":":
                return self.part()
            if mark == "?":
                return self.rng.choice(self.names(kind))
            return self.leaf(kind) if mark else self.expression(kind, depth - 1)

        self.used.add(row[0])
        return HOLE.sub(filled, row[1])

    def part(self) -> str:
        return self.fill(("slice", self.rng.choice(SLICES)), 0)

    def expression(self, kind: str, depth: int) -> str:
        called = [n for n, (_, result) in self.helpers.items() if result == kind]
        if called and depth > 0 and self.rng.random() < 0.15:
            name = called[0]
            self.used.add("calls")
            return f"{name}({', '.join(self.leaf(k) for k in self.helpers[name][0])})"
        rows = [r for r in EXPRESSIONS.get(kind, ()) if depth > 0 and self.usable(r)]
        if not rows or self.rng.random() < 0.3:
            return self.leaf(kind)
        return self.fill(self.rng.choice(rows), depth)

    def leaf(self, kind: str) -> str:
        known = self.names(kind)
        if known and self.rng.random() < 0.8:
            return self.rng.choice(known)
        if kind == "int_axis":
            return self.rng.choice(("0", "1"))
        if kind in ARRAYS:
            dtype, rank = ARRAYS[kind]
            shape = "3" if rank == 1 else f"({', '.join('23' * rank)[: 3 * rank - 2]})"
            return f"np.ones({shape}, np.{NAMES[dtype]})"
        if kind in LISTS and kind != "list":
            item = self.leaf(LISTS[kind])
            return f"[{item}]"
        if kind in SETS:
            return f"{{{self.leaf(SETS[kind])}}}"
        if kind in TABLES:
            key, value = TABLES[kind]
            return f"{{{self.leaf(key)}: {self.leaf(value)}}}"
        return self.values.constant(kind)

    # --- statements -------------------------------------------------------------------------------

    def body(self, budget: int) -> None:
        self.budget = budget
        while self.budget > 0:
            self.statement()

    def statement(self) -> None:
        self.budget -= 1
        names = [n for n in STATEMENTS if self.depth < 3 or n not in ("loop", "if", "guard", "try")]
        weights = [STATEMENTS[n] for n in names]
        getattr(self, f"do_{self.rng.choices(names, weights)[0]}")()

    def block(self, at_most: int = 2) -> None:
        """Statements one level deeper; what they are first to set is gone afterwards."""
        before, results = dict(self.variables), list(self.results)
        self.depth += 1
        for _ in range(self.rng.randint(1, at_most)):
            self.statement()
        self.depth -= 1
        self.variables, self.results = before, results

    def do_assign(self) -> None:
        rng = self.rng
        kinds = [k for k in self.kinds if k in EXPRESSIONS]
        kind = rng.choice((*kinds, "int", "float", "bool"))
        value = self.expression(kind, 3)
        known = [n for n in self.names(kind) if n not in self.fixed]
        name = rng.choice(known) if known and rng.random() < 0.5 else self.fresh("x")
        self.line(f"{name} = {value}")
        self.variables[name] = kind

    def do_augmented(self) -> None:
        known = [n for n in self.names("int", "float", "i64", "u8", "f64") if n not in self.fixed]
        if not known:
            return self.do_assign()
        name = self.rng.choice(known)
        kind = self.variables[name]
        op = self.rng.choice("+-*/" if kind[0] == "f" else "+-*&|^")
        self.used.add("augmented")
        self.line(f"{name} {op}= {self.expression(kind, 2)}")

    def do_change(self) -> None:
        rows = [r for r in CHANGES if self.usable(r)]
        if not rows:
            return self.do_assign()
        row = self.rng.choice(rows)
        text = self.fill(row, 2)
        target = text.split(" ", 1)[0]
        if target in self.fixed:
            return self.do_assign()
        self.line(text)

    def do_call(self) -> None:
        """A value that is dropped: only its error counts."""
        self.used.add("dropped")
        self.line(self.expression(self.rng.choice(("int", "str", "floats", "list")), 3))

    def do_if(self) -> None:
        self.used.add("if")
        self.line(f"if {self.expression('bool', 2)}:")
        self.block()
        if self.rng.random() < 0.4:
            self.line("else:")
            self.block()

    def do_guard(self) -> None:
        """A condition under which what stands below it cannot fail."""
        name = self.leaf("int")
        sized = self.names(*ARRAYS, "list", "texts", "str")
        limit = f"len({self.rng.choice(sized)})" if sized else self.values.constant("int")
        self.used.add("guards")
        forms = (
            f"if 0 <= {name} < {limit}:",
            f"if {name} >= 0 and {name} < 64:",
            f"if {name} != 0:",
            f"if -{limit} <= {name} and not {name} >= {limit}:",
            f"if {name} < {self.values.constant('int')}:",
        )
        self.line(self.rng.choice(forms))
        self.block(3)

    def do_exit(self) -> None:
        rng = self.rng
        condition = self.expression("bool", 2)
        self.used.add("exits")
        exits = ["return None", f"raise ValueError({self.leaf('int')})", "raise IndexError()"]
        exits.append(f"raise KeyError(f'{{{self.leaf('int')}}} of {{{self.leaf('float')}}}')")
        if rng.random() < 0.2:
            return self.line(f"assert {condition}, {self.leaf('int')}")
        if self.helpers or self.lines[0].startswith(("@script", "def f")):
            return self.line(f"if {condition}: {rng.choice(exits)}")
        self.line(f"if {condition}: {rng.choice(exits[1:])}")

    def do_try(self) -> None:
        """Nothing in `finally` leaves it: that would end what the oracle gives up, too."""
        rng = self.rng
        self.used.add("handlers")
        self.line("try:")
        self.part_of_try(2)
        caught = rng.sample(CAUGHT, rng.choice((0, 1, 1, 1, 2)))
        for classes in caught:
            self.line(f"except {classes}:")
            self.part_of_try(1)
            if rng.random() < 0.15:
                self.depth += 1
                self.line("raise")
                self.depth -= 1
        if caught and rng.random() < 0.25:
            self.used.add("else of try")
            self.line("else:")
            self.part_of_try(1)
        if not caught or rng.random() < 0.25:
            self.used.add("finally")
            self.line("finally:")
            self.block(1)

    def part_of_try(self, at_most: int) -> None:
        self.block(at_most)
        if self.loops and self.rng.random() < 0.3:
            self.depth += 1
            how = self.rng.choice(("break", "continue"))
            self.line(f"if {self.expression('bool', 2)}: {how}")
            self.depth -= 1

    # --- loops ------------------------------------------------------------------------------------

    def do_loop(self) -> None:
        rng = self.rng
        carried = [self.fresh("v") for _ in range(rng.choice((1, 1, 2)))]
        for name in carried:
            start = rng.choice(("0", "0", "1", self.values.constant("int"), self.leaf("int")))
            self.line(f"{name} = {start}")
            self.variables[name] = "int"
        before = dict(self.variables)
        index, rounds = self.loop_head(carried)
        self.depth += 1
        self.loops += 1
        for _ in range(rng.randint(1, 2)):
            self.round(rng.choice(carried), index)
        if rng.random() < 0.35:
            self.line(f"if {self.expression('bool', 2)}: {rng.choice(('break', 'continue'))}")
            self.used.add("leaves")
        while rng.random() < 0.3 and self.depth < 4:
            self.statement()
        self.depth -= 1
        self.loops -= 1
        self.variables = before
        if rng.random() < 0.1:
            self.line("else:")
            self.depth += 1
            self.round(carried[0], "0")
            self.depth -= 1
        for name in carried:
            if rng.random() < 0.7:
                self.use(name, rounds)

    def round(self, name: str, index: str) -> None:
        rows = [r for r in ROUNDS if self.usable(r)]
        self.line(self.fill(self.rng.choice(rows), 2, v=name, i=index))

    def use(self, name: str, rounds: str) -> None:
        rows = [r for r in USES if self.usable(r)]
        made = self.fresh("u")
        text = self.fill(self.rng.choice(rows), 2, v=name, n=rounds, w=self.fresh("w"))
        if text.startswith("u = "):
            self.results.append(made)
            text = made + text[1:]
        self.line(text)

    def loop_head(self, carried: list[str]) -> tuple[str, str]:
        """Opens a loop; an int that differs in each round, and how many rounds there may be."""
        rng = self.rng
        index = self.fresh("i")
        a, n, step = rng.randrange(-3, 4), rng.randrange(0, 12), rng.choice((1, 2, 3, -1, -2))
        arrays, iterated = self.names(*ARRAYS), self.names(*ITERATED)
        heads = {
            "for_const": (f"range({n})", str(n)),
            "for_from": (f"range({a}, {a + n})", str(n)),
            "for_step": (f"range({a}, {a + n * step}, {step})", str(n)),
            "for_variable": (f"range({self.leaf('int')})", str(n)),
            "for_two": (f"range({self.leaf('int')}, {self.leaf('int')})", str(n)),
            "for_far": (
                f"range({self.values.constant('int')}, {self.values.constant('int')},"
                f" {rng.choice((1, -1, 2**61, -(2**61), 2**62))})",
                str(n),
            ),
            "for_tuple": ("(1, 2, 3)", "3"),
        }
        if arrays:
            name = rng.choice(arrays)
            heads["for_len"] = f"range(len({name}))", f"len({name})"
            heads["for_len_down"] = f"range(len({name}) - 1, -1, -1)", f"len({name})"
            heads["for_len_less"] = f"range(1, len({name}) - 1)", f"len({name})"
        if self.names("list"):
            heads["for_list"] = rng.choice(self.names("list")), str(n)
        if iterated:
            name = rng.choice(iterated)
            heads["for_enumerate"] = f"enumerate({name})", str(n)
            heads["for_zip"] = f"zip(range({n}), {name})", str(n)
        if "whiles" in self.on and rng.random() < 0.4:
            self.used.add("whiles")
            return self.while_head(index, carried[0], n, step)
        self.fixed.add(index)
        self.variables[index] = "int"
        feature = rng.choice(list(heads))
        items, rounds = heads[feature]
        self.used.add(feature)
        if feature in ("for_enumerate", "for_zip"):
            item = self.fresh("e")
            self.line(f"for {index}, {item} in {items}:")
            self.variables[item] = ITERATED[self.variables[name]]
            self.fixed.add(item)
        else:
            self.line(f"for {index} in {items}:")
        return index, rounds

    def while_head(self, index: str, carried: str, n: int, step: int) -> tuple[str, str]:
        rng = self.rng
        form = rng.randrange(3)
        if form == 0:
            self.line(f"while {carried} {rng.choice(('<', '<=', '!='))} {n}:")
            return carried, str(n)
        self.line(f"{index} = {rng.choice((0, n, self.leaf('int')))}")
        self.variables[index] = "int"
        self.fixed.add(index)
        self.depth += 1
        if form == 1:
            self.lines.append("    " * (self.depth - 1) + "while True:")
            self.line(f"if {index} >= {n}: break")
            self.line(f"{index} += {abs(step)}")
        else:
            self.lines.append("    " * (self.depth - 1) + f"while {index} > {self.leaf('int')}:")
            self.line(f"{index} -= {abs(step)}")
        self.depth -= 1
        return index, str(n)


def program(seed: int) -> tuple[str, set[str]]:
    """The program of a seed, and the features that it uses."""
    swarm = Swarm(seed)
    text = swarm.program()
    return text, swarm.used
