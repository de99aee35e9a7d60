"""The file with the bytecode of all modules: what is read from it is what would be imported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jitscript import reading

CHILD = """
import sys
sys.path.insert(0, {folder!r})
from pack import reading
reading._MANY = {many}
reading.begin()
import pack.one, pack.sub.two
for module in (pack.one, pack.sub, pack.sub.two):
    how = "together" if type(module.__spec__.loader) is reading._Loader else "alone"
    assert module.__cached__ == module.__spec__.cached
    print(how, module.__name__, module.VALUE, module.__package__, module.__file__)
import inspect
print(inspect.getsource(pack.one.fail).splitlines()[1].strip())
try:
    pack.one.fail()
except ValueError as error:
    print(error.__traceback__.tb_next.tb_frame.f_code.co_filename)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = tmp_path / "pack"
    (pack / "sub").mkdir(parents=True)
    (pack / "__init__.py").write_text("")
    for name in ("reading", "together"):
        shutil.copy(Path(reading.__file__).with_name(f"{name}.py"), pack)
    (pack / "one.py").write_text("VALUE = 1\ndef fail():\n    raise ValueError(VALUE)\n")
    (pack / "sub" / "__init__.py").write_text("VALUE = 2\n")
    (pack / "sub" / "two.py").write_text("from . import VALUE as base\nVALUE = base + 1\n")
    return tmp_path


def run(folder: Path, many: int = 1, **env: str) -> list[str]:
    """What the child prints: how each module was found, its value and file, and two lines more."""
    code = CHILD.format(folder=str(folder), many=many)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-c", code], env={**kept, **env}, capture_output=True, text=True
    )
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


def ways(lines: list[str]) -> list[str]:
    return [" ".join(line.split()[:3]) for line in lines[:3]]


def written(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "pack" / "__pycache__").glob("together*"))


def test_the_second_process_reads_what_the_first_left(folder: Path) -> None:
    first = run(folder)
    assert ways(first) == ["alone pack.one 1", "alone pack.sub 2", "alone pack.sub.two 3"]
    assert len(written(folder)) == 1
    second = run(folder)
    assert ways(second) == ["together pack.one 1", "together pack.sub 2", "together pack.sub.two 3"]
    assert [x.split()[1:] for x in first] == [x.split()[1:] for x in second]
    assert second[3:] == ["raise ValueError(VALUE)", str(folder / "pack" / "one.py")]


def test_a_module_that_has_changed_is_read_anew(folder: Path) -> None:
    run(folder)
    one = folder / "pack" / "one.py"
    one.write_text(one.read_text().replace("VALUE = 1", "VALUE = 10"))
    assert ways(run(folder, many=99))[::2] == ["alone pack.one 10", "together pack.sub.two 3"]
    assert ways(run(folder))[0] == "alone pack.one 10"  # and the file is written anew
    assert ways(run(folder))[0] == "together pack.one 10"
    (folder / "pack" / "sub" / "two.py").write_text("VALUE = 7\n")
    assert ways(run(folder))[2] == "alone pack.sub.two 7"


def test_few_modules_are_not_worth_a_file(folder: Path) -> None:
    run(folder, many=4)
    assert not written(folder)


def test_no_file_is_written_where_bytecode_is_not(folder: Path) -> None:
    assert ways(run(folder, PYTHONDONTWRITEBYTECODE="1"))[0] == "alone pack.one 1"
    assert not (folder / "pack" / "__pycache__").exists()


def test_a_folder_that_has_moved_is_read_as_it_is_now(folder: Path) -> None:
    run(folder)
    moved = folder / "elsewhere"
    moved.mkdir()
    shutil.move(folder / "pack", moved)
    lines = run(moved)
    assert ways(lines)[0] == "alone pack.one 1"
    assert lines[4] == str(moved / "pack" / "one.py")


def noted(folder: Path, of: int, value: str) -> str:
    """What a process takes for noted that would find `value`."""
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r})\nfrom pack import reading\n"
        f"reading.begin(); print(reading.noted('n', {of}, lambda: {value!r}))"
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=True).stdout


def test_what_was_found_out_is_noted_until_what_it_depends_on_changes(folder: Path) -> None:
    asked = [noted(folder, of, value) for of, value in [(1, "a"), (1, "b"), (2, "c"), (2, "d")]]
    assert "".join(asked).split() == ["a", "a", "c", "c"]
    assert ways(run(folder))[0] == "alone pack.one 1"
    assert ways(run(folder))[0] == "together pack.one 1"
    assert noted(folder, 2, "e") == "c\n"


@pytest.mark.parametrize("damage", [b"", b"x", b"jitscript modules 2\n"])
def test_another_file_in_its_place_is_no_harm(folder: Path, damage: bytes) -> None:
    run(folder)
    (folder / "pack" / "__pycache__" / written(folder)[0]).write_bytes(damage)
    assert ways(run(folder))[0] == "alone pack.one 1"
    assert ways(run(folder))[0] == "together pack.one 1"


def test_bytecode_of_the_module_that_nobody_imports_gives_way(folder: Path) -> None:
    run(folder)
    command = [sys.executable, "-m", "compileall", "-q", "-f", str(folder / "pack")]
    subprocess.run(command, check=True)
    assert ways(run(folder))[0] == "alone pack.one 1"
    assert ways(run(folder))[0] == "together pack.one 1"
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    command = [sys.executable, "-c", "import pack.together"]
    subprocess.run(command, cwd=folder, env=kept, check=True)
    assert ways(run(folder))[0] == "alone pack.one 1"
