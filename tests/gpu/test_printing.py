"""What threads print is what Python prints, in the order of threads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jitscript import cuda

sys.path.insert(0, str(Path(__file__).parent))

from printing_kernels import columns, expected, floods, tells


def test_as_python_prints(capsys: pytest.CaptureFixture[str]) -> None:
    columns_ = columns(21)
    given = [cuda.to_device(x) for x in columns_]
    tells[3, 7](*given, 100)
    assert capsys.readouterr().out == ""
    cuda.synchronize()
    shown = capsys.readouterr().out
    expected(*columns_, 21)
    assert shown == capsys.readouterr().out
    cuda.synchronize()
    assert capsys.readouterr().out == ""


def test_what_was_printed_comes_before_the_error(capsys: pytest.CaptureFixture[str]) -> None:
    columns_ = columns(4)
    given = [cuda.to_device(x) for x in columns_]
    tells[1, 4](*given, 2)
    tells[1, 4](*given, 100)
    with pytest.raises(ValueError, match="after what was printed"):
        cuda.check()
    shown = capsys.readouterr().out
    expected(*columns_, 4)
    assert shown == 2 * capsys.readouterr().out


def test_more_than_there_is_room_for(capsys: pytest.CaptureFixture[str]) -> None:
    floods[1, 1](100_000)
    cuda.synchronize()
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["0", "1", "2"] and "no room" in lines[-1]
    assert 20_000 < len(lines) < 30_000
    floods[1, 1](2)
    cuda.synchronize()
    assert capsys.readouterr().out == "0\n1\n"


def test_it_assembles(ptxas: str, tmp_path: Path) -> None:
    assert "js_print_5" in tells.ptx
    (tmp_path / "k.ptx").write_text(tells.ptx)
    command = [ptxas, "-arch", "sm_80", str(tmp_path / "k.ptx"), "-o", str(tmp_path / "k.cubin")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
