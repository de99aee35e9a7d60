"""The text form beyond what cases can say: types, signatures, constants, and IR made by hand."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from jitscript import ir
from jitscript.diagnostics import Span
from jitscript.ir.parser import REQUIRED
from jitscript.ir.types import BOOL, F64, FLOAT, INT, NONE, Array, Buffer, Object, Tuple, union_of

TYPES = {
    "int": INT,
    "array<f64, 2>": Array(F64, 2),
    "array<f64, 2> | none": union_of(Array(F64, 2), NONE),
    "()": Tuple(()),
    "(int,)": Tuple((INT,)),
    "(int, (f64 | float))": Tuple((INT, union_of(F64, FLOAT))),
    "buffer<int | none>": Buffer(union_of(INT, NONE)),
    "list<list<int>>": Object("list", (Object("list", (INT,)),)),
    "prog.Point": Object("prog.Point"),
}


@pytest.mark.parametrize("text", TYPES)
def test_types(text: str) -> None:
    assert ir.parse_type(text) is TYPES[text]
    assert repr(TYPES[text]) == text


def test_unions_are_sorted_and_flat() -> None:
    assert ir.parse_type("none | (int | bool) | int") is union_of(BOOL, INT, NONE)


@pytest.mark.parametrize(
    "text", ["", "int |", "array<f64>", "array<int, 1>", "buffer", "(int", "7"]
)
def test_bad_types(text: str) -> None:
    with pytest.raises(ir.ParseError):
        ir.parse_type(text)


def test_signature() -> None:
    found = ir.parse_signature(
        "(a: array<f64, 1>, /, n: int = 3, *, scale: float | none = None) -> (float, int)"
    )
    assert [p.name for p in found.params] == ["a", "n", "scale"]
    assert [p.kind for p in found.params] == ["posonly", "pos", "kwonly"]
    assert [p.default for p in found.params] == [REQUIRED, 3, None]
    assert found.result is Tuple((FLOAT, INT))
    assert ir.parse_signature("() -> none").params == ()


def test_large_constants_are_named_only() -> None:
    module = ir.Module()
    module.constants["w"] = np.arange(1000.0)
    text = str(module)
    assert len(text) < 100
    assert str(ir.parse(text, module.constants)) == text
    whole = ir.print_module(module, None)
    assert np.array_equal(ir.parse(whole).constants["w"], module.constants["w"])


def test_spans_keep_every_call_site() -> None:
    module = ir.Module()
    module.sources["a.py"] = "def f(x):\n    return g(x)\n"
    f = module.add(ir.Function("f", [INT], INT, ["x"], Span("a.py", 1, 0, 2, 15, "f")))
    site = Span("a.py", 2, 11, 2, 15, "f")
    inner = Span("b.py", 7, 4, 7, 9, "g").called_from(site)
    innermost = Span("b.py", 9, 0, 9, 3, "h").called_from(inner)
    ir.Builder(f.body, span=innermost).op("return", f.params[0])
    text = str(module)
    again = ir.parse(text)
    assert str(again) == text
    (op,) = again.functions["f"].body.ops
    places = [(f.file, f.function, f.line) for f in op.span.frames()]
    assert places == [("b.py", "h", 9), ("b.py", "g", 7), ("a.py", "f", 2)]


def test_names_that_are_no_words() -> None:
    module = ir.Module()
    f = module.add(ir.Function("list<int>.append", [INT, INT], INT, ["2 x", "2 x"]))
    ir.Builder(f.body).op("return", f.params[1])
    text = str(module)
    assert text == (
        'func @"list<int>.append"(%_2_x: int, %_2_x.1: int) -> int {\n  return %_2_x.1\n}\n'
    )
    assert str(ir.parse(text)) == text


def test_one_op() -> None:
    module = ir.parse("func @f(%c: bool) -> bool { if %c { yield } else { yield } return %c }")
    first = module.functions["f"].body.ops[0]
    assert str(first) == "if %c {\n  yield\n} else {\n  yield\n}"


def test_the_parser_is_imported_late() -> None:
    code = "import sys, jitscript.ir; print('lark' in sys.modules, 'numpy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]


# --- invalid IR that text cannot say -------------------------------------------------------------


def simple() -> tuple[ir.Module, ir.Function]:
    module = ir.parse("func @f(%a: int) -> int { %b = neg %a %c = neg %b return %c }")
    ir.check(module)
    return module, module.functions["f"]


def messages(module: ir.Module) -> list[str]:
    return [error.message for error in ir.verify(module)]


def test_name_of_a_function() -> None:
    module, f = simple()
    module.functions["g"] = module.functions.pop("f")
    assert messages(module) == ["stands in the module under the name 'g'"]
    assert f.name == "f"


def test_parents() -> None:
    module, f = simple()
    f.body.ops[0].parent = None
    f.body.parent = None
    assert messages(module) == [
        "a region does not know its parent",
        "the op does not know its parent",
    ]


def test_an_op_in_two_places() -> None:
    module, f = simple()
    f.body.ops.insert(1, f.body.ops[0])
    assert "the op stands in two places" in messages(module)


def test_uses_by_an_op_that_is_gone() -> None:
    module, f = simple()
    ir.Op("neg", [f.params[0]], [INT])
    assert messages(module) == ["a value is used by a removed `neg`"]


def test_uses_that_are_not_counted() -> None:
    module, f = simple()
    f.params[0].uses.clear()
    assert messages(module) == ["operand 0 does not count its uses here"]


def test_owner() -> None:
    module, f = simple()
    f.body.ops[0].results[0].index = 1
    assert messages(module) == ["value 0 has the wrong owner or index"]


def test_the_error_names_pass_function_op_and_source() -> None:
    module, f = simple()
    last = f.body.ops[-1]
    last.span = Span("prog.py", 3, 4, 3, 12, "f")
    last.set_operands([])
    with pytest.raises(ir.InvalidIR) as caught:
        ir.check(module, after="cse")
    assert str(caught.value) == (
        "invalid IR after cse\nin @f: 0 operands, expected 1\n    return\n    from prog.py:3:5"
    )
