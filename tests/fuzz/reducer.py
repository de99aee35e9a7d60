"""Makes a failing program small: edits that keep the failure are kept, until none does.

python tests/fuzz/reducer.py KIND SEED [crash]     save what a program of a seed shows
"""

from __future__ import annotations

import ast
import copy
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "programs"), str(HERE.parent.parent)]


def reduce(text: str, name: str) -> str:
    """The smallest program found that still fails in the same way, compiled alone."""
    import batch
    from outcome import pattern

    found = batch.alone(text, name)
    if not found:
        return ""
    wanted = pattern(found)

    def fails(candidate: str) -> bool:
        try:
            return pattern(batch.alone(candidate, name)) == wanted
        except BaseException:
            return False

    return shrink(text, fails, 60.0)


def reduce_crash(text: str) -> str:
    """The same for a program that ends its process, each tried in one of its own."""

    def fails(candidate: str) -> bool:
        command = [sys.executable, __file__, "--alone"]
        try:
            done = subprocess.run(command, input=candidate, text=True, timeout=30)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode not in (0, 1)

    return shrink(text, fails, 120.0) if fails(text) else ""


def shrink(text: str, fails: Callable[[str], bool], seconds: float = 30.0) -> str:
    """`text` after every edit that keeps `fails` true, or after some time."""
    end = time.monotonic() + seconds
    best, at = text, 0
    while time.monotonic() < end:
        rows = list(candidates(best))
        missed = 0
        while missed < len(rows) and time.monotonic() < end:
            at = at % len(rows)
            candidate = rows[at]
            if len(candidate) < len(best) and fails(candidate):
                best = candidate
                break
            at, missed = at + 1, missed + 1
        else:
            break
    return best


def candidates(text: str) -> Iterator[str]:
    """Programs that are one edit smaller, larger edits first."""
    tree = ast.parse(text)
    edits = (
        _without_functions,
        _without_cases,
        _without_statements,
        _bodies,
        _smaller_expressions,
    )
    for edit in edits:
        for changed in edit(tree):
            try:
                yield ast.unparse(ast.fix_missing_locations(changed)) + "\n"
            except (ValueError, AttributeError):
                continue


def _without_cases(tree: ast.Module) -> Iterator[ast.Module]:
    for changed, rows in _copies(tree, lambda n: isinstance(n, ast.Dict)):
        for value in rows.values:
            if isinstance(value, ast.List) and len(value.elts) > 1:
                for i in range(len(value.elts)):
                    other = copy.deepcopy(changed)
                    target = next(n for n in ast.walk(other) if isinstance(n, ast.Dict))
                    del target.values[0].elts[i]  # type: ignore[attr-defined]
                    yield other


def _without_statements(tree: ast.Module) -> Iterator[ast.Module]:
    """The program without one statement of a function."""
    for path, n in _blocks(tree):
        for i in reversed(range(n)):
            changed = copy.deepcopy(tree)
            block = _block(changed, path)
            del block[i]
            if not block:
                block.append(ast.Pass())
            yield changed


def _bodies(tree: ast.Module) -> Iterator[ast.Module]:
    """A compound statement replaced by its body."""
    for path, n in _blocks(tree):
        for i in range(n):
            body = getattr(_block(tree, path)[i], "body", None)
            if body:
                changed = copy.deepcopy(tree)
                block = _block(changed, path)
                block[i : i + 1] = block[i].body  # type: ignore[attr-defined]
                yield changed


def _without_functions(tree: ast.Module) -> Iterator[ast.Module]:
    """The program without one function; what still calls it fails in another way."""
    for i, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef):
            changed = copy.deepcopy(tree)
            del changed.body[i]
            yield changed


def _smaller_expressions(tree: ast.Module) -> Iterator[ast.Module]:
    """An expression replaced by one of its operands."""
    for i, node in enumerate(_expressions(tree)):
        for k, part in enumerate(ast.iter_child_nodes(node)):
            if isinstance(part, ast.expr):
                changed = copy.deepcopy(tree)
                old = _expressions(changed)[i]
                new = list(ast.iter_child_nodes(old))[k]
                assert isinstance(new, ast.expr)
                _replace(_bodies_of(changed), old, new)
                yield changed


def _bodies_of(tree: ast.Module) -> list[ast.stmt]:
    return [s for n in tree.body if isinstance(n, ast.FunctionDef) for s in n.body]


def _expressions(tree: ast.Module) -> list[ast.expr]:
    return [n for s in _bodies_of(tree) for n in ast.walk(s) if isinstance(n, ast.expr)]


def _replace(body: list[ast.stmt], old: ast.expr, new: ast.expr) -> None:
    for statement in body:
        for node in ast.walk(statement):
            for field, value in ast.iter_fields(node):
                if value is old:
                    setattr(node, field, new)
                elif isinstance(value, list) and any(x is old for x in value):
                    setattr(node, field, [new if x is old else x for x in value])


Path = tuple[Any, ...]


def _blocks(tree: ast.Module) -> Iterator[tuple[Path, int]]:
    """Every list of statements inside a function: how to get there, and its length."""
    for i, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef):
            yield from _inner(node, ("body", i))


def _inner(node: ast.AST, path: Path) -> Iterator[tuple[Path, int]]:
    for field in ("body", "orelse"):
        block = getattr(node, field, None)
        if isinstance(block, list) and block:
            yield (*path, field), len(block)
            for i, child in enumerate(block):
                yield from _inner(child, (*path, field, i))


def _block(tree: Any, path: Path) -> list[ast.stmt]:
    for step in path:
        tree = tree[step] if isinstance(step, int) else getattr(tree, step)
    return tree


def _copies(tree: ast.Module, wanted: Callable[[ast.AST], bool]) -> Iterator[tuple[Any, Any]]:
    changed = copy.deepcopy(tree)
    for node in ast.walk(changed):
        if wanted(node):
            yield changed, node
            return


def main() -> None:
    import worker

    if sys.argv[1] == "--alone":
        import batch

        print(batch.alone(sys.stdin.read(), "<alone>"))
        return
    kind, seed, crash = sys.argv[1], int(sys.argv[2]), sys.argv[3:] == ["crash"]
    text = worker.source(kind, seed)[0]
    small = reduce_crash(text) if crash else reduce(text, f"<fuzz {seed}>")
    if not small:
        print("does not fail when compiled alone")
        return
    folder = HERE / "failures"
    folder.mkdir(exist_ok=True)
    file = folder / f"{kind}_{seed}.py"
    file.write_text(small)
    print(f"{len(small.splitlines())} lines in {os.path.relpath(file)}")


if __name__ == "__main__":
    main()
