"""The programs compiled so that their code tests what the passes rely on (JITSCRIPT_CHECK=claims):
they end as CPython does, and no claim is false. The fast suite takes a few of them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import harness
import pytest

FILES = sorted(f for f in harness.HERE.glob("*/*.py") if not f.name.startswith("_"))


@functools.cache
def plain_module(file: Path) -> Any:
    return harness.load_plain(file)


@pytest.mark.few(24)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_claims(
    file: Path, optimised: bool, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    mode = "claims" if optimised else "claims,unoptimised"
    monkeypatch.setenv(harness.CHECK, mode)
    plain = plain_module(file)
    scripted = harness.load_scripted(file, mode)
    for case in harness.cases(file):
        fn = getattr(plain, case.function)
        expected = harness.call(fn, case.arguments)
        expected.printed = capfd.readouterr().out
        got = harness.call(getattr(scripted, case.function), case.arguments)
        got.printed = capfd.readouterr().out
        annotation = getattr(fn, "__annotations__", {}).get("return")
        wrong = harness.compare(case, expected, got, annotation, getattr(plain, "ULP", 0))
        assert not wrong, f"{case.id}: {wrong}"
