"""Control flow, memory and errors: small IR programs, native against the interpreter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ir_programs import (
    ARRAYS,
    BUFFERS,
    CALLS,
    EARLY,
    OBJECTS,
    RANGE,
    RESIZED,
    UNIONS,
    VALUES,
)
from native_code import Native, Raised

from jitscript import ir
from jitscript.ir.interp import interpret
from jitscript.ir.passes import pipeline
from jitscript.ir.types import Buffer

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
    ("resized", RESIZED, [(0,), (1,), (2,), (3,), (40,)]),
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
    if any(op.opcode == "exc.text" for f in module.functions.values() for op in f.walk()):
        pytest.skip("Python makes the texts of exceptions, and is not asked here")
    if ("python.call" in text or "exc.object" in text) and "raises" in text:
        pytest.skip("an error of Python is set there, and not in the context")
    if any(op.opcode.startswith("device.") for f in module.functions.values() for op in f.walk()):
        pytest.skip("what only kernels have, which the processor's own code has no form for")
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
