"""Who may import whom: the layers of `docs/architecture.md`, enforced."""

from __future__ import annotations

import ast
import functools
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "jitscript"
# Part → the parts it may import besides itself. What is not listed here may import everything.
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "arrays": set(),
    "reading": set(),
    "runtime": set(),
    "ir": {"diagnostics"},
    # `ir` through `intrinsics` only, and only when something is evaluated.
    "library": {"ir", "reading"},
    "identity": {"runtime"},
    "frontend": {"ir", "library", "diagnostics", "identity"},
    "backend": {"ir", "runtime", "diagnostics"},
    "entries": {"runtime", "identity", "diagnostics", "scripted", "sending"},
    "scripted": {
        *("runtime", "identity", "entries", "sending", "driver", "saving", "shared", "backend"),
        *("diagnostics", "reading", "held"),
    },
    "held": {"runtime", "scripted", "frontend"},  # which knows the user's classes
    "api": {"runtime", "diagnostics", "saving", "scripted", "held", "identity"},
    "numba": {"api", "diagnostics", "entries"},
}
# Imported by programs whose functions are in the cache.
HOT = ("api", "numba", "scripted", "entries", "identity", "runtime")
HEAVY = {"dataclasses", "inspect", "typing", "re", "numpy", "llvmlite", "lark", "ast", "tempfile"}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(file: Path) -> str:
    inner = file.relative_to(PACKAGE)
    return inner.parts[0] if len(inner.parts) > 1 else inner.stem


@functools.cache
def imports(file: Path) -> list[tuple[str, ast.AST, bool]]:
    """(absolute module name, node, whether it is executed when the file is imported)."""
    return list(_imports(file))


def _imports(file: Path) -> Iterator[tuple[str, ast.AST, bool]]:
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


def place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}"  # type: ignore[attr-defined]


def test_imports_keep_to_the_layers() -> None:
    wrong = []
    for file in FILES:
        part = part_of(file)
        for name, node, _ in imports(file) if part in ALLOWED else ():
            if name.startswith("jitscript.") and not name.endswith("__"):
                other = name.split(".")[1]
                if other != part and other not in ALLOWED[part]:
                    wrong.append(f"{place(file, node)}: {part} imports {name}")
    assert not wrong


def test_what_a_cached_program_imports_is_light() -> None:
    wrong = []
    for file in FILES:
        for name, node, executed in imports(file) if part_of(file) in HOT else ():
            if executed and name.split(".")[0] in HEAVY:
                wrong.append(f"{place(file, node)} imports {name}")
    assert not wrong


def test_importing_the_package_is_light() -> None:
    code = "import sys, jitscript; from jitscript import script; print(*sys.modules)"
    command = [sys.executable, "-S", "-c", code]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    heavy = {"numpy", "llvmlite", "lark", "typing", "dataclasses", "linecache", "re"}
    assert not heavy & set(loaded.split())


# --- the front end is a star --------------------------------------------------------------------

FRONTEND = sorted((PACKAGE / "frontend").rglob("*.py"))


def _module(file: Path) -> str:
    return ".".join(["jitscript", *file.relative_to(PACKAGE).with_suffix("").parts])


def test_the_front_end_hides_no_import() -> None:
    """A relative import inside a function hides who leans on whom."""
    wrong = []
    for file in FRONTEND:
        for name, node, executed in imports(file):
            if not executed and isinstance(node, ast.ImportFrom) and node.level:
                wrong.append(f"{place(file, node)}: {name} belongs to the top")
    assert not wrong


def test_the_front_end_has_no_circle() -> None:
    """Rules reach each other through `services.py`; what is imported is always simpler."""
    modules = {_module(f): f for f in FRONTEND}
    packages = {m.removesuffix(".__init__") for m in modules if m.endswith(".__init__")}
    graph: dict[str, set[str]] = {m: set() for m in modules}
    for module, file in modules.items():
        for name, node, _ in imports(file):
            names = [name, *(f"{name}.{a.name}" for a in getattr(node, "names", ()))]
            inner = [n for n in names if n in modules or n in packages - {"jitscript.frontend"}]
            graph[module] |= {n if n in modules else f"{n}.__init__" for n in inner[-1:]}
    while graph:
        free = [m for m, others in graph.items() if not others & graph.keys() - {m}]
        assert free, f"these import each other: {sorted(graph)}"
        for m in free:
            del graph[m]


def test_what_is_read_later_is_found() -> None:
    """The index of `rules.py` names what its files register, all of it."""
    from jitscript.frontend import rules, services

    rules.read_all()
    tables = [t for t in vars(services).values() if isinstance(t, services.Table)]
    rows = [row for table in tables for row in table.items()]
    rows += [(name, rule) for name, rule in vars(services.Services).items() if callable(rule)]
    for file, names in rules.LATER.items():
        found = [k for k, rule in rows if rule.__module__ == f"jitscript.frontend.{file}"]
        assert {k if isinstance(k, str) else k.__name__ for k in found} == set(names), file


def test_what_is_read_later_is_not_read_at_once() -> None:
    from jitscript.frontend import rules

    command = [sys.executable, "-c", "import sys, jitscript.frontend; print(*sys.modules)"]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {f"jitscript.frontend.{file}" for file in rules.LATER} & set(loaded.split())


def test_services_are_as_declared() -> None:
    """Who registers a service takes what its declaration says, by the same names."""
    from jitscript.frontend import rules, services

    rules.read_all()
    tree = ast.parse(Path(services.__file__).read_text())
    (declared,) = [n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Services"]
    for method in declared.body:
        if isinstance(method, ast.FunctionDef):
            found = inspect.signature(getattr(services.Services, method.name)).parameters
            assert next(iter(found)) == "f", method.name
            assert list(found)[1:] == [a.arg for a in method.args.args][1:], method.name
            shown = [ast.unparse(d) for d in method.args.defaults]
            assert shown == [repr(p.default) for p in found.values() if p.default is not p.empty]


def test_library_code_holds_no_addresses_of_objects() -> None:
    """An object lives no longer than its name is used: an address that it gave would outlive it."""
    for file in (ROOT / "jitscript" / "library").glob("*.py"):
        found = re.findall(r"\bPy\w+_As(?:String|UTF8)\w*", file.read_text())
        assert not found, f"{file}: use a helper that takes the object, such as host_copy_bytes"


def test_files_stay_readable() -> None:
    for file in FILES:
        assert len(file.read_text().splitlines()) <= 420, f"{file} is too long"
