"""What newer versions of Python brought, where there is one: as CPython has it, or refused."""

from __future__ import annotations

import copy
import importlib
import sys
from typing import Any

import pytest

import jitscript as js

pytestmark = pytest.mark.skipif(sys.version_info < (3, 12), reason="needs CPython 3.12")


@pytest.fixture(scope="module")
def programs() -> Any:
    return importlib.import_module("since_3_12")


def test_programs(programs: Any) -> None:
    for name, calls in programs.CALLS.items():
        plain = getattr(programs, name)
        scripted = js.script(plain, cache=False)
        for args in calls:
            given, kept = copy.deepcopy(args), copy.deepcopy(args)
            expected, got = plain(*kept), scripted(*given)
            assert (got, type(got)) == (expected, type(expected)), name
            assert repr(given[1:] or given) == repr(kept[1:] or kept), name


def test_a_type_that_names_itself(programs: Any) -> None:
    with pytest.raises(js.CompileError, match="the type `Json` names itself"):
        js.script(programs.endless, cache=False)
