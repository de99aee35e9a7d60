"""`try` after every pass and in native code: the cases of the interpreter, run on.

Each case of `tests/ir/interp/handlers.ir` is interpreted again after each pass of the pipeline
(with real reference counts once they are placed), and compiled at both levels.
"""

from __future__ import annotations

import ctypes
import re
from pathlib import Path
from typing import Any

import ir_swarm
import numpy as np
import pytest
from native_code import Context, Native, Raised

from jitscript import ir
from jitscript.ir.passes import pipeline
from jitscript.runtime import abi

FILE = Path(__file__).parents[1] / "ir" / "interp" / "handlers.ir"
CASES = re.split(r"^; === ", FILE.read_text(), flags=re.M)[1:]
RUN = re.compile(r"^; run: interp f\((.*?)\) (?:== (.*)|raises (\w+)(?:: (.*))?)$", re.M)
case = pytest.mark.parametrize("text", CASES, ids=lambda t: t.partition("\n")[0].replace(" ", "-"))


def runs(text: str) -> list[tuple[list[Any], Any]]:
    """(arguments, the result or the exception's name and message) of each run."""
    found = []
    for arguments, result, name, message in RUN.findall(text):
        args = eval(f"[{arguments}]", {"np": np})
        found.append((args, (name, message) if name else eval(result)))
    assert found
    return found


def module_of(text: str) -> ir.Module:
    module = ir.parse(text.partition("\n")[2])
    module.functions["f"].attrs["export"] = True
    return module


@case
@pytest.mark.parametrize("level", sorted(pipeline.LEVELS))
def test_every_pass_keeps_it(text: str, level: int) -> None:
    module = module_of(text)
    done = []

    def look(name: str, module: ir.Module) -> None:
        done.append(name)
        ir.check(module, name)
        for args, want in runs(text):
            counted = name == "refcount"
            try:
                got = ir.interpret(module, "f", args, counted=counted)
            except ir.Undefined:
                raise
            except Exception as e:
                assert (type(e).__name__, str(e)) == want or not isinstance(want, tuple), done
                assert isinstance(want, tuple), (e, done)
            else:
                assert got == want, (args, done)

    pipeline.run(module, level=level, trace=look)
    assert done[-1] == "refcount"


@case
@pytest.mark.parametrize("level", sorted(pipeline.LEVELS))
def test_native_is_the_interpreters(text: str, level: int) -> None:
    module = module_of(text)
    pipeline.run(module, level=level)
    native = Native(module, ["f"])
    for args, want in runs(text):
        if not isinstance(want, tuple):
            assert native.call("f", *args) == want
            continue
        with pytest.raises(Raised) as raised:
            native.call("f", *args)
        assert raised.value.name == want[0]
        assert (raised.value.message or "") == want[1]


def test_every_builtin_exception_has_its_subclasses_numbers() -> None:
    import builtins

    from jitscript.backend.exceptions import numbers

    known = [
        e for e in vars(builtins).values() if isinstance(e, type) and issubclass(e, BaseException)
    ]
    for a in known:
        for b in known:
            first, last = numbers(b.__name__)
            inside = first <= numbers(a.__name__)[0] <= last
            # ExceptionGroup has two bases; it counts as an Exception.
            if "Group" not in a.__name__ + b.__name__:
                assert inside == issubclass(a, b), (a, b)


ASKS_PYTHON = """
func @f(%object: int, %name: int) -> int {
  %1 = const 1 : int
  %2 = const 2 : int
  %r = try : int {
    try {
      %a = extern @PyObject_GetAttrString(%object, %name) : pyobj
      yield
    } except { (%e: exception):
      %mine = exc.is @LookupError(%e)
      if %mine { return %2 } else { exc.raise %e }
      yield
    }
    yield %1
  } except { (%e.1: exception):
    %mine.1 = exc.is @AttributeError(%e.1)
    %zero = const 0 : int
    if %mine.1 { yield } else { exc.raise %e.1 }
    yield %zero
  }
  return %r
}
"""


class Asked:
    there = 1

    @property
    def missing_key(self) -> None:
        raise KeyError("k")

    @property
    def wrong(self) -> None:
        raise ValueError("as it came")


@pytest.mark.parametrize("level", sorted(pipeline.LEVELS))
def test_a_python_exception_is_caught_and_raised_again(level: int) -> None:
    module = ir.parse(ASKS_PYTHON)
    module.functions["f"].attrs["export"] = True
    pipeline.run(module, level=level)
    native = Native(module, ["f"])
    object = Asked()

    def ask(name: bytes) -> int:
        context, result = Context(0), ctypes.c_int64(0)
        place = ctypes.c_void_p(ctypes.addressof(result))
        # Called with the GIL; what is set afterwards is raised here.
        entry = ctypes.PYFUNCTYPE(ctypes.c_int32, *[ctypes.c_void_p] * 4)(
            native.image.symbol(abi.c_symbol("f"))
        )
        assert entry(context.address, place, id(object), name_address(name)) == 0
        return result.value

    kept: list[Any] = []

    def name_address(name: bytes) -> int:
        kept.append(ctypes.create_string_buffer(name))
        return ctypes.addressof(kept[-1])

    assert ask(b"there") == 1
    assert ask(b"missing_key") == 2
    assert ask(b"nothing") == 0
    with pytest.raises(ValueError, match="as it came"):
        ask(b"wrong")


@pytest.mark.parametrize("seed", range(40))
def test_random_programs_with_handlers_keep_their_meaning(seed: int) -> None:
    """After passes in several orders, and in native code."""
    assert not ir_swarm.check(seed, share=0.35, handlers=True).found
