"""Control flow, memory and errors: small IR programs, native against the interpreter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from native_code import Native, Raised

from jitscript import ir
from jitscript.ir.interp import interpret
from jitscript.ir.passes import pipeline
from jitscript.ir.types import Buffer

RANGE = """
func @f(%start: int, %stop: int, %step: int) -> int {
  %zero = const 0 : int
  %n, %last = for ^L(%start, %stop, %step, %zero, %zero) : int, int {
    (%i: int, %c: int, %x: int):
    %one = const 1 : int
    %m = add %c, %one : int
    %limit = const 50 : int
    %far = ge %m, %limit : bool
    if %far { break ^L(%m, %i) } else { yield }
    continue ^L(%m, %i)
  }
  %k = const 1000003 : int
  %y = mul %n, %k : int
  %r = xor %y, %last : int
  return %r
}
"""

EARLY = """
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %r = loop ^L(%zero, %n) : int {
    (%s: int, %i: int):
    %done = le %i, %zero : bool
    if %done { break ^L(%s) } else { yield }
    %odd = and %i, %one : int
    %is = eq %odd, %one : bool
    %next = sub %i, %one : int
    if %is { continue ^L(%s, %next) } else { yield }
    %big = const 40 : int
    %stop = gt %s, %big : bool
    if %stop { return %i } else { yield }
    %t = checked_add %s, %i : int
    continue ^L(%t, %next)
  }
  return %r
}
"""

CALLS = """
func @fact(%n: int) -> int @1:0-9#0 {
  %one = const 1 : int
  %small = le %n, %one : bool
  %r = if %small : int { yield %one } else {
    %m = sub %n, %one : int
    %f = call @fact(%m) : int @1:0-5#0
    %p = checked_mul %n, %f : int @2:0-5#0
    yield %p
  }
  return %r
}
func @f(%n: int) -> int @6:0-9#1 {
  %r = call @fact(%n) : int @7:0-5#1
  return %r
}
scope 0 = "prog.py" "fact"
scope 1 = "prog.py" "f"
"""

VALUES = """
func @swap(%t: (int, (float, bool))) -> ((bool, float), int) {
  %a = tuple.get 0, %t : int
  %u = tuple.get 1, %t : (float, bool)
  %x = tuple.get 0, %u : float
  %b = tuple.get 1, %u : bool
  %v = tuple.make %b, %x : (bool, float)
  %r = tuple.make %v, %a : ((bool, float), int)
  return %r
}
func @f(%n: int, %x: float) -> float {
  %zero = const 0 : int
  %neg = lt %n, %zero : bool
  %b = le %x, %x : bool
  %u = tuple.make %x, %b : (float, bool)
  %t = tuple.make %n, %u : (int, (float, bool))
  %s = call @swap(%t) : ((bool, float), int)
  %w = tuple.get 0, %s : (bool, float)
  %y = tuple.get 1, %w : float
  return %y
}
"""

UNIONS = """
func @make(%n: int) -> float | int | none {
  %zero = const 0 : int
  %neg = lt %n, %zero : bool
  %r = if %neg : float | int | none {
    %none = const None : none
    %u0 = union.make %none : float | int | none
    yield %u0
  } else {
    %one = const 1 : int
    %bit = and %n, %one : int
    %odd = eq %bit, %one : bool
    %v = if %odd : float | int {
      %x = cast %n : float
      %half = const 0.5 : float
      %y = add %x, %half : float
      %u1 = union.make %y : float | int
      yield %u1
    } else {
      %u2 = union.make %n : float | int
      yield %u2
    }
    %w = union.make %v : float | int | none
    yield %w
  }
  return %r
}
func @f(%n: int) -> float {
  %u = call @make(%n) : float | int | none
  %isnone = union.is %u, none : bool
  if %isnone { %m = const -1.0 : float return %m } else { yield }
  %v = union.get %u : float | int
  %isint = union.is %v, int : bool
  %r = if %isint : float {
    %i = union.get %v : int
    %x1 = cast %i : float
    yield %x1
  } else {
    %x2 = union.get %v : float
    yield %x2
  }
  return %r
}
"""

OBJECTS = """
class Node { value: int, next: Node | none }
func @push(%v: int, %rest: Node | none) -> Node {
  %n = object.new %v, %rest : Node
  return %n
}
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %none = const None : none
  %empty = union.make %none : Node | none
  %head = for ^L(%zero, %n, %one, %empty) : Node | none {
    (%i: int, %rest: Node | none):
    %node = call @push(%i, %rest) : Node
    %u = union.make %node : Node | none
    continue ^L(%u)
  }
  %sum = loop ^M(%head, %zero) : int {
    (%at: Node | none, %s: int):
    %end = union.is %at, none : bool
    if %end { break ^M(%s) } else { yield }
    %here = union.get %at : Node
    %v = field.get @value(%here) : int
    %t = checked_add %s, %v : int
    field.set @value(%here, %t)
    %limit = const 1000 : int
    %far = gt %t, %limit : bool
    if %far { raise @ValueError("sum is {}", %t) } else { yield }
    %next = field.get @next(%here) : Node | none
    continue ^M(%next, %t)
  }
  return %sum
}
"""

BUFFERS = """
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %two = const 2 : int
  %b = buffer.new %n : buffer<(int, buffer<u8>)>
  for ^L(%zero, %n, %one) {
    (%i: int):
    %even = and %i, %one : int
    %is = eq %even, %one : bool
    %k = add %i, %two : int
    %text = if %is : buffer<u8> {
      %t1 = buffer.new %k : buffer<u8>
      yield %t1
    } else {
      %t2 = buffer.const b"hello" : buffer<u8>
      yield %t2
    }
    %x = mul %i, %i : int
    %pair = tuple.make %x, %text : (int, buffer<u8>)
    buffer.store %b, %i, %pair
    continue ^L
  }
  %m = sub %n, %two : int
  %have = gt %m, %zero : bool
  if %have {
    buffer.copy %b, %two, %b, %zero, %m
    buffer.clear %b, %zero, %one
    yield
  } else { yield }
  %sum = for ^M(%one, %n, %one, %zero) : int {
    (%j: int, %s: int):
    %q = buffer.load %b, %j : (int, buffer<u8>)
    %sq = tuple.get 0, %q : int
    %word = tuple.get 1, %q : buffer<u8>
    %len = buffer.len %word : int
    %y = mul %sq, %len : int
    %t = add %s, %y : int
    continue ^M(%t)
  }
  return %sum
}
"""

ARRAYS = """
constant @weights : array<i32, 2> [2, 3] "AQAAAAIAAAADAAAABAAAAAUAAAAGAAAA"
func @f(%x: array<f64, 2>, %i: int, %j: int) -> float {
  %y = array.get %x, %i, %j : f64
  %w = array.const @weights : array<i32, 2>
  %k = array.get %w, %i, %j : i32
  %z = cast %k : f64
  %n = array.dim 0, %x : int
  %m = array.dim 1, %x : int
  %a = array.alloc %m, %n : array<f64, 2>
  %s0 = array.stride 0, %x : int
  %s1 = array.stride 1, %x : int
  %zero = const 0 : int
  %one = const 1 : int
  %t = array.view %x, %zero, %m, %n, %s1, %s0 : array<f64, 2>
  for ^L(%zero, %m, %one) {
    (%p: int):
    for ^M(%zero, %n, %one) {
      (%q: int):
      %v = array.load %t, %p, %q : f64
      array.store %a, %p, %q, %v
      continue ^M
    }
    continue ^L
  }
  %o = array.overlap %a, %x : bool
  %o2 = array.overlap %t, %x : bool
  %b = xor %o, %o2 : bool
  %e = cast %b : f64
  %g = array.get %a, %j, %i : f64
  %r0 = mul %g, %z : f64
  %r1 = add %r0, %y : f64
  %r2 = add %r1, %e : f64
  %r = cast %r2 : float
  return %r
}
"""

CASES: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    (
        "range",
        RANGE,
        [
            (0, 10, 1),
            (10, 0, 1),
            (0, 10, 3),
            (0, 9, 3),
            (10, 0, -1),
            (10, 0, -4),
            (0, 0, -1),
            (-(2**63), 2**63 - 1, 2**62),
            (2**63 - 1, -(2**63), -(2**62)),
            (0, 5, 2**63 - 1),
            (5, 0, -(2**63)),
            (2**63 - 3, 2**63 - 1, 1),
            (-(2**63) + 2, -(2**63), -1),
            (0, 99, 1),
        ],
    ),
    ("early", EARLY, [(0,), (1,), (9,), (50,), (2**40,)][:4]),
    ("calls", CALLS, [(1,), (5,), (20,), (21,)]),
    ("tuples", VALUES, [(1, 2.5), (-3, -0.0)]),
    ("unions", UNIONS, [(-1,), (0,), (1,), (2,), (7,)]),
    ("objects", OBJECTS, [(0,), (1,), (10,), (60,)]),
    ("buffers", BUFFERS, [(1,), (2,), (3,), (10,)]),
    (
        "arrays",
        ARRAYS,
        [
            (np.arange(6.0).reshape(2, 3), 1, 2),
            (np.arange(6.0).reshape(2, 3), -1, -3),
            (np.arange(60.0).reshape(6, 10)[::3, ::-4], 0, 1),
            (np.arange(6.0).reshape(2, 3), 2, 0),
            (np.arange(6.0).reshape(2, 3), 0, -4),
        ],
    ),
]


def outcome(call: Any) -> Any:
    """What a call gives: its result, or the exception's name and message."""
    try:
        return call()
    except Raised as e:
        return e.name, e.message or ""
    except Exception as e:
        return type(e).__name__, str(e)


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("name, text, calls", CASES, ids=[case[0] for case in CASES])
def test_program(name: str, text: str, calls: list[tuple[Any, ...]], level: int) -> None:
    module = ir.parse(text)
    ir.check(module)
    expected = [outcome(lambda a=args: interpret(module, "f", a)) for args in calls]
    pipeline.run(module, level=level)
    compiled = Native(module)
    got = [outcome(lambda a=args: compiled.call("f", *a)) for args in calls]
    assert got == expected


def test_frames() -> None:
    """A raised error tells its place and every call that it passed."""
    module = ir.parse(CALLS)
    with pytest.raises(Raised) as caught:
        Native(module).call("f", 23)
    assert caught.value.lines == [2, 1, 1, 7]


def test_message_arguments() -> None:
    """Every kind of argument that an error message takes arrives as `format` shows it."""
    text = """
    func @f(%a: i8, %b: u64, %c: f32, %d: float, %e: bool) -> none {
      %t = buffer.const b"text" : buffer<u8>
      raise @ValueError("{} {} {} {} {} {}", %a, %b, %c, %d, %e, %t)
    }
    """
    with pytest.raises(Raised) as caught:
        Native(ir.parse(text)).call("f", -3, 2**64 - 1, 0.5, 2.5, True)
    assert caught.value.message == "-3 18446744073709551615 0.5 2.5 True text"


def test_stack_overflow() -> None:
    """A recursive function looks at the stack limit."""
    module = ir.parse(CALLS)
    module.functions["fact"].attrs["recursive"] = True
    compiled = Native(module)
    compiled.stack_limit = 2**62
    with pytest.raises(Raised) as caught:
        compiled.call("f", 3)
    assert caught.value.name == "RecursionError"


def test_long_chain_is_freed() -> None:
    """Freeing a chain of objects needs no stack; here an error frees it."""
    module = ir.parse(OBJECTS)
    pipeline.run(module)
    with pytest.raises(Raised) as caught:
        Native(module).call("f", 2_000_000)
    assert caught.value.message == "sum is 1999999"


def test_memory_error() -> None:
    module = ir.parse(BUFFERS)
    pipeline.run(module, level=0)
    with pytest.raises(Raised) as caught:
        Native(module).call("f", 2**60)
    assert caught.value.name == "MemoryError"


def test_aggregates_in_memory() -> None:
    """The C layout of a tuple result."""
    module = ir.parse(VALUES)
    assert Native(module).call("swap", (5, (2.5, True))) == ((True, 2.5), 5)


def test_levels() -> None:
    """Archives hold code for named CPU levels."""
    module = ir.parse(RANGE)
    for level in ("x86-64", "x86-64-v3"):
        assert Native(module, level=level).call("f", 0, 10, 3) == 4 * 1000003 ^ 9


DIRECTIVE = re.compile(r";\s*run:\s*interp\s+(\w+)\((.*)\)\s*(==|raises)\s*(.*)")


def text_cases() -> list[Any]:
    """The cases of tests/ir that the interpreter runs."""
    folder = Path(__file__).parent.parent / "ir"
    found = []
    for path in sorted(folder.glob("*/*.ir")):
        for i, text in enumerate(re.split(r"(?m)^; ===", path.read_text())):
            if DIRECTIVE.search(text):
                found.append(pytest.param(text, id=f"{path.stem}-{i}"))
    return found


@pytest.mark.parametrize("text", text_cases())
def test_text_case(text: str) -> None:
    """What the interpreter's cases promise holds natively too."""
    module = ir.parse(text.partition("\n")[2] if not text.lstrip().startswith(";") else text)
    pipeline.run(module)
    # A bare buffer has no form outside.
    result = {name: f.result for name, f in module.functions.items()}
    calls = [c for c in DIRECTIVE.findall(text) if not isinstance(result[c[0]], Buffer)]
    compiled = Native(module, sorted({name for name, *_ in calls}))
    names = {"np": np, "inf": np.inf, "nan": np.nan}
    for name, arguments, how, expected in calls:
        args = eval(f"[{arguments}]", names)
        if how == "==":
            got, want = compiled.call(name, *args), eval(expected, names)
            assert type(got) is type(want)
            np.testing.assert_array_equal(got, want)
            continue
        with pytest.raises(Raised) as caught:
            compiled.call(name, *args)
        assert f"{caught.value.name}: {caught.value.message or ''}".startswith(expected)
