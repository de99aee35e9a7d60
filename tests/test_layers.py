"""Who may import whom: the layers of `docs/architecture.md`, enforced."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "jitscript"
# Part → the parts it may import besides itself. What is not listed here may import everything.
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "arrays": set(),
    "runtime": set(),
    "ir": {"diagnostics"},
    "library": {"ir"},  # through `intrinsics` only, and only when something is evaluated
    "identity": {"runtime"},
    "frontend": {"ir", "library", "diagnostics", "identity"},
    "backend": {"ir", "runtime", "diagnostics"},
    "jit": {"runtime", "identity", "sending", "driver", "saving", "shared", "backend"},
    "api": {"runtime", "diagnostics", "saving", "jit"},
}
HOT = ("api", "jit", "identity", "runtime")  # imported by programs whose functions are in the cache
HEAVY = {"dataclasses", "inspect", "typing", "re", "numpy", "llvmlite", "lark", "ast", "tempfile"}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(file: Path) -> str:
    inner = file.relative_to(PACKAGE)
    return inner.parts[0] if len(inner.parts) > 1 else inner.stem


def imports(file: Path) -> Iterator[tuple[str, ast.AST, bool]]:
    """(absolute module name, node, whether it is executed when the file is imported)."""
    package = ["jitscript", *file.relative_to(PACKAGE).parts[:-1]]
    tree = ast.parse(file.read_text())
    inside = set()
    for node in ast.walk(tree):
        deferred = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        )
        if deferred or node in inside:
            inside.update(ast.iter_child_nodes(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node, node not in inside
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            if name.count(".") or not name.startswith("jitscript"):
                yield name, node, node not in inside
            else:
                for alias in node.names:
                    yield f"{name}.{alias.name}", node, node not in inside


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_imports_keep_to_the_layers(file: Path) -> None:
    part = part_of(file)
    if part not in ALLOWED:
        return
    for name, node, _ in imports(file):
        if not name.startswith("jitscript.") or name.endswith("__"):
            continue
        other = name.split(".")[1]
        assert other == part or other in ALLOWED[part], f"line {node.lineno}: {part} imports {name}"


@pytest.mark.parametrize(
    "file", [f for f in FILES if part_of(f) in HOT], ids=lambda f: f.relative_to(PACKAGE).as_posix()
)
def test_what_a_cached_program_imports_is_light(file: Path) -> None:
    for name, node, executed in imports(file):
        if executed:
            assert name.split(".")[0] not in HEAVY, f"line {node.lineno}: imports {name}"


def test_importing_the_package_is_light() -> None:
    code = "import sys, jitscript; from jitscript import script; print(*sys.modules)"
    command = [sys.executable, "-S", "-c", code]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "llvmlite", "lark", "typing", "dataclasses"} & set(loaded.split())


def test_files_stay_readable() -> None:
    for file in FILES:
        assert len(file.read_text().splitlines()) <= 420, f"{file} is too long"
