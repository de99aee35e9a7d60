"""Random programs of statements of every kind over ordinary values, the same for the same seed.

Where `swarm.py` asks what numbers and arrays do at their ends, this asks what happens in which
order, and what is left of it: handlers that leave by every way, `else` of loops, nested functions
that rebind, generators gone through in parts, patterns, instances of overriding classes, context
managers. What is done is noted in `log`, a list of the caller's, which is compared after errors,
too.
"""

from __future__ import annotations

import random
import re

from grammar_ordinary import CHANGES, EXPRESSIONS, GIVEN, ITERATED, KINDS
from ordinary_classes import classes
from ordinary_functions import DEFINED
from ordinary_patterns import patterns_of
from ordinary_values import Values

PRELUDE = """\
from __future__ import annotations

from contextlib import contextmanager, suppress

from jitscript import script
from things import Mine
"""
STATEMENTS = {
    "assign": 5, "change": 6, "augmented": 2, "if": 2, "for": 3, "while": 1, "try": 4, "with": 2,
    "match": 2, "nested": 1, "exit": 1, "del": 1, "refine": 1, "iterate": 2,
}  # fmt: skip
DEEP = ("assign", "change", "augmented", "exit")
ERRORS = (
    "ValueError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError", "ArithmeticError",
    "Exception", "(KeyError, ValueError)", "Mine", "TypeError", "StopIteration", "RuntimeError",
    "AssertionError", "UnboundLocalError",
)  # fmt: skip
ALL = sorted({f for rows in (*EXPRESSIONS.values(), CHANGES) for f, _ in rows} | {*STATEMENTS})
ALWAYS = {"assign", "change", "log", "compare", "exit", "arithmetic", "item", "bounded"}
TOGETHER = 16


class Ordinary(Values):
    """Makes one program."""

    def __init__(self, seed: int):
        rng = random.Random(f"ordinary {seed}")
        share = rng.choice((0.2, 0.4, 0.7))
        super().__init__(rng, {f for f in ALL if rng.random() < share} | ALWAYS)
        self.seed = seed
        shared = random.Random(f"ordinary batch {seed // TOGETHER}")
        kinds = shared.sample([k for k in EXPRESSIONS if k not in ("int", "bool", "str")], 5)
        self.kinds = (*kinds, *kinds, "int", "int", "int", "str", "list")
        self.lines: list[str] = []
        self.as_text = rng.random() < 0.5  # whether `f` returns text
        self.depth = self.loops = 0
        self.inside = ""  # "", or what the function being made returns: "int", "yield"

    # --- text -------------------------------------------------------------------------------------

    def program(self) -> str:
        rng = self.rng
        given = [k for k in self.kinds if k in GIVEN]
        kinds = ["int", "int", *(rng.choice(given) for _ in range(rng.randint(1, 3)))]
        names = "abcdefgh"[: len(kinds)]
        self.variables = dict(zip(names, kinds))
        heads = ", ".join(f"{n}: {KINDS[k]}" for n, k in self.variables.items())
        self.lines = ["@script", f"def f({heads}, log: list[int]):"]
        self.depth = 1
        for _ in range(rng.choice((4, 6, 8, 11))):
            self.statement()
        self.line(f"return {self.result()}")
        body = "\n".join(self.lines) + "\n"
        rows = [", ".join([*(self.argument(k) for k in kinds), "[]"]) for _ in range(5)]
        cases = "".join(f"        lambda: ({row}),\n" for row in rows)
        head = f'"""Program {self.seed} of ordinary statements."""\n\n{PRELUDE}'
        parts = [head, *self.beside(body), body, f'CASES = {{\n    "f": [\n{cases}    ]\n}}\n']
        return "\n\n".join(parts)

    def beside(self, body: str) -> list[str]:
        """What the function names."""
        parts: list[str] = []
        if re.search(r"\b(Base|Left|Right)\b", body):
            parts.append(classes(self.rng))
        wanted = body
        for name, text in reversed(DEFINED.items()):
            if re.search(rf"\b{name}\b", wanted):
                parts.insert(0, text)
                wanted += text
        return parts

    def result(self) -> str:
        names = [n for n, k in self.variables.items() if k in GIVEN]
        self.rng.shuffle(names)
        shown = f"({', '.join(names[:7])},)"
        return f"str({shown})" if self.as_text else shown

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    # --- statements -------------------------------------------------------------------------------

    def statement(self) -> None:
        names = [n for n in STATEMENTS if n in self.on and (self.depth < 4 or n in DEEP)]
        weights = [STATEMENTS[n] for n in names]
        name = self.rng.choices(names, weights)[0]
        self.used.add(f"{name} statement")
        getattr(self, f"do_{name}")()

    def block(self, at_most: int = 2, also: dict[str, str] | None = None) -> None:
        """Statements one level deeper. What they are first to set is seldom read afterwards: it may
        have no value."""
        before = dict(self.variables)
        self.variables.update(also or {})
        self.depth += 1
        for _ in range(self.rng.randint(1, at_most)):
            self.statement()
        self.depth -= 1
        kept = {
            n: k for n, k in self.variables.items()
            if n not in before and k in ("int", "str", "list") and self.rng.random() < 0.15
        }  # fmt: skip
        self.variables = {**{n: k for n, k in before.items() if n in self.variables}, **kept}

    def do_assign(self) -> None:
        rng = self.rng
        kind = rng.choice(self.kinds)
        if self.inside and kind in ("function", "iterator"):
            kind = "int"
        value = self.expression(kind, 3)
        known = self.names(kind, True)
        name = rng.choice(known) if known and rng.random() < 0.6 else self.fresh("x")
        note = ""
        if kind == "either" and name not in self.variables:
            note = ": int | str | None"
        self.line(f"{name}{note} = {value}")
        if kind == "function":
            self.line(f"log.append({name}(1))")  # which tells the types of what it takes
        self.variables[name] = kind

    def do_augmented(self) -> None:
        name = self.rng.choice(self.names("int", True) or ["log"])
        if name == "log":
            return self.line(f"log.append({self.expression('int', 2)})")
        op = self.rng.choice(("+", "-", "*", "//", "%", "&", "^"))
        value = self.expression("int", 2)
        self.line(f"{name} {op}= {value}")

    def do_change(self) -> None:
        rows = [r for r in CHANGES if self.usable(r)]
        self.line(self.fill(self.rng.choice(rows), 2))

    def do_if(self) -> None:
        self.line(f"if {self.expression('bool', 3)}:")
        self.block()
        if self.rng.random() < 0.3:
            self.line(f"elif {self.expression('bool', 2)}:")
            self.block()
        if self.rng.random() < 0.5:
            self.line("else:")
            self.block()

    def do_refine(self) -> None:
        """A test of what may be of several types, which its branch relies on."""
        names = self.names("either")
        if not names:
            return self.do_assign()
        name = self.rng.choice(names)
        tests = {
            f"isinstance({name}, int)": "int", f"isinstance({name}, str)": "str",
            f"{name} is not None and not isinstance({name}, str)": "int",
        }  # fmt: skip
        test, kind = self.rng.choice(list(tests.items()))
        was = self.variables[name]
        fixed = name in self.fixed
        self.fixed.add(name)
        self.line(f"if {test}:")
        self.block(2, {name: kind})
        self.variables[name] = was
        if not fixed:
            self.fixed.discard(name)
        self.line("else:")
        self.block()

    def do_del(self) -> None:
        names = [n for n in self.variables if n not in self.fixed and n[0] == "x"]
        if not names or self.inside:
            return self.do_change()
        name = self.rng.choice(names)
        if self.rng.random() < 0.5:
            self.line(f"del {name}")
        else:
            self.line(f"if {self.expression('bool', 2)}: del {name}")
        if self.rng.random() < 0.8:
            del self.variables[name]

    def exits(self) -> list[str]:
        """Ways to leave where we are."""
        found = [
            f"raise ValueError({self.leaf('int')})", "raise IndexError",
            f"raise KeyError({self.leaf('str')})", f"raise Mine({self.leaf('str')}, 1)",
        ]  # fmt: skip
        if self.loops:
            found += ["break", "continue"] * 2
        if self.inside == "int":
            found.append(f"return {self.leaf('int')}")
        elif self.inside == "yield":
            found.append("return")
        elif self.as_text:
            found.append(f"return {self.leaf('str')}")
        else:
            found.append("return None")
        return found

    def do_exit(self) -> None:
        if self.rng.random() < 0.15:
            return self.line(f"assert {self.expression('bool', 2)}, {self.leaf('str')}")
        self.line(f"if {self.expression('bool', 2)}: {self.rng.choice(self.exits())}")

    def leave(self, share: float) -> None:
        """The end of a block, which may leave."""
        if self.rng.random() < share:
            self.depth += 1
            text = self.rng.choice(self.exits())
            if self.rng.random() < 0.5:
                text = f"if {self.expression('bool', 2)}: {text}"
            self.line(text)
            self.depth -= 1

    def do_try(self) -> None:
        rng = self.rng
        self.line("try:")
        self.block(3)
        self.leave(0.3)
        caught = rng.sample(ERRORS, rng.choice((0, 1, 1, 2, 3)))
        if rng.random() < 0.3 and caught:
            caught[-1] = "Exception"
        for classes_ in caught:
            name = self.fresh("e") if rng.random() < 0.5 else ""
            self.line(f"except {classes_}{' as ' + name if name else ''}:")
            self.depth += 1
            if name:
                forms = (
                    "log.append(len(str({})))", "log.append(len({}.args))", "print(repr({}))",
                    "log.append(1 if isinstance({}, LookupError) else 2)",
                )  # fmt: skip
                self.line(rng.choice(forms).format(name))
            self.depth -= 1
            self.block(2)
            self.leave(0.3)
            if rng.random() < 0.2:
                again = ["raise", f"raise RuntimeError({self.leaf('int')})"]
                if name:
                    again += [f"raise {name}", f"raise Mine('from', 2) from {name}"]
                self.depth += 1
                self.line(rng.choice(again))
                self.depth -= 1
        if caught and rng.random() < 0.4:
            self.line("else:")
            self.block(2)
            self.leave(0.3)
        if not caught or rng.random() < 0.4:
            self.line("finally:")
            self.block(1)
            self.leave(0.1)

    def do_with(self) -> None:
        rng = self.rng
        name = self.fresh("w")
        makers = [
            f"Guard({self.leaf('int')}, log) as {name}", f"held({self.leaf('int')}, log) as {name}",
            f"suppress({rng.choice(ERRORS).strip('()')})",
            f"Guard({self.expression('int', 2)}, log)",
        ]  # fmt: skip
        items = rng.sample(makers, rng.choice((1, 1, 2)))
        self.line(f"with {', '.join(items)}:")
        named = any(name in item for item in items)
        self.block(3, {name: "int"} if named else None)
        self.leave(0.3)

    # --- loops ------------------------------------------------------------------------------------

    def looped(self, also: dict[str, str]) -> None:
        """The body of a loop, and its `else`."""
        self.loops += 1
        added = {*also} - self.fixed
        self.fixed |= added
        self.block(3, also)
        self.leave(0.25)
        self.fixed -= added
        self.loops -= 1
        if self.rng.random() < 0.35:
            self.line("else:")
            self.block(2)
            self.leave(0.15)

    def do_for(self) -> None:
        rng = self.rng
        one, two = self.fresh("i"), self.fresh("j")
        heads: list[tuple[str, dict[str, str]]] = [
            (f"for {one} in range({rng.randrange(5)}):", {one: "int"}),
            (f"for {one} in range({self.leaf('int')} % 5, -2, -2):", {one: "int"}),
            (f"for {one} in (3, 1, 2):", {one: "int"}),
            (f"for {one}, {two} in enumerate({self.leaf('texts')}):", {one: "int", two: "str"}),
            (f"for {one}, {two} in zip({self.leaf('list')}, 'abc'):", {one: "int", two: "str"}),
            (f"for {one}, {two} in [({self.leaf('int')}, 'x'), (2, {self.leaf('str')})]:",
             {one: "int", two: "str"}),
        ]  # fmt: skip
        for kind, of in ITERATED.items():
            for name in self.names(kind):
                heads.append((f"for {one} in {name}:", {one: of}))
        for name in self.names("counts"):
            heads.append((f"for {one}, {two} in {name}.items():", {one: "str", two: "int"}))
            heads.append((f"for {one} in list({name}.values()):", {one: "int"}))
        for name in self.names("keyed"):
            heads.append((f"for ({one}, {two}), _ in {name}.items():", {one: "int", two: "str"}))
        for name in self.names("list"):
            heads.append((f"for {one} in reversed({name}):", {one: "int"}))
        head, also = rng.choice(heads)
        self.line(head)
        self.looped(also)

    def do_iterate(self) -> None:
        """Goes through a generator: one that is kept, or one made here."""
        one = self.fresh("i")
        known = self.names("iterator")
        source = self.rng.choice(known) if known else self.expression("iterator", 2)
        if "iterator" not in self.on or self.rng.random() < 0.2:
            source = f"{self.rng.choice(('counting', 'ended'))}({self.leaf('int')} % 6, log)"
        forms = [f"for {one} in {source}:", f"for {one} in {source}:"]
        if known:
            forms.append(f"while ({one} := next({source}, -5)) > 0:")
        self.line(self.rng.choice(forms))
        self.looped({one: "int"})

    def do_while(self) -> None:
        name = self.fresh("i")
        self.line(f"{name} = {self.rng.randrange(3)}")
        self.variables[name] = "int"
        self.fixed.add(name)
        narrow = f"{name} < 4 and {self.expression('bool', 2)}"
        test = self.rng.choice((f"{name} < 5", "True", narrow))
        self.line(f"while {test}:")
        self.depth += 1
        self.line(f"{name} += 1")
        if test == "True":
            self.line(f"if {name} > 5: break")
        self.depth -= 1
        self.looped({})

    # --- patterns and functions -------------------------------------------------------------------

    def do_match(self) -> None:
        rng = self.rng
        kinds = ["int", "str", "spot", "list", "deep", "either", "thing", "counts"]
        kind = rng.choice([k for k in kinds if k in self.kinds])
        n, t, m = self.fresh("n"), self.fresh("t"), self.fresh("m")
        patterns = patterns_of(kind, n, t, m, rng.choice("0123"), rng.choice(self.texts))
        self.line(f"match {self.expression(kind, 2)}:")
        self.depth += 1
        for pattern, bound in rng.sample(patterns, rng.randint(1, min(3, len(patterns)))):
            guard = ""
            always = pattern in (n, t)
            if always or rng.random() < 0.4:
                before = dict(self.variables)
                self.variables.update(bound)
                guard = f" if {self.expression('bool', 2)}"
                self.variables = before
            self.line(f"case {pattern}{guard}:")
            self.block(2, bound)
            self.leave(0.1)
        if rng.random() < 0.5:
            self.line("case _:")
            self.block(1)
        self.depth -= 1

    def do_nested(self) -> None:
        """A function inside `f`, or a generator, which may rebind what is around it."""
        rng = self.rng
        if self.inside:
            return self.do_change()
        kept = dict(self.variables), set(self.fixed), self.loops, self.on
        yields = rng.random() < 0.4
        name, parameter = self.fresh("g" if yields else "h"), self.fresh("p")
        default = rng.choice(("", " = 2")) if self.depth == 1 else ""
        self.line(f"def {name}({parameter}: int{default}){'' if yields else ' -> int'}:")
        self.depth += 1
        free = self.names("int", True) + self.names("list", True)
        rebound = [n for n in free if rng.random() < 0.4]
        if rebound:
            self.line(f"nonlocal {', '.join(rebound)}")
        self.fixed = {*self.variables, "log", parameter} - {*rebound}
        self.variables = {
            n: k for n, k in self.variables.items() if k not in ("function", "iterator", "either")
        }
        self.variables[parameter] = "int"
        self.inside, self.loops = ("yield" if yields else "int"), 0
        self.on = self.on - {"walrus", "del", "refine"}
        for _ in range(rng.randint(1, 3)):
            self.statement()
        if yields:
            index = self.fresh("i")
            self.line(f"yield {self.expression('int', 2)}")
            self.line(f"for {index} in range({parameter} % 4):")
            self.fixed.add(index)
            self.depth += 1
            self.statement()
            self.line(f"yield {self.expression('int', 2)} + {index}")
            self.depth -= 1
        else:
            self.line(f"return {self.expression('int', 2)}")
        self.depth -= 1
        self.inside = ""
        self.variables, self.fixed, self.loops, self.on = kept
        if yields:
            self.makers.append(name)
        else:
            self.variables[name] = "function"
            self.fixed.add(name)


def program(seed: int) -> tuple[str, set[str]]:
    """The program of a seed, and the features that it uses."""
    made = Ordinary(seed)
    text = made.program()
    return text, made.used
