"""Random programs of the language, typed as they are made, the same for the same seed.

A program is one function `f` with parameters of several types and a few statements: assignments,
branches, bounded loops, array elements, tuples, early exits. It returns its variables as a tuple,
so that every value and every type is compared. Conditions and divisors are not protected: errors
are results like any other.
"""

from __future__ import annotations

import random

PRELUDE = """\
import math

import numpy as np
from jitscript import Array1, Array2, f64, i64, script

inf, nan = math.inf, math.nan
"""

INTS = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "-7",
    "10",
    "255",
    "-128",
    "2**31",
    "2**62",
    "-(2**63)",
    "2**63 - 1",
]
FLOATS = ["0.0", "-0.0", "1.0", "-1.5", "0.1", "2.5", "1e300", "-1e-300", "3.0", "inf", "nan"]
PARAMETERS = {
    "int": ("int", INTS),
    "float": ("float", FLOATS),
    "bool": ("bool", ["True", "False"]),
    "i64": ("i64", [f"np.int64({x})" for x in INTS]),
    "f64": ("f64", [f"np.float64({x})" for x in FLOATS]),
    "u8": ("np.uint8", [f"np.uint8({x})" for x in (0, 1, 7, 128, 255)]),
    "i32": ("np.int32", [f"np.int32({x})" for x in (0, 1, -1, 77, 2**31 - 1, -(2**31))]),
    "f32": ("np.float32", [f"np.float32({x})" for x in FLOATS]),
    "floats": ("Array1[f64]", ["np.arange(5.0)", "np.array([0.5, -2.0, inf])", "np.zeros(0)"]),
    "ints": ("Array1[i64]", ["np.arange(4)", "np.array([-3, 2**62, 7])", "np.ones(1, np.int64)"]),
    "matrix": ("Array2[f64]", ["np.arange(6.0).reshape(2, 3)", "np.ones((3, 1))"]),
    "pair": ("tuple[int, float]", ["(1, 0.5)", "(-4, 2.0)", "(0, nan)"]),
    "list": ("list[int]", ["[3, -1, 2]", "[]", "[2**62, 0, 0, 5, 7]"]),
    "text": ("str", ["''", "'héllo'", "'a,b,c'", "'x 日本 😀'"]),
    "maybe": ("int | None", ["None", "5", "-1"]),
}
SCALARS = ("int", "float", "bool", "i64", "f64", "u8", "i32", "f32")
SAFE_BINARY = {
    "int": ["+", "-", "*", "//", "%", "&", "|", "^"],
    "float": ["+", "-", "*", "/", "//", "%"],
    "i64": ["+", "-", "*", "//", "%", "&", "|", "^"],
    "f64": ["+", "-", "*", "/"],
    "u8": ["+", "-", "*", "&", "|", "^"],
    "i32": ["+", "-", "*", "&", "|", "^"],
    "f32": ["+", "-", "*", "/"],
}


class Generator:
    """Makes one program. `variables` maps the names that have a value on every path to types."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.seed = seed
        self.variables: dict[str, str] = {}
        self.protected: set[str] = set()  # loop counters, which only their loop changes
        self.lines: list[str] = []
        self.loops = 0
        self.budget = self.random.randint(4, 14)

    def program(self) -> str:
        kinds = self.random.choices(list(PARAMETERS), k=self.random.randint(2, 5))
        for i, kind in enumerate(kinds):
            self.variables[f"{'abcde'[i]}"] = kind
        parameters = ", ".join(f"{n}: {PARAMETERS[k][0]}" for n, k in self.variables.items())
        while self.budget > 0:
            self.statement(1, False)
        kinds_shown = (*SCALARS, "pair", "list", "text", "maybe")
        shown = [n for n, k in self.variables.items() if k in kinds_shown]
        self.line(1, f"return ({', '.join(shown)},)" if shown else "return None")
        rows = []
        for _ in range(4):
            values = [self.random.choice(PARAMETERS[k][1]) for k in kinds]
            rows.append(f"        lambda: ({', '.join(values)},),")
        body = "\n".join(self.lines)
        table = "\n".join(rows)
        title = f'"""Program {self.seed} of the generator."""'
        head = f"{title}\n\n{PRELUDE}\n\n@script\ndef f({parameters}):\n"
        return f'{head}{body}\n\n\nCASES = {{\n    "f": [\n{table}\n    ]\n}}\n'

    def line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    # --- statements -----------------------------------------------------------------------------

    def statement(self, depth: int, in_loop: bool) -> None:
        self.budget -= 1
        kinds = ["assign"] * 5 + ["augmented"] * 3 + ["if"] * 2 + ["for", "for", "while", "store"]
        kinds += ["unpack", "exit", "assert", "list", "list", "text", "slice", "whole", "refine"]
        if depth > 3:
            kinds = ["assign", "augmented", "store"]
        getattr(self, f"do_{self.random.choice(kinds)}")(depth, in_loop)

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

    def do_assign(self, depth: int, in_loop: bool) -> None:
        kind = self.random.choice(SCALARS)
        value = self.expression(kind, 3)
        name = self.target(kind)
        self.line(depth, f"{name} = {value}")
        self.variables[name] = kind

    def do_augmented(self, depth: int, in_loop: bool) -> None:
        known = [
            n for n, k in self.variables.items() if k in SAFE_BINARY and n not in self.protected
        ]
        if not known:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(known)
        kind = self.variables[name]
        op = self.random.choice(SAFE_BINARY[kind])
        self.line(depth, f"{name} {op}= {self.expression(kind, 2)}")

    def do_if(self, depth: int, in_loop: bool) -> None:
        self.line(depth, f"if {self.expression('bool', 2)}:")
        self.block(depth + 1, in_loop)
        if self.random.random() < 0.5:
            self.line(depth, "else:")
            self.block(depth + 1, in_loop)

    def do_for(self, depth: int, in_loop: bool) -> None:
        name = f"i{self.loops}"
        self.loops += 1
        arrays = self.names("floats", "ints", "list", "text")
        if arrays and self.random.random() < 0.5:
            source = self.random.choice(arrays)
            kinds = {"floats": "f64", "ints": "i64", "list": "int", "text": "text"}
            kind = kinds[self.variables[source]]
            self.line(depth, f"for {name} in {source}:")
        else:
            kind = "int"
            start = self.random.choice(["", "1, ", "-2, ", "5, "])
            step = self.random.choice(["", ", 2", ", -1", ", 3"]) if start else ""
            stop = self.random.choice(["3", "7", "0", *(f"len({a})" for a in arrays)])
            self.line(depth, f"for {name} in range({start}{stop}{step}):")
        self.variables[name] = kind
        self.protected.add(name)
        self.block(depth + 1, True)
        del self.variables[name]

    def do_while(self, depth: int, in_loop: bool) -> None:
        name = f"n{self.loops}"
        self.loops += 1
        self.line(depth, f"{name} = {self.random.randint(0, 6)}")
        self.variables[name] = "int"
        self.protected.add(name)
        self.line(depth, f"while {name} > 0 and {self.expression('bool', 2)}:")
        self.line(depth + 1, f"{name} -= 1")
        self.block(depth + 1, True)

    def do_store(self, depth: int, in_loop: bool) -> None:
        arrays = self.names("floats", "ints", "matrix")
        if not arrays:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(arrays)
        kind = "i64" if self.variables[name] == "ints" else self.random.choice(["f64", "float"])
        op = self.random.choice(["=", "=", "+=", "*="])
        self.line(depth, f"{self.element(name)} {op} {self.expression(kind, 2)}")

    def do_list(self, depth: int, in_loop: bool) -> None:
        """Makes a list, or changes one in place; in a loop it must not grow for ever."""
        lists = self.names("list")
        e = self.expression
        if not lists or self.random.random() < 0.3:
            name = self.target("list")
            makers = [
                f"[{e('int', 1)}, {e('int', 1)}]",
                f"[q % 7 for q in range({self.random.randint(0, 6)}) if q != {self.leaf('int')}]",
                f"[{e('int', 1)}] * 3",
            ]
            if lists:
                source = self.random.choice(lists)
                makers += [f"sorted({source})", f"{source}[::-1]", f"{source}[1:-1] + {source}[:2]"]
            self.line(depth, f"{name} = {self.random.choice(makers)}")
            self.variables[name] = "list"
            return
        name = self.random.choice(lists)
        changes = [f"{name}[{e('int', 0)}] = {e('int', 1)}", f"{name}.reverse()", f"{name}.sort()"]
        changes += [f"{name}.pop()", f"{name}.remove({e('int', 0)})"]
        if not in_loop:
            changes += [f"{name}.append({e('int', 1)})", f"{name}.insert(1, {e('int', 0)})"]
        self.line(depth, self.random.choice(changes))

    def do_text(self, depth: int, in_loop: bool) -> None:
        name = self.target("text")
        if in_loop:
            name = f"t{len(self.lines)}"
        self.line(depth, f"{name} = {self.expression('text', 2)}")
        self.variables[name] = "text"

    def do_slice(self, depth: int, in_loop: bool) -> None:
        """A view of an array, or an assignment to a part of one."""
        arrays = self.names("floats", "ints")
        if not arrays:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(arrays)
        kind = self.variables[name]
        part = self.random.choice(["1:", ":-1", "::2", "::-1", ":", "2:9", "-2:"])
        if self.random.random() < 0.5:
            made = f"w{len(self.lines)}"
            self.line(depth, f"{made} = {name}[{part}]")
            self.variables[made] = kind
            return
        value = self.expression("int" if kind == "ints" else "float", 1)
        self.line(depth, f"{name}[{part}] {self.random.choice(['=', '+=', '*='])} {value}")

    def do_whole(self, depth: int, in_loop: bool) -> None:
        """Arithmetic of whole arrays."""
        arrays = self.names("floats")
        if not arrays:
            return self.do_assign(depth, in_loop)
        name = f"w{len(self.lines)}"
        a, b = self.random.choice(arrays), self.random.choice(arrays)
        op = self.random.choice("+-*/")
        other = self.random.choice([b, self.leaf("float"), self.leaf("f64")])
        self.line(depth, f"{name} = {a} {op} {other}")
        self.variables[name] = "floats"

    def do_refine(self, depth: int, in_loop: bool) -> None:
        known = self.names("maybe")
        if not known:
            return self.do_assign(depth, in_loop)
        name = self.random.choice(known)
        self.line(depth, f"if {name} is {self.random.choice(['None', 'not None'])}:")
        self.block(depth + 1, in_loop)
        value = f"{name} + 1 if {name} is not None else {self.leaf('int')}"
        self.line(depth, f"m{len(self.lines)} = {value}")
        self.variables[f"m{len(self.lines) - 1}"] = "int"

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

    def do_exit(self, depth: int, in_loop: bool) -> None:
        self.line(depth, f"if {self.expression('bool', 2)}:")
        kinds = ["return", "raise"] + ["break", "continue"] * 2 * in_loop
        kind = self.random.choice(kinds)
        if kind == "return":
            self.line(depth + 1, "return None")
        elif kind == "raise":
            self.line(depth + 1, f'raise ValueError(f"at {{{self.expression("int", 1)}}}")')
        else:
            self.line(depth + 1, kind)

    def do_assert(self, depth: int, in_loop: bool) -> None:
        self.line(depth, f'assert {self.expression("bool", 2)}, "line {len(self.lines)}"')

    # --- expressions ----------------------------------------------------------------------------

    def names(self, *kinds: str) -> list[str]:
        return [n for n, k in self.variables.items() if k in kinds]

    def element(self, name: str) -> str:
        index = self.expression("int", 1)
        if self.variables[name] == "matrix":
            return f"{name}[{index}, {self.expression('int', 0)}]"
        return f"{name}[{index}]"

    def expression(self, kind: str, depth: int) -> str:
        """An expression whose value is of the kind (or of its builtin twin)."""
        if depth <= 0 or self.random.random() < 0.25:
            return self.leaf(kind)
        return getattr(self, f"{kind}_expression")(depth - 1)

    def leaf(self, kind: str) -> str:
        known = self.names(kind)
        if known and self.random.random() < 0.75:
            return self.random.choice(known)
        if kind in ("f64", "i64"):
            arrays = self.names("floats", "matrix") if kind == "f64" else self.names("ints")
            if arrays and self.random.random() < 0.6:
                name = self.random.choice(arrays)
                return f"{name}[0, 0]" if self.variables[name] == "matrix" else f"{name}[-1]"
        text = self.random.choice(PARAMETERS[kind][1])
        return f"({text})" if text[0] == "-" or " " in text else text

    def binary(self, kind: str, depth: int) -> str:
        op = self.random.choice(SAFE_BINARY[kind])
        return f"({self.expression(kind, depth)} {op} {self.expression(kind, depth)})"

    def ternary(self, kind: str, depth: int) -> str:
        a, b = self.expression(kind, depth), self.expression(kind, depth)
        return f"({a} if {self.expression('bool', depth)} else {b})"

    def int_expression(self, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(10)
        if choice < 4:
            return self.binary("int", depth)
        arrays = self.names("floats", "ints", "matrix", "list", "text")
        if choice == 4 and arrays:
            return f"len({self.random.choice(arrays)})"
        if choice == 5:
            return f"{self.random.choice(['min', 'max'])}({e('int', depth)}, {e('int', depth)})"
        if choice == 6:
            shift = self.random.choice(["<<", ">>"])
            return f"({e('int', depth)} {shift} ({e('int', depth)} & 15))"
        lists = self.names("list")
        if choice == 5 and lists:
            name = self.random.choice(lists)
            uses = [f"{name}[{e('int', 0)}]", f"{name}.count({e('int', 0)})", f"{name}[-1]"]
            return self.random.choice([*uses, f"int({name} < {name}[1:])"])
        if choice == 7:
            source = self.random.choice(["float", "bool", "i64", "f64", "u8"])
            return f"int({e(source, depth)})"
        if choice == 8:
            return self.random.choice(
                [f"abs({e('int', depth)})", f"-{self.leaf('int')}", f"~{self.leaf('int')}"]
            )
        return self.ternary("int", depth)

    def float_expression(self, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(9)
        if choice < 4:
            return self.binary("float", depth)
        if choice == 4:
            return f"({e('int', depth)} {self.random.choice('+-*/')} {e('float', depth)})"
        if choice == 5:
            name = self.random.choice(["sqrt", "sin", "exp", "floor", "fabs"])
            return f"math.{name}({e('float', depth)}) * 1.0"
        if choice == 6:
            return f"float({e(self.random.choice(['int', 'f64', 'f32', 'bool']), depth)})"
        if choice == 7:
            name = self.random.choice(["min", "max", "math.fmod"])
            return f"{name}({e('float', depth)}, {e('float', depth)})"
        return self.ternary("float", depth)

    def text_expression(self, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(6)
        if choice == 0:
            return f"({e('text', depth)} + {e('text', depth)})"
        if choice == 1:
            return f'f"{{{e("int", 0)}}}-{{{self.leaf("float")}}}"'
        if choice == 2:
            part = self.random.choice(["1:", "::-1", ":-1", "0", "-1", "2:5"])
            return f"{self.leaf('text')}[{part}]"
        if choice == 3:
            return f"str({e(self.random.choice(['int', 'float', 'bool']), depth)})"
        if choice == 4:
            return f"'-'.join({self.leaf('text')}.split(','))"
        return f"{self.leaf('text')}.replace('a', {self.leaf('text')}).strip()"

    def bool_expression(self, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(8)
        if choice == 7 and self.names("text"):
            op = self.random.choice(["<", "==", "in", ">="])
            return f"({self.leaf('text')} {op} {e('text', depth)})"
        if choice < 3:
            kinds = ["int", "float", "i64", "f64", "u8"]
            a, b = self.random.choice(kinds), self.random.choice(kinds)
            op = self.random.choice(["<", "<=", ">", ">=", "==", "!="])
            return f"bool({e(a, depth)} {op} {e(b, depth)})"
        if choice == 3:
            return f"({e('bool', depth)} {self.random.choice(['and', 'or'])} {e('bool', depth)})"
        if choice == 4:
            return f"(not {e('bool', depth)})"
        if choice == 5:
            return f"({e('int', depth)} <= {e('int', depth)} < {e('int', depth)})"
        return f"({e('int', depth)} in (0, 1, {self.leaf('int')}))"

    def i64_expression(self, depth: int) -> str:
        choice = self.random.randrange(5)
        if choice < 3:
            return self.binary("i64", depth)
        if choice == 3:
            op = self.random.choice("+-*&|")
            return f"({self.expression('i64', depth)} {op} {self.leaf('int')})"
        return f"np.int64({self.expression('int', depth)})"

    def f64_expression(self, depth: int) -> str:
        choice = self.random.randrange(5)
        if choice < 2:
            return self.binary("f64", depth)
        if choice == 2:
            op = self.random.choice("+-*/")
            return f"({self.expression('f64', depth)} {op} {self.expression('float', depth)})"
        if choice == 3:
            return f"({self.expression('i64', depth)} * {self.expression('f64', depth)})"
        return f"np.float64({self.expression('float', depth)})"

    def u8_expression(self, depth: int) -> str:
        return self.binary("u8", depth)

    def i32_expression(self, depth: int) -> str:
        if self.random.random() < 0.3:
            return f"({self.expression('i32', depth)} + {self.expression('u8', depth)})"
        return self.binary("i32", depth)

    def f32_expression(self, depth: int) -> str:
        if self.random.random() < 0.3:
            return f"({self.expression('f32', depth)} * {self.leaf('float')})"
        return self.binary("f32", depth)


def program(seed: int) -> str:
    return Generator(seed).program()
