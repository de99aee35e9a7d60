"""Every scalar overload of the library once more, compiled: a function calls the Python function
that the overload stands for, which is then called by CPython with the same values.

Here conversions of arguments, the choice of the overload, the passes and the back end have a part
in the result, which the undecorated code of `test_library.py` does not show.
"""

from __future__ import annotations

import importlib.util
import inspect
import operator
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from outcomes import as_element, is_loose, near, outcome, refused, representable
from samples import arguments
from test_library import cases

from jitscript import script

pytestmark = pytest.mark.usefixtures("optimised")

CASES = cases()


def source(number: int) -> str:
    """A function that calls `oracle<number>`, as a user would."""
    case = CASES[number].values[0]
    overload, classes = case.overload, case.classes
    names = [f"a{i}" for i in range(len(classes))]
    typed = ", ".join(f"{n}: {written(c)}" for n, c in zip(names, classes))
    passed = names.copy()
    parameters = list(inspect.signature(overload.fn).parameters.items())[len(case.types) :]
    for i, (name, parameter) in enumerate(parameters):
        if parameter.kind is parameter.KEYWORD_ONLY:
            passed[i] = f"{name}={names[i]}"
    if case.types and not overload.given:
        passed.insert(0, f"np.{case.types[0].__name__}")
    call = f"oracle{number}({', '.join(passed)})"
    if hasattr(overload.oracle, "__objclass__"):
        call = f"{names[0]}.{overload.oracle.__name__}({', '.join(passed[1:])})"
    return f"def f{number}({typed}):\n    return {call}\n"


def written(cls: type) -> str:
    return cls.__name__ if cls.__module__ == "builtins" else f"np.dtype('{np.dtype(cls)}').type"


@pytest.fixture(scope="module")
def functions(optimised: bool, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The functions, in one module."""
    path = Path(tmp_path_factory.mktemp("library")) / "calls_of_library.py"
    path.write_text("\n".join(["import numpy as np", "", *map(source, range(len(CASES)))]))
    spec = importlib.util.spec_from_file_location("calls_of_library", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    for number, case in enumerate(CASES):
        setattr(module, f"oracle{number}", case.values[0].overload.oracle)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.id for case in CASES])
def test_compiled(number, functions):
    case = CASES[number].values[0]
    overload, classes, declared = case.overload, case.classes, case.declared
    plain = getattr(functions, f"f{number}")
    fn = script(plain)
    wrong = []
    for args in arguments(overload.oracle, classes, limit=150):
        random.seed(1)
        want = outcome(plain, args, {})
        random.seed(1)
        got = outcome(fn, args, {})
        if got == want or as_element(got, overload.oracle, args):
            continue
        loose = is_loose(overload.oracle, args) or overload.oracle is operator.pow
        if loose and near(got, want):
            continue
        if refused(got) and (
            issubclass(want[0], Exception)
            or not representable(want, declared)
            or "of nan" in got[1]
        ):
            continue
        wrong.append(f"{args}: {got}, expected {want}")
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:12])
