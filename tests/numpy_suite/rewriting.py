"""A module of tests with every expression that may be compiled marked as one to run twice.

`x = np.sum(a, axis=1) + helper(b)` becomes

    x = __twice__('np.sum(a, axis=1) + _0', lambda _0: np.sum(a, axis=1) + _0,
                  {'np': np, 'a': a}, (helper(b),), 17)

What may be compiled is the largest expression of calls, operators, subscripts and attributes; calls
of functions that the module has of its own are made before it. Stores (`a[i] = x`, `a[i] += x`,
`a += x`) are run twice too.
"""

from __future__ import annotations

import ast
import builtins
from pathlib import Path

INSIDE = (
    *(ast.Call, ast.Attribute, ast.Subscript, ast.Slice, ast.BinOp, ast.UnaryOp, ast.Compare),
    *(ast.Tuple, ast.List, ast.Constant, ast.Name, ast.keyword),
)
WORTH = (ast.Call, ast.Subscript, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Attribute)
BUILTINS = {"len", "abs", "max", "min", "sum", "int", "float", "complex", "bool", "list", "tuple"}
BUILTINS |= {"slice", "range", "divmod", "round", "pow", "sorted", "any", "all", "isinstance"}
RAISES = {"assert_raises", "raises"}
MAKERS = {"array", "zeros", "ones", "empty", "arange", "dtype", "errstate", "asarray"}


class Rewriter(ast.NodeTransformer):
    def __init__(self, tree: ast.Module):
        self.own: set[str] = set()  # names that a call of goes to nothing of NumPy's
        self.depth = 0
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                self.own.add(node.name)
            elif isinstance(node, ast.ImportFrom):
                root = node.module or ""
                for alias in node.names:
                    asserts = alias.name.startswith(("assert", "IS_", "HAS_"))
                    if asserts or not root.startswith("numpy") or "test" in root:
                        self.own.add(alias.asname or alias.name)
        self.own |= set(dir(builtins)) - BUILTINS

    # what may be run twice

    def opaque(self, node: ast.AST) -> bool:
        """Whether a node is no part of an expression that is compiled."""
        if not isinstance(node, INSIDE):
            return True
        if isinstance(node, ast.Call):
            head = node.func
            while isinstance(head, ast.Attribute):
                head = head.value
            if isinstance(head, ast.Name) and head.id in (self.own | {"pytest", "self", "sys"}):
                return True
            return any(isinstance(a, ast.Starred) for a in node.args) or any(
                k.arg is None for k in node.keywords
            )
        return False

    def worth(self, node: ast.AST) -> bool:
        if self.depth == 0 or self.opaque(node) or not isinstance(node, WORTH):
            return False
        if isinstance(node, ast.Attribute):
            return isinstance(node.value, WORTH) and self.worth(node.value)
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in MAKERS:
                return any(
                    isinstance(n, (ast.Name, ast.Call))
                    for a in node.args
                    for n in ast.walk(a)
                    if not self.plain(n)
                )
        return not all(self.plain(n) for n in ast.iter_child_nodes(node))

    def plain(self, node: ast.AST) -> bool:
        """A value that is written out, operators included."""
        if isinstance(node, (ast.Constant, ast.operator, ast.unaryop, ast.cmpop, ast.expr_context)):
            return True
        if isinstance(node, (ast.UnaryOp, ast.BinOp, ast.Tuple, ast.List)):
            return all(self.plain(n) for n in ast.iter_child_nodes(node))
        return isinstance(node, ast.Name) and node.id == "np"

    def taken_apart(self, node: ast.AST) -> tuple[ast.AST, list[ast.expr]]:
        """The node with its opaque parts as names, and those parts."""
        apart: list[ast.expr] = []
        outer = self

        class Inside(ast.NodeTransformer):
            def visit(self, node: ast.AST) -> ast.AST:
                if isinstance(node, ast.expr) and outer.opaque(node):
                    apart.append(outer.visit(node))
                    return ast.Name(f"_{len(apart) - 1}", ast.Load())
                return super().generic_visit(node)

        return Inside().visit(node), apart

    def call(self, node: ast.AST, thunk: ast.expr, apart: list[ast.expr], line: int) -> ast.expr:
        names = sorted(
            {
                n.id
                for n in ast.walk(node)
                if isinstance(n, ast.Name) and n.id not in BUILTINS and not n.id[1:].isdigit()
            }
        )
        known = ast.Dict([ast.Constant(n) for n in names], [ast.Name(n, ast.Load()) for n in names])
        text = ast.Constant(ast.unparse(node))
        parts = [text, thunk, known, ast.Tuple(apart, ast.Load()), ast.Constant(line)]
        return ast.Call(ast.Name("__twice__", ast.Load()), parts, [])

    def thunk(self, body: ast.expr, apart: list[ast.expr]) -> ast.Lambda:
        given = [ast.arg(f"_{i}") for i in range(len(apart))]
        return ast.Lambda(ast.arguments([], given, None, [], [], None, []), body)

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.expr) and isinstance(
            getattr(node, "ctx", None), (ast.Store, ast.Del)
        ):
            return node
        if isinstance(node, ast.expr) and self.worth(node):
            line = node.lineno
            inner, apart = self.taken_apart(node)
            assert isinstance(inner, ast.expr)
            return self.call(inner, self.thunk(inner, apart), apart, line)
        return super().visit(node)

    # functions, and the statements that store

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.depth += 1
        node.body = [n for s in node.body for n in self.statement(s)]
        self.depth -= 1
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        depth, self.depth = self.depth, 0
        node.body = [n for s in node.body for n in self.statement(s)]
        self.depth = depth
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        if self.depth:
            node.body = self.visit(node.body)
        return node

    def statement(self, node: ast.stmt) -> list[ast.stmt]:
        made = self.visit(node)
        return made if isinstance(made, list) else [made]

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        target = node.targets[0]
        if self.depth and len(node.targets) == 1 and isinstance(target, ast.Subscript):
            return self.stored(node, [target.value, target.slice, node.value])
        node.value = self.visit(node.value)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST | list[ast.stmt]:
        target = node.target
        if self.depth and isinstance(target, ast.Subscript):
            return self.stored(node, [target.value, target.slice, node.value])
        node.value = self.visit(node.value)
        return node

    def stored(self, node: ast.Assign | ast.AugAssign, parts: list[ast.expr]) -> list[ast.stmt]:
        line = node.lineno
        if any(self.opaque(p) for p in parts[:2]):
            node.value = self.visit(node.value)
            return [node]
        inner, apart = self.taken_apart(node)
        for n in ast.walk(inner):  # what is read to be stored in is read
            if isinstance(n, ast.Attribute) and n.attr == "dtype":
                return [node]
        assert isinstance(inner, ast.stmt)
        given = [ast.arg(f"_{i}") for i in range(len(apart))]
        own = ast.FunctionDef(
            "__store__", ast.arguments([], given, None, [], [], None, []), [inner], [], None
        )
        done = ast.Expr(self.call(inner, ast.Name("__store__", ast.Load()), apart, line))
        return [own, done]

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Constant):
            return node
        node.value = self.visit(node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        called = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if self.depth and called in RAISES and len(node.args) >= 2:
            inner = ast.Call(node.args[1], node.args[2:], node.keywords)
            ast.copy_location(inner, node)
            inner.lineno = node.lineno
            empty = ast.arguments([], [], None, [], [], None, [])
            made = ast.Lambda(empty, self.visit(inner))
            return ast.Call(node.func, [self.visit(node.args[0]), made], [])
        return self.generic_visit(node)

    def visit_With(self, node: ast.With) -> ast.AST:
        for item in node.items:
            item.context_expr = self.generic_visit(item.context_expr)  # type: ignore[assignment]
        node.body = [n for s in node.body for n in self.statement(s)]
        return node


def rewritten(file: Path, package: str) -> str:
    """The text of a module of tests, made to run twice what may be compiled."""
    tree = ast.parse(file.read_text())
    rewriter = Rewriter(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = package.split(".")[: len(package.split(".")) - node.level + 1]
            node.module, node.level = ".".join([*parts, *filter(None, [node.module])]), 0
    rewriter.visit(tree)
    at = next(
        (
            i
            for i, n in enumerate(tree.body)
            if not (isinstance(n, ast.ImportFrom) and n.module == "__future__")
            and not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))
        ),
        0,
    )
    tree.body.insert(at, ast.ImportFrom("twice", [ast.alias("__twice__")], 0))
    return ast.unparse(ast.fix_missing_locations(tree))
