"""What is true of an op stands in its row: passes, analyses and back end keep no lists of names.

A literal op name may be compared with where the *shape* of the IR is meant, not a property of ops:
the reasons stand below. Where a trait would do, a name is refused, and so is any collection of two
names or more, tables with one function for each op aside.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from jitscript.ir import ops  # noqa: F401
from jitscript.ir.optable import TABLE

PACKAGE = Path(__file__).parents[2] / "jitscript"
FILES = sorted(
    file
    for folder in ("ir/passes", "ir/analysis", "backend")
    for file in (PACKAGE / folder).rglob("*.py")
) + [PACKAGE / "ir" / name for name in ("core.py", "parser.py", "printer.py", "verifier.py")]
# The skeleton of the IR: how regions end and what stands in them is what a pass rewrites.
SKELETON = {"if", "yield", "break", "continue", "return", "unreachable", "call", "const"}
# Functions that register one rule for each op named, and the names of such tables.
REGISTER = {"rule", "_rule"}
# (of LLVM: the instruction or the condition code of an op)
TABLES = {"EMIT", "GUARDS", "SIGNED", "FLOAT_COMPARE"}
# Files whose lists mean something else.
OTHERS = {"backend/lower/claims.py": "kinds of claims, some of which are called as ops are"}
# Patterns: the algebra of single ops, each rule about those that it names.
PATTERNS = {
    "ir/passes/folds.py": "what one op is equal to, by the op that defines its operand",
    "ir/analysis/interval_rules.py": "one rule for each op",
    "ir/analysis/bounds.py": "what bounds the result of one op, case by case",
    "ir/analysis/facts.py": "what one comparison or sum says",
    "ir/analysis/heap.py": "what each op does with the places that its operands lead to",
    "ir/analysis/extremes.py": "the largest value of one kind of sum or product",
    "backend/lower": "an emitter writes the instruction of its op",
}
# Single names elsewhere, each with its reason.
SINGLE = {
    ("backend/grid/target.py", "device.shared"): "what races are looked for on",
    ("ir/passes/unroll.py", "array.dim"): "the one size that memory limits",
    ("ir/passes/widen.py", "array.dim"): "the one size that memory limits",
    ("ir/passes/widen.py", "device.index"): "what tells threads apart",
    ("ir/passes/widen.py", "add"): "the shape of a thread's number",
    ("ir/passes/widen.py", "mul"): "the shape of a thread's number, and of how many there are",
    ("ir/passes/sroa.py", "object.new"): "is what the pass takes apart",
    ("ir/passes/sroa.py", "field.get"): "is what the pass takes apart",
    ("ir/passes/sroa.py", "field.set"): "is what the pass takes apart",
    ("ir/passes/trust.py", "check_index"): "becomes its index where nothing is tested",
    ("ir/passes/fold_constants.py", "cast"): "folded without importing NumPy",
    ("ir/passes/ranges.py", "check_index"): "becomes its index where it cannot fail",
    ("ir/passes/hoist_checks.py", "check_index"): "is tested before the loop",
    ("ir/passes/expand.py", "assume_contiguous"): "is what the pass puts there",
    ("ir/verifier.py", "retain"): "cells and exceptions go nowhere else",
    ("ir/verifier.py", "release"): "cells and exceptions go nowhere else",
    ("ir/analysis/orders.py", "array.stride"): "is what steps of views are made of",
    ("ir/analysis/orders.py", "mul"): "the shape of a slice's step",
    ("ir/analysis/intervals.py", "select"): "a value that comes along two ways",
    ("ir/passes/writeable.py", "select"): "an array that comes along two ways",
    ("ir/passes/poll.py", "select"): "a bound that comes along two ways",
    ("ir/passes/fuse.py", "map"): "is what the pass moves",
    ("ir/passes/late.py", "raise"): "is what the pass moves",
    ("ir/passes/fuse.py", "array.dim"): "is asked of the shape that stays",
    ("ir/passes/fuse.py", "array.broadcast"): "is what the pass puts there",
    ("backend/cuda/__init__.py", "libm"): "calls by name what the device may not have",
    ("backend/device.py", "device.shared"): "takes of a block's memory, which has a limit",
    ("backend/device.py", "device.local"): "takes of a thread's memory, which has a limit",
    ("backend/device.py", "device.print"): "writes its operands to a record, which has a limit",
    ("backend/device.py", "raise"): "writes its operands to a record, which has a limit",
}


def where(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def names_in(node: ast.AST) -> list[str]:
    """The op names among the constants that `node` itself lists."""
    parts: list[ast.expr | None] = []
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        parts = list(node.elts)
    elif isinstance(node, ast.Dict):
        parts = [*node.keys, *node.values]
    elif isinstance(node, ast.Call):
        parts = list(node.args)
    return [
        p.value
        for p in parts
        if isinstance(p, ast.Constant) and isinstance(p.value, str) and p.value in TABLE
    ]


def compared(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Comparisons with the name of an op."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        text = ast.unparse(node)
        if not any(word in text for word in ("opcode", "name")):
            continue
        for side in sides:
            listed = names_in(side)
            if isinstance(side, ast.Constant) and side.value in TABLE:
                listed.append(str(side.value))
            for name in listed:
                yield node, name


def allowed_list(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in REGISTER or ast.unparse(node.func) != "defined_by"
    above = parents.get(node)
    while above is not None:
        if isinstance(above, ast.Assign) and ast.unparse(above.targets[0]) in TABLES:
            return True
        if isinstance(above, ast.AnnAssign) and ast.unparse(above.target) in TABLES:
            return True
        above = parents.get(above)
    return False


@pytest.mark.parametrize("file", FILES, ids=where)
def test_no_lists_of_names(file: Path) -> None:
    if where(file) in OTHERS:
        return
    tree = ast.parse(file.read_text())
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = [
        f"{where(file)}:{node.lineno}: {names}"  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if len(names := names_in(node)) > 1 and not allowed_list(node, parents)
    ]
    assert not found, "give the row a trait instead of listing ops:\n" + "\n".join(found)


@pytest.mark.parametrize("file", FILES, ids=where)
def test_names_are_compared_for_shape_alone(file: Path) -> None:
    path = where(file)
    if path in PATTERNS or any(path.startswith(f"{folder}/") for folder in PATTERNS):
        return
    found = [
        f"{path}:{node.lineno}: {name!r}"  # type: ignore[attr-defined]
        for node, name in compared(ast.parse(file.read_text()))
        if name not in SKELETON and (path, name) not in SINGLE
    ]
    assert not found, "ask the row instead:\n" + "\n".join(found)


def test_every_exception_is_needed() -> None:
    seen = {(where(f), name) for f in FILES for _, name in compared(ast.parse(f.read_text()))}
    assert set(SINGLE) <= seen
