"""Compiling takes work in proportion to the length of the program.

What is counted is lines of the compiler that run, and the text that LLVM gets: both are the same
on every machine. LLVM's own time grows faster than the functions it is given, so that they are kept
short is counted too.
"""

from __future__ import annotations

import copy
import ctypes
import functools
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

import harness
import pytest

import jitscript
from bench.growth import PROGRAMS, program
from jitscript import driver, frontend
from jitscript.backend import cpu, writer
from jitscript.backend.cpu import machine
from jitscript.ir.passes import pipeline, split
from jitscript.runtime import native

N = 20  # elements; a second program has four times as many
ROOM = 1.25  # times what is in proportion

# Proofs about a chain of sums give up after so many steps, which short programs do not reach.
# Many classes are looked at half a time more than few, each operation that is fused names the
# operands of all before it.
SLOWER = {"ifs on a list": 1.8, "classes": 1.5, "array expression": 1.4}
# Not in proportion yet: conversions name the whole type once for each member; each comparison is
# nested in the one before it.
KNOWN = ("tuple parameter", "comparisons")
# What takes long to count is counted at such a length here, and at full length in the long part.
SHORTER = {"dict of constants": 8}
# The short program, too, is cut into pieces: to which arrays are passed, which takes lines.
LENGTHS = {**SHORTER, "arrays alive": 2 * N}
SIZES = [(name, LENGTHS.get(name, N)) for name in PROGRAMS if name not in KNOWN]
SIZES += [pytest.param(name, N, marks=pytest.mark.long) for name in SHORTER]


class Work:
    """Lines that ran, and the LLVM IR that came of it."""

    def __init__(self, lines: int, llvm: str):
        self.lines, self.llvm = lines, llvm


def function_of(folder: Path, name: str, n: int) -> FunctionType:
    file = folder / f"growth_{abs(hash((name, n)))}.py"
    file.write_text(program(name, n))
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Any = module.f
    return made.__wrapped__


def compiled(function: FunctionType) -> str:
    """All stages but LLVM's."""
    with driver.nesting(function):
        lowered = frontend.lower_function(function)
        module = lowered.module
        pipeline.run(module)
        entry = module.functions[lowered.entry]
        signature = {**lowered.signature, **driver.facts(entry), "symbol": lowered.entry}
        return cpu.lower(module, [signature], c_entries=False)


# Python calls it for each event of a frame; an event of the kind 2 is a line. In Python it
# would take more time than all that is counted.
TRACER = """
@lines = global i64 0
define i32 @tracer(ptr %given, ptr %frame, i32 %what, ptr %argument) {
  %line = icmp eq i32 %what, 2
  %one = zext i1 %line to i64
  %before = load i64, ptr @lines
  %now = add i64 %before, %one
  store i64 %now, ptr @lines
  ret i32 0
}
"""


@functools.cache
def tracer() -> native.Image:
    module = machine.parse(f"{machine.header(machine.NATIVE)}\n{TRACER}")
    return native.load_object(machine.emit(module, machine.NATIVE, 1))


def counted(run: Callable[[], str]) -> Work:
    lines = ctypes.c_int64.from_address(tracer().symbol("lines"))
    trace, before = ctypes.pythonapi.PyEval_SetTrace, sys.gettrace()
    lines.value = 0
    trace(ctypes.c_void_p(tracer().symbol("tracer")), None)
    try:
        text = run()
    finally:
        trace(None, None)
        sys.settrace(before)
    return Work(lines.value, text)


@pytest.mark.few(3)
@pytest.mark.parametrize("name, n", SIZES)
def test_work_is_in_proportion(name: str, n: int, tmp_path: Path) -> None:
    compiled(function_of(tmp_path, name, n))  # the library is read
    # `script` checks a function, but none that was found right before: it is not counted.
    few, many = function_of(tmp_path, name, n), function_of(tmp_path, name, 4 * n)
    small, large = counted(lambda: compiled(few)), counted(lambda: compiled(many))
    assert large.lines < 4 * SLOWER.get(name, ROOM) * small.lines
    assert len(large.llvm) < 4 * ROOM * len(small.llvm)


@pytest.mark.parametrize("name", ["statements", "list statements"])
def test_long_functions_are_cut(name: str, tmp_path: Path) -> None:
    function = function_of(tmp_path, name, 700 if name == "statements" else 250)
    with driver.nesting(function):
        module = frontend.lower_function(function).module
        pipeline.run(module)
    sizes = [sum(1 for op in f.walk() if not op.info.free) for f in module.functions.values()]
    assert max(sizes) < split.Split().long + split.Split().piece


@pytest.mark.parametrize("name", ["loops", "functions"])
def test_few_loops_stand_in_one_function(name: str, tmp_path: Path) -> None:
    function = function_of(tmp_path, name, 100)
    with driver.nesting(function):
        module = frontend.lower_function(function).module
        pipeline.run(module)
    loops = [sum(op.info.loop for op in f.walk()) for f in module.functions.values()]
    assert sum(loops) > 150 and max(loops) <= 40  # with those around chunks


def test_pieces_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that are cut into tiny pieces."""
    monkeypatch.setitem(pipeline.PASSES, "split", split.Split(long=10, piece=12, least=3))
    scripted = jitscript.script(cache=False)
    for plain, arguments in PIECES:
        for given in arguments:
            expected = harness.call(plain, copy.deepcopy(given))
            got = harness.call(scripted(plain), copy.deepcopy(given))
            assert repr(got.value) == repr(expected.value)
            assert repr(got.error) == repr(expected.error)
            assert repr(got.arguments) == repr(expected.arguments)


def collatz(n: int) -> tuple[int, list[int]]:
    seen = [n]
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        seen.append(n)
        steps += 1
        if steps > 40:
            break
    return steps, seen


def words(text: str, least: int) -> list[str]:
    found: list[str] = []
    word = ""
    for c in text + " ":
        if c == " ":
            if len(word) >= least:
                found.append(word)
            word = ""
            continue
        word += c
    if not found:
        raise ValueError(f"no word of {least} in {text!r}")
    return found


def moved(a: list[int], by: int) -> int:
    total = 0
    for i in range(len(a)):
        if a[i] == 0:
            return i
        a[i] = a[i] * by % 97
        total += a[i] // (by - 3)
    a.append(total)
    return total


PIECES: list[tuple[Callable[..., Any], list[tuple[Any, ...]]]] = [
    (collatz, [(1,), (6,), (27,)]),
    (words, [("one three five", 4), ("a b", 2), ("", 1), ("zwölf Boxkämpfer", 5)]),
    (moved, [([5, 6, 7], 2), ([5, 0, 7], 2), ([1, 2], 3), ([2**62 - 1, 1], 1)]),
]


def test_displays_cost_no_code_for_each_constant(tmp_path: Path) -> None:
    text_of_few = compiled(function_of(tmp_path, "list of constants", 10)).count("\n")
    text = compiled(function_of(tmp_path, "list of constants", 1000))
    assert text.count("\n") < text_of_few + 120


def test_cases_of_text_call_their_comparison(tmp_path: Path) -> None:
    function = function_of(tmp_path, "match of text", 50)
    with driver.nesting(function):
        module = frontend.lower_function(function).module
        pipeline.run(module)
    assert sum(1 for _ in module.functions["f"].walk()) < 50 * 40


@pytest.mark.parametrize("n, called", [(16, 0), (17, 17)])
def test_many_arguments_are_converted_by_calls(n: int, called: int, tmp_path: Path) -> None:
    text = compiled(function_of(tmp_path, "parameters", n))
    assert text.count("ptr null) noinline") == called


def test_many_loops_are_compiled_in_less_time(tmp_path: Path) -> None:
    """Rare code is not optimised, and what touches no memory is not cut into chunks."""
    few = compiled(function_of(tmp_path, "functions", 20))
    assert " minsize" in few and ", 65536" in few
    many = function_of(tmp_path, "functions", 120)
    text = compiled(many)
    assert " minsize" not in text and ", 65536" not in text
    scripted = jitscript.script(cache=False)(many)
    for x, y in [(0, 0.5), (1, -2.0), (1000, 1e9)]:
        assert scripted(x, y).hex() == many(x, y).hex()


def test_long_displays_are_compiled_in_less_time(tmp_path: Path) -> None:
    """The functions that fill them, pieces of longer ones too."""
    for n, plain in [(100, 0), (300, 1), (1000, 1), (2000, 6)]:
        lines = compiled(function_of(tmp_path, "list of values", n)).splitlines()
        own = [line for line in lines if line.startswith("define") and " @f.f" in line]
        assert sum(" optnone" in line for line in own) == plain


@pytest.mark.parametrize(
    "name, n, arguments",
    [
        ("early returns", 600, [(3, 4), (599, 1), (600, 7)]),
        ("statements", 600, [(3, 5), (-1, 7)]),
        ("ifs", 600, [(0, 1), (300, 7)]),
        ("list of values", 300, [(5, 299), (5, -1), (5, 300)]),
        ("list of values", 1000, [(5, 999), (5, -1), (5, 1000)]),
        ("list of values", 2000, [(5, 1999), (5, -2000), (5, 2000)]),
        ("fields", 300, [(7, 1), (-(2**62), 3)]),
    ],
)
def test_long_code_without_loops(
    name: str, n: int, arguments: list[tuple[int, ...]], tmp_path: Path
) -> None:
    """LLVM joins its blocks, no more; it does what Python does."""
    plain = function_of(tmp_path, name, n)
    scripted = jitscript.script(cache=False)(plain)
    for given in arguments:
        expected, got = harness.call(plain, given), harness.call(scripted, given)
        assert (repr(got.value), repr(got.error)) == (repr(expected.value), repr(expected.error))
    if name not in ("statements", "ifs"):
        with pytest.raises(OverflowError):
            scripted(2**63 - 100 if name != "early returns" else 599, 2**63 - 5)


def test_constants_of_text_are_written_as_llvm_reads_them() -> None:
    for data in (b'a "b" \\c', b"\0", b'"\0', b"a\nb\0", bytes(range(256)), b"", b"\x7f", b"a\0b"):
        text = writer.bytes_text(data)
        plain = [32 <= c < 127 and c not in b'"\\' for c in data]
        escaped = "".join(chr(c) if p else f"\\{c:02X}" for p, c in zip(plain, data))
        assert text == f'c"{escaped}"'
