"""The two distributions, built as users build them: from this tree, and again from an sdist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from jitscript import __version__, api

ROOT = Path(__file__).parent.parent
RUNTIME = "packaging/runtime"


def test_versions_agree() -> None:
    for folder in (ROOT, ROOT / RUNTIME):
        named = re.search(r'^version = "(.*)"', (folder / "pyproject.toml").read_text(), re.M)
        assert named and named[1] == __version__ == api.VERSION


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to build in: nothing is left in the tree."""
    copy = tmp_path_factory.mktemp("tree")
    skip = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    for name in ("jitscript", "packaging"):
        shutil.copytree(ROOT / name, copy / name, ignore=skip, symlinks=True)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    return copy


def sources(folder: str) -> set[str]:
    found = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py")}
    return {name for name in found if "__pycache__" not in name}


@pytest.mark.parametrize("folder", [".", RUNTIME])
def test_an_sdist_gives_the_whole_wheel(folder: str, tree: Path, tmp_path: Path) -> None:
    """`build` makes an sdist, and the wheel from what is in that alone."""
    command = [sys.executable, "-m", "build", "-o", str(tmp_path), str(tree / folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    whole = sources("jitscript") if folder == "." else sources("jitscript/runtime")
    whole.add("jitscript/__init__.py")
    assert {name for name in names if name.endswith(".py")} == whole
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert ("jitscript/ir/grammar.lark" in names) == (folder == ".")
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as file:
        assert all(".." not in Path(name).parts for name in file.getnames())
    if folder == RUNTIME:
        assert wheel.stat().st_size <= 200_000
