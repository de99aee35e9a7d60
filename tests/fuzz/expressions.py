"""Random expressions, each of a wanted kind, over the variables that a program has so far."""

from __future__ import annotations

import random

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
COMPLEXES = ["0j", "1j", "complex(-1.5, 2.0)", "complex(0.5, -0.0)", "complex(inf, nan)"]


def _integers(name: str, bits: int, signed: bool) -> tuple[str, list[str]]:
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    values = [0, 1, 7, low, high, *([-1] if signed else [high // 2 + 1])]
    return f"np.{name}", [f"np.{name}({x})" for x in values]


# Kind → its annotation, and values to call with or to write as literals.
KINDS: dict[str, tuple[str, list[str]]] = {
    "int": ("int", INTS),
    "float": ("float", FLOATS),
    "bool": ("bool", ["True", "False"]),
    "complex": ("complex", COMPLEXES),
    "i64": ("i64", [f"np.int64({x})" for x in INTS]),
    "f64": ("f64", [f"np.float64({x})" for x in FLOATS]),
    "i8": _integers("int8", 8, True),
    "u8": _integers("uint8", 8, False),
    "i32": _integers("int32", 32, True),
    "u64": _integers("uint64", 64, False),
    "f32": ("np.float32", [f"np.float32({x})" for x in FLOATS]),
    "c128": ("np.complex128", [f"np.complex128({x})" for x in COMPLEXES]),
    "floats": ("Array1[f64]", ["np.arange(5.0)", "np.array([0.5, -2.0, inf])", "np.zeros(0)"]),
    "ints": ("Array1[i64]", ["np.arange(4)", "np.array([-3, 2**62, 7])", "np.ones(1, np.int64)"]),
    "matrix": ("Array2[f64]", ["np.arange(6.0).reshape(2, 3)", "np.ones((3, 1))"]),
    "pair": ("tuple[int, float]", ["(1, 0.5)", "(-4, 2.0)", "(0, inf)"]),
    "record": (
        "tuple[str, tuple[bool, int]]",
        ["('a', (True, 3))", "('', (False, -1))", "('xyz', (True, 2**40))"],
    ),
    "list": ("list[int]", ["[3, -1, 2]", "[]", "[2**62, 0, 0, 5, 7]"]),
    "reals": ("list[float]", ["[0.5, -1.0, 3.0]", "[]", "[inf, -0.0, 2.5]"]),
    "words": ("list[str]", ["['b', 'a', '']", "[]", "['x,y', 'é', 'x']"]),
    "rows": ("list[list[int]]", ["[[1, 2], [], [3]]", "[]", "[[5], [4, -4]]"]),
    "text": ("str", ["''", "'héllo'", "'a,b,c'", "'x 日本 😀'"]),
    "maybe": ("int | None", ["None", "5", "-1"]),
}
SCALARS = (
    "int", "float", "bool", "complex", "i64", "f64", "i8", "u8", "i32", "u64", "f32", "c128"
)  # fmt: skip
ELEMENTS = {"list": "int", "reals": "float", "words": "text", "rows": "list"}  # of lists
ITERATED = {**ELEMENTS, "floats": "f64", "ints": "i64", "text": "text", "matrix": "floats"}
INTEGER_OPERATORS = ["+", "-", "*", "//", "%", "&", "|", "^"]
FLOAT_OPERATORS = ["+", "-", "*", "/", "//", "%"]
OPERATORS = {
    "int": INTEGER_OPERATORS,
    "float": FLOAT_OPERATORS,
    "complex": ["+", "-", "*", "/"],
    "i64": INTEGER_OPERATORS,
    "f64": FLOAT_OPERATORS,
    "i8": INTEGER_OPERATORS,
    "u8": INTEGER_OPERATORS,
    "i32": INTEGER_OPERATORS,
    "u64": INTEGER_OPERATORS,
    "f32": FLOAT_OPERATORS,
    "c128": ["+", "-", "*"],
}
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
PARTS = ["1:", ":-1", "::2", "::-1", ":", "2:9", "-2:", "::-2", "3:0:-1", "-1:-4:-1", "1:1"]


class Expressions:
    """`variables` maps the names that have a value on every path to kinds, `helpers` the functions
    that may be called to the kinds of their parameters and result."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.variables: dict[str, str] = {}
        self.helpers: dict[str, tuple[list[str], str]] = {}

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def names(self, *kinds: str) -> list[str]:
        return [n for n, k in self.variables.items() if k in kinds]

    def expression(self, kind: str, depth: int) -> str:
        """An expression whose value is of the kind (or of its builtin twin)."""
        if depth <= 0 or self.random.random() < 0.25:
            return self.leaf(kind)
        called = [n for n, (_, result) in self.helpers.items() if result == kind]
        if called and self.random.random() < 0.2:
            return self.call(self.random.choice(called), depth - 1)
        if kind in ELEMENTS:
            return self.list_expression(kind, depth - 1)
        return getattr(self, f"{kind}_expression", self.binary)(kind, depth - 1)

    def call(self, name: str, depth: int) -> str:
        kinds, _ = self.helpers[name]
        return f"{name}({', '.join(self.expression(k, depth) for k in kinds)})"

    def leaf(self, kind: str) -> str:
        known = self.names(kind)
        if known and self.random.random() < 0.75:
            return self.random.choice(known)
        arrays = self.names({"f64": "floats", "i64": "ints"}.get(kind, ""))
        if arrays and self.random.random() < 0.6:
            return f"{self.random.choice(arrays)}[-1]"
        text = self.random.choice([t for t in KINDS[kind][1] if t != "[]"])  # of no known type
        return f"({text})" if text[0] == "-" or " " in text else text

    def element(self, name: str) -> str:
        index = self.expression("int", 1)
        if self.variables[name] == "matrix":
            return f"{name}[{index}, {self.expression('int', 0)}]"
        return f"{name}[{index}]"

    def part(self, depth: int = 0) -> str:
        """What stands between the brackets of a slice."""
        if self.random.random() < 0.7:
            return self.random.choice(PARTS)
        bounds = [self.pick("", self.expression("int", depth)) for _ in range(2)]
        return ":".join([*bounds, self.pick("1", "2", "-1", "-3", self.expression("int", 0))])

    def binary(self, kind: str, depth: int) -> str:
        op = self.random.choice(OPERATORS[kind])
        return f"({self.expression(kind, depth)} {op} {self.expression(kind, depth)})"

    def ternary(self, kind: str, depth: int) -> str:
        a, b = self.expression(kind, depth), self.expression(kind, depth)
        return f"({a} if {self.expression('bool', depth)} else {b})"

    # --- Python's numbers -----------------------------------------------------------------------

    def int_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(14)
        sized = self.names(*ITERATED)
        if choice == 4 and sized:
            return f"len({self.random.choice(sized)})"
        if choice == 5:
            return f"{self.pick('min', 'max')}({e('int', depth)}, {e('int', depth)})"
        if choice == 6:
            return f"({e('int', depth)} {self.pick('<<', '>>')} ({e('int', depth)} & 15))"
        if choice == 7:
            source = self.pick("float", "bool", "i64", "f64", "u8", "u64", "i8")
            return f"int({e(source, depth)})"
        if choice == 8:
            return self.pick(
                f"abs({e('int', depth)})", f"(-{self.leaf('int')})", f"(~{self.leaf('int')})"
            )
        if choice == 9:
            return self.int_of_list(depth)
        if choice == 10:
            text = e("text", depth)
            return self.pick(
                f"{text}.find({self.leaf('text')})", f"{text}.count('a')", f"ord({text}[:1])"
            )
        if choice == 11:
            records, pairs = self.names("record"), self.names("pair")
            if records:
                return f"{self.random.choice(records)}[1][{self.pick('0', '1', '-1')}] * 1"
            if pairs:
                return f"{self.random.choice(pairs)}[0]"
        if choice == 12:
            a, b = e("int", depth), e("int", depth)
            whole = f"round({e('float', 0)})"
            return self.pick(f"divmod({a}, {b})[1]", f"math.gcd({a}, {b})", whole)
        if choice == 13:
            return self.ternary("int", depth)
        return self.binary("int", depth)

    def int_of_list(self, depth: int) -> str:
        lists = self.names("list")
        rows = self.names("rows")
        if rows and self.random.random() < 0.3:
            return f"sum({self.random.choice(rows)}[{self.expression('int', 0)}])"
        if not lists:
            return self.binary("int", depth)
        name, e = self.random.choice(lists), self.expression
        return self.pick(
            f"{name}[{e('int', depth)}]",
            f"{name}.count({e('int', 0)})",
            f"{name}[-1]",
            f"{name}.index({e('int', 0)})",
            f"int({name} < {name}[1:])",
            f"sum({name})",
            f"{self.pick('min', 'max')}({name})",
            f"sum([q & 7 for q in {name}[{self.part()}]])",
        )

    def float_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(11)
        if choice == 4:
            return f"({e('int', depth)} {self.pick(*'+-*/')} {e('float', depth)})"
        if choice == 5:
            name = self.pick("sqrt", "sin", "exp", "floor", "fabs", "atan", "log")
            return f"(math.{name}({e('float', depth)}) * 1.0)"
        if choice == 6:
            return f"float({e(self.pick('int', 'f64', 'f32', 'bool', 'i64'), depth)})"
        if choice == 7:
            name = self.pick("min", "max", "math.fmod", "math.hypot", "math.copysign")
            return f"{name}({e('float', depth)}, {e('float', depth)})"
        if choice == 8:
            return self.ternary("float", depth)
        if choice == 9:
            return self.pick(
                f"{e('complex', depth)}.{self.pick('real', 'imag')}", f"abs({e('complex', depth)})"
            )
        lists = self.names("reals")
        if choice == 10 and lists:
            name = self.random.choice(lists)
            return self.pick(f"{name}[{e('int', 0)}]", f"sum({name}, 0.0)", f"max({name})")
        return self.binary("float", depth)

    def complex_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(5)
        if choice == 0:
            return f"complex({e('float', depth)}, {e('float', depth)})"
        if choice == 1:
            return f"({e(self.pick('float', 'int'), depth)} {self.pick(*'+-*')} {e(kind, depth)})"
        if choice == 2:
            return f"{e('complex', depth)}.conjugate()"
        return self.binary("complex", depth)

    def bool_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(12)
        if choice < 3:
            kinds = ("int", "float", "i64", "f64", "u8", "u64", "f32", "bool")
            a, b = self.pick(*kinds), self.pick(*kinds)
            return f"bool({e(a, depth)} {self.random.choice(COMPARISONS)} {e(b, depth)})"
        if choice == 3:
            return f"({e('bool', depth)} {self.pick('and', 'or')} {e('bool', depth)})"
        if choice == 4:
            return f"(not {e('bool', depth)})"
        if choice == 5:
            return f"({e('int', depth)} <= {e('int', depth)} < {e('int', depth)})"
        if choice == 6:
            of = self.pick("list", "words", "rows")  # no nan, which may be the same object
            return f"({e(of, depth)} {self.random.choice(COMPARISONS)} {e(of, depth)})"
        if choice == 7:
            op = self.pick("<", "==", "in", ">=", "not in")
            return f"({self.leaf('text')} {op} {e('text', depth)})"
        if choice == 8:
            of = self.pick("list", "words")
            return f"({e(ELEMENTS[of], depth)} {self.pick('in', 'not in')} {e(of, depth)})"
        if choice == 9:
            of = self.pick("pair", "record")
            return f"({self.leaf(of)} {self.random.choice(COMPARISONS)} {self.leaf(of)})"
        if choice == 10:
            return f"bool({e(self.pick('complex', 'c128'), depth)} == {e('complex', depth)})"
        return f"({e('int', depth)} in (0, 1, {self.leaf('int')}))"

    # --- text and lists -------------------------------------------------------------------------

    def text_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(11)
        if choice == 0:
            return f"({e('text', depth)} + {e('text', depth)})"
        if choice == 1:
            return f'f"{{{e("int", 0)}}}-{{{self.leaf("float")}}}"'
        if choice == 2:
            return f"{self.leaf('text')}[{self.part()}]"
        if choice == 3:
            return f"str({e(self.pick('int', 'float', 'bool', 'complex'), depth)})"
        if choice == 4:
            return f"{self.leaf('text')}.join({e('words', depth)})"
        if choice == 5:
            return f"{self.leaf('text')}.replace('a', {self.leaf('text')}).strip()"
        if choice == 6:
            return f"{e('text', depth)}.{self.pick('rstrip', 'lstrip', 'strip')}()"
        if choice == 7:
            return f"({self.leaf('text')} * {self.pick('0', '2', '3', '-1')})"
        if choice == 8:
            return f"{self.leaf('text')}.{self.pick('rjust', 'ljust', 'zfill')}(7)"
        if choice == 9:
            return f"{self.pick('str', 'repr')}({self.leaf(self.pick('list', 'words', 'pair'))})"
        return f"{self.leaf('text')}[{e('int', 0)}]"

    def list_expression(self, kind: str, depth: int) -> str:
        """A new list; its length is bounded."""
        e, of = self.expression, ELEMENTS[kind]
        name, more = self.leaf(kind), self.leaf(kind)
        choice = self.random.randrange(9)
        if choice == 0:
            return f"[{e(of, depth)}, {e(of, depth)}]"
        if choice == 1:
            return f"({name}[:4] + {more}[:4])"
        if choice == 2:
            return f"([{e(of, 0)}] * {self.pick('0', '3', '-2')})"
        if choice == 3:
            return f"{name}[{self.part(0)}]"
        if choice == 4 and kind != "rows":
            return f"sorted({name}{self.pick('', ', reverse=True')})"
        if choice == 5:
            return f"[q for q in {name} if {self.pick('q', 'not q', f'q != {self.leaf(of)}')}]"
        if choice == 6:
            return f"list({name})"
        if choice == 7:
            return f"[{e(of, 0)} for q in range({self.random.randint(0, 4)})]"
        return self.own_list(kind)

    def own_list(self, kind: str) -> str:
        """A list made in a way that only lists of this kind are."""
        size = self.random.randint(0, 6)
        if kind == "list":
            rows = self.names("rows")
            if rows and self.random.random() < 0.4:
                return f"[q for r in {self.random.choice(rows)} for q in r]"
            return f"[q % 7 - i for i, q in enumerate(range({size})) if q != {self.leaf('int')}]"
        if kind == "reals":
            return f"[q / 2 for q in {self.leaf('list')} if q]"
        if kind == "words":
            return f"{self.leaf('text')}.split({self.pick('', repr(','))})"
        return f"[[q, {self.leaf('int')}] for q in range({size})]"

    # --- NumPy's scalars: mixed with Python's, and with each other where the kind stays -----------

    def i64_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(6)
        if choice == 3:
            return f"({e('i64', depth)} {self.pick(*'+-*&|')} {self.leaf('int')})"
        if choice == 4:
            return f"np.int64({e(self.pick('int', 'i8', 'u64', 'i32'), depth)})"
        if choice == 5:
            other = e(self.pick("i8", "i32", "u8"), depth)
            return f"({e('i64', depth)} {self.pick(*'+-*')} {other})"
        return self.binary("i64", depth)

    def f64_expression(self, kind: str, depth: int) -> str:
        e = self.expression
        choice = self.random.randrange(6)
        if choice == 2:
            return f"({e('f64', depth)} {self.pick(*'+-*/')} {e('float', depth)})"
        if choice == 3:
            return f"({e(self.pick('i64', 'u64', 'f32'), depth)} * {e('f64', depth)})"
        if choice == 4:
            return f"np.float64({e(self.pick('float', 'int', 'f32', 'u64'), depth)})"
        arrays = self.names("matrix")
        if choice == 5 and arrays:
            return self.element(self.random.choice(arrays))
        return self.binary("f64", depth)

    def u8_expression(self, kind: str, depth: int) -> str:
        if self.random.random() < 0.2:
            return f"({self.expression('u8', depth)} {self.pick('<<', '>>')} np.uint8(3))"
        return self.binary("u8", depth)

    def u64_expression(self, kind: str, depth: int) -> str:
        if self.random.random() < 0.3:
            return f"({self.expression('u64', depth)} + {self.expression('u8', depth)})"
        return self.binary("u64", depth)

    def i8_expression(self, kind: str, depth: int) -> str:
        if self.random.random() < 0.2:
            return f"({self.expression('i8', depth)} - {self.pick('1', '-5', '100')})"
        return self.binary("i8", depth)

    def i32_expression(self, kind: str, depth: int) -> str:
        if self.random.random() < 0.3:
            other = self.expression(self.pick("u8", "i8"), depth)
            return f"({self.expression('i32', depth)} + {other})"
        return self.binary("i32", depth)

    def f32_expression(self, kind: str, depth: int) -> str:
        if self.random.random() < 0.3:
            return f"({self.expression('f32', depth)} * {self.leaf('float')})"
        return self.binary("f32", depth)

    def c128_expression(self, kind: str, depth: int) -> str:
        if self.random.random() < 0.3:
            other = self.expression(self.pick("float", "complex", "f64", "i64"), depth)
            return f"({self.expression('c128', depth)} * {other})"
        return self.binary("c128", depth)
