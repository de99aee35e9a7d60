"""Random programs of the language, typed as they are made, the same for the same seed.

A program is one function `f` with parameters of several kinds, the helpers it calls, and a few
statements: assignments, branches, bounded loops, elements and slices of arrays and lists, text,
early exits. It returns its variables as a tuple, so that every value and every type is compared.
Conditions and divisors are not protected: errors are results like any other.
"""

from __future__ import annotations

from expressions import ELEMENTS, ITERATED, KINDS, OPERATORS, SCALARS, Expressions

PRELUDE = """\
import math

import numpy as np
from jitscript import Array1, Array2, f64, i64, script

inf, nan = math.inf, math.nan
"""
SHOWN = (*SCALARS, *ELEMENTS, "pair", "record", "text", "maybe")
STATEMENTS = {
    "assign": 6, "augmented": 3, "if": 3, "for": 3, "while": 1, "store": 2, "unpack": 1, "exit": 1,
    "assert": 1, "list": 2, "change_list": 2, "text": 1, "view": 1, "store_slice": 1, "whole": 1,
    "refine": 1, "chain": 1, "tuple": 1,
}  # fmt: skip
DEEP = ("assign", "augmented", "store", "change_list")
EXCEPTIONS = ("ValueError", "TypeError", "IndexError", "RuntimeError", "OverflowError", "KeyError")


class Generator(Expressions):
    """Makes one program."""

    def __init__(self, seed: int):
        super().__init__(seed)
        self.seed = seed
        self.protected: set[str] = set()  # loop counters, which only their loop changes
        self.lines: list[str] = []
        self.loops = 0
        self.budget = 0
        self.result = ""  # the kind that the function being made returns, if it must

    def program(self) -> str:
        for i in range(self.random.choice((0, 0, 1, 2))):
            self.helper(f"g{i}")
        kinds = self.random.choices(list(KINDS), k=self.random.randint(2, 5))
        self.head("f", kinds)
        self.body(self.random.randint(4, 14))
        shown = self.names(*SHOWN)
        self.line(1, f"return ({', '.join(shown)},)" if shown else "return None")
        rows = []
        for _ in range(4):
            values = [self.random.choice(KINDS[k][1]) for k in kinds]
            rows.append(f"        lambda: ({', '.join(values)},),")
        body = "\n".join(self.lines)
        table = "\n".join(rows)
        head = f'"""Program {self.seed} of the generator."""\n\n{PRELUDE}'
        return f'{head}{body}\n\n\nCASES = {{\n    "f": [\n{table}\n    ]\n}}\n'

    def helper(self, name: str) -> None:
        """A function that the ones after it may call: plain or scripted."""
        of = [*SCALARS, "text", "list", "words"]
        kinds = self.random.choices(of, k=self.random.randint(1, 3))
        self.result = self.pick("int", "float", "bool", "i64", "f64", "text", "list", "f32")
        self.head(name, kinds, self.pick("", "@script"))
        self.body(self.random.randint(1, 4))
        self.line(1, f"return {self.expression(self.result, 2)}")
        self.helpers[name] = kinds, self.result
        self.result = ""

    def head(self, name: str, kinds: list[str], decorator: str = "@script") -> None:
        self.variables = {"abcde"[i]: kind for i, kind in enumerate(kinds)}
        parameters = ", ".join(f"{n}: {KINDS[k][0]}" for n, k in self.variables.items())
        self.lines += ["", "", *([decorator] if decorator else []), f"def {name}({parameters}):"]

    def body(self, budget: int) -> None:
        self.budget = budget
        while self.budget > 0:
            self.statement(1, False)

    def line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def statement(self, depth: int, in_loop: bool) -> None:
        self.budget -= 1
        names = DEEP if depth > 3 else tuple(STATEMENTS)
        weights = [STATEMENTS[name] for name in names]
        getattr(self, f"do_{self.random.choices(names, weights)[0]}")(depth, in_loop)

    def block(self, depth: int, in_loop: bool) -> None:
        """Statements whose new variables are gone afterwards: not every path has set them."""
        before = dict(self.variables)
        for _ in range(self.random.randint(1, 3)):
            self.statement(depth, in_loop)
        for name in list(self.variables):
            if name not in before:
                del self.variables[name]
        self.variables.update(before)

    def target(self, kind: str) -> str:
        """A variable to assign a value of the kind to: one of that kind, or a new one."""
        known = [n for n, k in self.variables.items() if k == kind and n not in self.protected]
        if known and self.random.random() < 0.6:
            return self.random.choice(known)
        return f"{'xyz'[len(kind) % 3]}{len(self.lines)}"

    # --- assignments ----------------------------------------------------------------------------

    def do_assign(self, depth: int, in_loop: bool) -> None:
        kind = self.random.choice(SCALARS)
        value = self.expression(kind, 3)
        name = self.target(kind)
        self.line(depth, f"{name} = {value}")
        self.variables[name] = kind

    def do_chain(self, depth: int, in_loop: bool) -> None:
        """Two names for one value, or a name within an expression."""
        kind = self.pick("int", "float", "i64", "text" if not in_loop else "bool")
        value = self.expression(kind, 2)
        a, b = f"p{len(self.lines)}", f"q{len(self.lines)}"
        if self.random.random() < 0.5:
            self.line(depth, f"{a} = {b} = {value}")
            self.variables[b] = kind
        else:
            self.line(depth, f"{a} = ({b} := {value})")
        self.variables[a] = kind

    def do_augmented(self, depth: int, in_loop: bool) -> None:
        known = [n for n, k in self.variables.items() if k in OPERATORS and n not in self.protected]
        if not known:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(known)
        kind = self.variables[name]
        self.line(
            depth, f"{name} {self.random.choice(OPERATORS[kind])}= {self.expression(kind, 2)}"
        )

    def do_unpack(self, depth: int, in_loop: bool) -> None:
        a, b = self.target("int"), self.target("float")
        pairs = self.names("pair")
        if pairs and self.random.random() < 0.5:
            self.line(depth, f"{a}, {b} = {self.random.choice(pairs)}")
        else:
            self.line(
                depth, f"{a}, {b} = {self.expression('int', 2)}, {self.expression('float', 2)}"
            )
        self.variables[a], self.variables[b] = "int", "float"

    def do_tuple(self, depth: int, in_loop: bool) -> None:
        """A tuple, taken apart again in part."""
        e, at = self.expression, len(self.lines)
        if self.random.random() < 0.5:
            self.line(depth, f"u{at} = ({e('text', 1)}, ({e('bool', 1)}, {e('int', 1)}))")
            self.variables[f"u{at}"] = "record"
        else:
            first, rest = (self.random.choice(SCALARS) for _ in range(2))
            values = ", ".join(e(kind, 1) for kind in (first, rest, rest))
            self.line(depth, f"v{at}, *r{at} = {values}")
            self.line(depth, f"r{at}_1 = r{at}[{self.pick('0', '-1', '2')}]")
            self.variables[f"v{at}"], self.variables[f"r{at}_1"] = first, rest

    # --- control --------------------------------------------------------------------------------

    def do_if(self, depth: int, in_loop: bool) -> None:
        self.line(depth, f"if {self.expression('bool', 2)}:")
        self.block(depth + 1, in_loop)
        if self.random.random() < 0.3:
            self.line(depth, f"elif {self.expression(self.pick('bool', 'int', 'list'), 1)}:")
            self.block(depth + 1, in_loop)
        if self.random.random() < 0.5:
            self.line(depth, "else:")
            self.block(depth + 1, in_loop)

    def do_for(self, depth: int, in_loop: bool) -> None:
        name = f"i{self.loops}"
        self.loops += 1
        made = {name: "int"}
        sources = self.names(*ITERATED)
        if sources and self.random.random() < 0.6:
            source = self.random.choice(sources)
            made[name] = kind = ITERATED[self.variables[source]]
            if kind == "floats":
                head = f"{name} in {source}"
            else:
                other = self.random.choice(sources)
                of_other = ITERATED[self.variables[other]]
                forms = {
                    f"{name} in {source}": {},
                    f"{name} in reversed({source})": {},
                    f"k{name}, {name} in enumerate({source})": {f"k{name}": "int"},
                    f"{name}, k{name} in zip({source}, {other})": {f"k{name}": of_other},
                    f"{name} in {source}[{self.part()}]": {},
                }
                head, more = self.random.choice(list(forms.items()))
                made.update(more)
        else:
            start = self.pick("", "1, ", "-2, ", "5, ")
            step = self.pick("", ", 2", ", -1", ", 3") if start else ""
            stop = self.pick("3", "7", "0", *(f"len({s})" for s in sources))
            head = f"{name} in range({start}{stop}{step})"
        self.line(depth, f"for {head}:")
        self.variables.update(made)
        self.protected.update(made)
        self.block(depth + 1, True)
        for made_name in made:
            del self.variables[made_name]
        self.otherwise(depth, in_loop)

    def do_while(self, depth: int, in_loop: bool) -> None:
        name = f"n{self.loops}"
        self.loops += 1
        self.line(depth, f"{name} = {self.random.randint(0, 6)}")
        self.variables[name] = "int"
        self.protected.add(name)
        self.line(depth, f"while {name} > 0 and {self.expression('bool', 2)}:")
        self.line(depth + 1, f"{name} -= 1")
        self.block(depth + 1, True)
        self.otherwise(depth, in_loop)

    def otherwise(self, depth: int, in_loop: bool) -> None:
        """The `else` of a loop, sometimes."""
        if self.random.random() < 0.15:
            self.line(depth, "else:")
            self.block(depth + 1, in_loop)

    def do_exit(self, depth: int, in_loop: bool) -> None:
        if self.result and depth == 1:  # a helper that never returns has no type
            return self.do_assign(depth, in_loop)
        self.line(depth, f"if {self.expression('bool', 2)}:")
        kind = self.random.choice(["return", "raise"] + ["break", "continue"] * 2 * in_loop)
        if kind == "return":
            value = self.expression(self.result, 1) if self.result else "None"
            self.line(depth + 1, f"return {value}")
        elif kind == "raise":
            part = self.expression(self.pick("int", "float", "text", "bool"), 0)
            name = self.random.choice(EXCEPTIONS)
            self.line(depth + 1, f'raise {name}(f"at {{{self.expression("int", 1)}}} {{{part}}}")')
        else:
            self.line(depth + 1, kind)

    def do_assert(self, depth: int, in_loop: bool) -> None:
        if self.result and depth == 1:
            return self.do_assign(depth, in_loop)
        self.line(depth, f'assert {self.expression("bool", 2)}, "line {len(self.lines)}"')

    def do_refine(self, depth: int, in_loop: bool) -> None:
        known = self.names("maybe")
        if not known:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(known)
        self.line(depth, f"if {name} is {self.pick('None', 'not None')}:")
        self.block(depth + 1, in_loop)
        value = f"{name} + 1 if {name} is not None else {self.leaf('int')}"
        self.line(depth, f"m{len(self.lines)} = {value}")
        self.variables[f"m{len(self.lines) - 1}"] = "int"

    # --- lists, text, arrays --------------------------------------------------------------------

    def do_list(self, depth: int, in_loop: bool) -> None:
        kind = self.pick(*ELEMENTS)
        name = self.target(kind)
        self.line(depth, f"{name} = {self.expression(kind, 2)}")
        self.variables[name] = kind

    def do_change_list(self, depth: int, in_loop: bool) -> None:
        """Changes a list in place; in a loop it must not grow for ever."""
        lists = self.names(*ELEMENTS)
        if not lists:
            return self.do_list(depth, in_loop)
        e = self.expression
        name = self.random.choice(lists)
        kind = self.variables[name]
        of = ELEMENTS[kind]
        changes = [
            f"{name}[{e('int', 0)}] = {e(of, 1)}",
            f"{name}.reverse()",
            f"{name}.pop({self.pick('', '0', '-2', e('int', 0))})",
            f"{name}.remove({e(of, 0)})",
            f"{name}.clear()",
            f"del {name}[{self.pick(self.part(), '0', '-1')}]",
            f"{name}[{self.pick('::2', '::-1', '1::-3')}] = {e(kind, 1)}",
        ]
        if kind != "rows":
            changes.append(f"{name}.sort({self.pick('', 'reverse=True')})")
        if not in_loop:
            changes += [
                f"{name}.append({e(of, 1)})",
                f"{name}.insert({e('int', 0)}, {e(of, 0)})",
                f"{name}.extend({e(kind, 1)})",
                f"{name} += {e(kind, 1)}",
                f"{name} *= {self.pick('2', '0', '-1')}",
                f"{name}[{self.part()}] = {e(kind, 1)}",
            ]
            if kind == "rows":
                changes.append(f"{name}[{e('int', 0)}].append({e('int', 0)})")
        self.line(depth, self.random.choice(changes))

    def do_text(self, depth: int, in_loop: bool) -> None:
        name = self.target("text") if not in_loop else f"t{len(self.lines)}"
        self.line(depth, f"{name} = {self.expression('text', 2)}")
        self.variables[name] = "text"

    def do_store(self, depth: int, in_loop: bool) -> None:
        arrays = self.names("floats", "ints", "matrix")
        if not arrays:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(arrays)
        kind = "i64" if self.variables[name] == "ints" else self.pick("f64", "float")
        op = self.pick("=", "=", "+=", "*=")
        self.line(depth, f"{self.element(name)} {op} {self.expression(kind, 2)}")

    def do_view(self, depth: int, in_loop: bool) -> None:
        """A view of a part of an array."""
        arrays = self.names("floats", "ints", "matrix")
        if not arrays:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(arrays)
        kind = self.variables[name]
        part = self.part()
        if kind == "matrix":
            index = self.expression("int", 0)
            part = self.pick(f"{index}", f"{part}, {index}", f"{index}, {part}")
            kind = "floats"
        self.line(depth, f"w{len(self.lines)} = {name}[{part}]")
        self.variables[f"w{len(self.lines) - 1}"] = kind

    def do_store_slice(self, depth: int, in_loop: bool) -> None:
        arrays = self.names("floats", "ints", "matrix")
        if not arrays:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(arrays)
        kind = self.variables[name]
        value = self.expression("int" if kind == "ints" else "float", 1)
        others = [n for n in arrays if self.variables[n] == kind != "matrix"]
        if others and self.random.random() < 0.4:
            value = f"{self.random.choice(others)}[{self.part()}]"
        part = f"{self.part()}, {self.part()}" if kind == "matrix" else self.part()
        self.line(depth, f"{name}[{part}] {self.pick('=', '+=', '*=')} {value}")

    def do_whole(self, depth: int, in_loop: bool) -> None:
        """Arithmetic of whole arrays."""
        arrays = self.names("floats")
        if not arrays:
            return self.do_assign(depth, in_loop)
        a, b = self.random.choice(arrays), self.random.choice(arrays)
        other = self.pick(b, self.leaf("float"), self.leaf("f64"))
        self.line(depth, f"w{len(self.lines)} = {a} {self.pick(*'+-*/')} {other}")
        self.variables[f"w{len(self.lines) - 1}"] = "floats"


def program(seed: int) -> str:
    return Generator(seed).program()
