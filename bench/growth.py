"""How compile time grows with the length of a program, construct by construct.

python -m bench.growth [NAME …]     a table: processor time for each element, at growing lengths
python -m bench.growth --child FILE      one compilation, in a process of its own; prints seconds

A program's last function is `f`; what it takes to compile that, from import to machine code, is
measured in a process that has compiled something else before. Time is the process's own, so that
others on the machine matter little.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import timing

HEAD = "from jitscript import Array1, f64, script\n\n\n"
SIZES = (50, 200, 800)
LINES = (250, 1000, 4000)  # of a module
LIMIT = 60  # seconds; what takes longer is not tried at greater length


def each(line: str, n: int, between: str = "\n    ") -> str:
    """`line` with its number put in, n times."""
    return between.join(line.replace("#", str(i)) for i in range(n))


def body(head: str, lines: str, result: str) -> str:
    return f"def f({head}:\n    {lines}\n    return {result}\n"


INTS, FLOATS = "x: int, y: int) -> int", "x: float, y: float) -> float"
LIST, ARRAY = "a: list[int], x: int) -> int", "a: Array1[f64], x: float) -> float"
TEXT = "s: str, x: int) -> str"

PROGRAMS: dict[str, Callable[[int], str]] = {
    "statements": lambda n: body(INTS, each("x = (x + y) & 1#", n), "x"),
    "float statements": lambda n: body(FLOATS, each("x = x * y + #.5", n), "x"),
    "variables": lambda n: body(INTS, "v0 = x\n    " + each("v# = y ^ # + v0", n), f"v{n - 1}"),
    "list statements": lambda n: body(LIST, each("a[#] = a[#] + x", n), "x"),
    "array statements": lambda n: body(ARRAY, each("a[#] = a[#] + x", n), "x"),
    "ifs": lambda n: body(INTS, each("if x > #:\n        y = y ^ #", n), "y"),
    "ifs on a list": lambda n: body(LIST, each("if a[#] > x:\n        x += a[#]", n), "x"),
    "elifs": lambda n: body(
        FLOATS, "if x < 0:\n        y = x\n    " + each("elif x < #:\n        y += #.5", n), "y"
    ),
    "early returns": lambda n: body(INTS, each("if x == #:\n        return y + #", n), "y"),
    "errors": lambda n: body(INTS, each("if x == #:\n        raise ValueError('#')", n), "y"),
    "loops": lambda n: body(INTS, each("for i in range(x):\n        y ^= i & #", n), "y"),
    "calls": lambda n: (
        "def h(s: int, a: int) -> int:\n    return s * 3 + a\n\n\n"
        + body(INTS, each("x = h(x, y) % 1000", n), "x")
    ),
    "chain of calls": lambda n: (
        "def g0(x: int) -> int:\n    return x\n\n\n"
        + "".join(
            f"def g{i}(x: int) -> int:\n    return g{i - 1}(x) * 2 % 1000 + {i}\n\n\n"
            for i in range(1, n)
        )
        + body(INTS, "y = 0", f"g{n - 1}(x)")
    ),
    "and": lambda n: body("x: int) -> bool", "", each("x != #", n, " and ")),
    "or": lambda n: body("a: list[int], x: int) -> bool", "", each("a[#] > x", n, " or ")),
    "sums": lambda n: body(FLOATS, "", each("x * #.5", n, " + ")),
    "comparisons": lambda n: body("x: int) -> bool", "", each("x + #", n, " < ")),
    "list of constants": lambda n: body(INTS, f"a = [{each('#', n, ', ')}]", "a[x]"),
    "list of values": lambda n: body(INTS, f"a = [{each('x + #', n, ', ')}]", "a[y]"),
    "list of lists": lambda n: body(INTS, f"a = [{each('[x, #]', n, ', ')}]", "a[y][0]"),
    "list of strings": lambda n: body(TEXT, f"a = [{each(repr('w#'), n, ', ')}]", "a[x]"),
    "f-string": lambda n: body(TEXT, "", "f'" + each("{x} # {s}", n, " ") + "'"),
    "tuple": lambda n: body(INTS, f"t = ({each('x + #', n, ', ')},)", "t[0]"),
    "captured tuple": lambda n: f"T = ({each('#', n, ', ')},)\n\n\n" + body(INTS, "", "T[x]"),
    "parameters": lambda n: body(f"{each('p#: int', n, ', ')}) -> int", "", each("p#", n, " ^ ")),
    "tuple parameter": lambda n: body(
        f"t: tuple[{each('float', n, ', ')}]) -> float", "", f"t[{n - 1}]"
    ),
    "texts alive": lambda n: body(TEXT, each("s# = s + '#'", n), each("s#", n, " + ")),
    "arrays alive": lambda n: body(ARRAY, each("s# = a + #.5", n), each("s#[0]", n, " + ")),
    "lists alive": lambda n: body(INTS, each("s# = [x, #]", n), each("s#[0]", n, " + ")),
    "dict display": lambda n: body(INTS, f"d = {{{each('x + #: y', n, ', ')}}}", "len(d)"),
    "dict of constants": lambda n: body(
        TEXT, f"d = {{{each(repr('k#') + ': #', n, ', ')}}}", "str(d[s])"
    ),
    "set display": lambda n: body(INTS, f"d = {{{each('x + #', n, ', ')}}}", "len(d)"),
    "match": lambda n: body(
        INTS, "match x:\n" + each("        case #:\n            y += #", n, "\n"), "y"
    ),
    "match of text": lambda n: body(
        TEXT, "match s:\n" + each("        case 'k#':\n            x += #", n, "\n"), "str(x)"
    ),
    "try": lambda n: body(
        LIST, each("try:\n        x += a[#]\n    except IndexError:\n        x += #", n), "x"
    ),
    "finally": lambda n: body(
        LIST, each("try:\n        x += a[#]\n    finally:\n        x ^= #", n), "x"
    ),
    "fields": lambda n: (
        "class C:\n    def __init__(self, x: int) -> None:\n"
        + each("        self.f# = x + #", n, "\n")
        + "\n\n\n"
        + body(INTS, "c = C(x)", each("c.f#", n, " ^ "))
    ),
    "methods": lambda n: (
        "class C:\n    def __init__(self, x: int) -> None:\n        self.x = x\n\n"
        + each("    def m#(self, y: int) -> int:\n        return self.x + y ^ #\n\n", n, "")
        + "\n"
        + body(INTS, "c = C(x)", each("c.m#(y)", n, " ^ "))
    ),
    "classes": lambda n: (
        each(
            "class C#:\n    def __init__(self, x: int) -> None:\n        self.x = x\n\n"
            "    def m(self) -> int:\n        return self.x + #\n\n\n",
            n,
            "",
        )
        + body(INTS, "", each("C#(x).m()", n, " ^ "))
    ),
    "array expression": lambda n: body(
        "a: Array1[f64], x: float) -> Array1[f64]", "", each("a * #.5", n, " + ")
    ),
    "functions": lambda n: (
        "".join(
            f"def g{i}(x: int, y: float) -> float:\n    for k in range(x):\n        y += k * {i}\n"
            f"    return y\n\n\n"
            for i in range(n)
        )
        + body("x: int, y: float) -> float", "", each("g#(x, y)", n, " + "))
    ),
}

# What a module is made of: 66 lines, a class and four functions. `f` uses all.
UNIT = """
class Account#:
    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self.balance = balance
        self.history: list[float] = []

    def deposit(self, amount: float) -> None:
        if amount <= 0:
            raise ValueError(f"amount must be positive: {amount}")
        self.balance += amount
        self.history.append(amount)

    def withdraw(self, amount: float) -> bool:
        if amount > self.balance:
            return False
        self.balance -= amount
        self.history.append(-amount)
        return True

    def largest(self) -> float:
        best = 0.0
        for x in self.history:
            if abs(x) > best:
                best = abs(x)
        return best


def words#(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.split():
        key = word.lower()
        counts[key] = counts.get(key, 0) + #
    return counts


def primes#(n: int) -> list[int]:
    found: list[int] = []
    for i in range(2, n):
        prime = True
        for p in found:
            if p * p > i:
                break
            if i % p == 0:
                prime = False
                break
        if prime:
            found.append(i)
    return found


def smooth#(values: list[float]) -> list[float]:
    out: list[float] = []
    for i in range(len(values)):
        low, high = max(0, i - 1), min(len(values), i + 2)
        out.append(sum(values[low:high]) / (high - low))
    return out


def run#(x: int, y: int) -> int:
    account = Account#("owner #", float(x))
    account.deposit(float(y))
    account.withdraw(float(y) / 2)
    total = len(primes#(x)) + sum(words#("a b a c").values())
    return total + int(account.largest() + smooth#([1.0, float(y)])[0])

"""


def module(n: int) -> str:
    units = max(1, round(n / (UNIT.count("\n") - 1)))
    return each(UNIT, units, "\n") + "\n" + body(INTS, "", each("run#(x, y)", units, " ^ "))


PROGRAMS["module"] = module  # n is its length in lines

WARM = """
from jitscript import Array1, f64, script

@script
def warm(a: Array1[f64], s: str) -> str:
    return s + str(a[0])

import numpy
warm(numpy.ones(1), "a")
"""


def program(name: str, n: int) -> str:
    """The text of a construct's program at length `n`."""
    before, _, last = PROGRAMS[name](n).rpartition("def f(")
    return f"{HEAD}{before}@script\ndef f({last}"


def compile_seconds(name: str, n: int) -> float | None:
    """Processor time; None where it is more than the limit."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "generated.py"
        file.write_text(program(name, n))
        command = [sys.executable, "-m", "bench.growth", "--child", str(file)]
        env = timing.environment(JITSCRIPT_CACHE="0")
        try:
            done = subprocess.run(
                command, env=env, capture_output=True, text=True, timeout=LIMIT, check=True
            )
        except subprocess.TimeoutExpired:
            return None
        return float(done.stdout)


def child(file: str) -> None:
    import jitscript

    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder) / "warm.py"
        warm.write_text(WARM)
        _load("warm", str(warm))
    start = time.process_time()
    jitscript.compile(_load("generated", file).f)
    print(time.process_time() - start)


def _load(name: str, file: str):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    it = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    it.add_argument("names", nargs="*", help="constructs; all without")
    it.add_argument("--child", metavar="FILE", help="compile the `f` of FILE")
    options = it.parse_args()
    if options.child:
        child(options.child)
        return
    print("(a module is 250, 1,000 and 4,000 lines long)")
    print(f"{'ms for each of':20}" + "".join(f"{n:>9}" for n in SIZES) + "   growth")
    for name in options.names or PROGRAMS:
        row = []
        for n in LINES if name == "module" else SIZES:
            seconds = compile_seconds(name, n)
            if seconds is None:
                break
            row.append(1000 * seconds / n)
        times = "".join(f"{ms:9.2f}" for ms in row)
        rest = "   more than the limit" if len(row) < len(SIZES) else f"{row[-1] / row[0]:9.2f}"
        print(f"{name:20}{times}{rest}", flush=True)


if __name__ == "__main__":
    main()
