"""How the helpers of CPython's tests read as plain expressions."""

from __future__ import annotations

import ast
import copy
import importlib
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Assertions whose operands are returned one by one, and those that are an expression of them.
OPERANDS = {
    "assertTrue": 1, "assertFalse": 1, "assertEqual": 2, "assertAlmostEqual": 2,
    "assertListEqual": 2, "assertTupleEqual": 2, "assertSetEqual": 2, "assertDictEqual": 2,
    "assertSequenceEqual": 2, "assertCountEqual": 2, "assertEqualDates": 2, "assertIsNaN": 1,
    "assertFloatsAreIdentical": 2, "assertComplexesAreIdentical": 2, "assertAlmostEqualC": 2,
    "assertFloatIdentical": 2, "assertComplexIdentical": 2, "rAssertAlmostEqual": 2,
    "assertTypedEquals": 2, "assertEqualSign": 2, "ftest": 3, "assertClose": 2,
}  # fmt: skip
COMPARED: dict[str, type[ast.cmpop]] = {
    "assertIs": ast.Is, "assertIsNot": ast.IsNot, "assertIn": ast.In, "assertNotIn": ast.NotIn,
    "assertNotEqual": ast.NotEq, "assertLess": ast.Lt, "assertLessEqual": ast.LtE,
    "assertGreater": ast.Gt, "assertGreaterEqual": ast.GtE, "assertEqual": ast.Eq,
}  # fmt: skip

# Helpers by name: (number of the first operand, the expression), `$0` being an argument.
HELPERS = {
    "testcommon": "$0 % $1",
    "testformat": "$0 % $1",
    "test_exc_common": "$0 % $1",
    "test_exc": "$0 % $1",
    "self.test": "float($0)",
    "self.identical": "$0",
    "self.check_unpack": "$0",
}
SYNTAX = {
    "__getitem__": "$0[$1]",
    "__len__": "len($0)",
    "__contains__": "$1 in $0",
    "__add__": "$0 + $1",
    "__mul__": "$0 * $1",
    "__rmul__": "$1 * $0",
}
STATEMENTS = {"__setitem__": "$0[$1] = $2", "__delitem__": "del $0[$1]"}
BUILTIN = (list, tuple, str, bytes, bytearray, set, frozenset, dict, int, float, range, bool)


@dataclass
class Found:
    """A piece of a method: statements, and what is asked after them."""

    before: list[ast.stmt]
    asked: ast.expr | None  # None: whether the statements run
    raises: bool = False


def real(value: Any) -> Any:
    """A module as programs import it, where a test has a fresh copy, and what is in one."""
    if isinstance(value, types.ModuleType):
        try:
            return importlib.import_module(value.__name__)
        except ImportError:
            return value
    return value


def fixed_type(cls: type) -> str:
    """The type that `checkequal` makes of texts."""
    kind = getattr(cls, "type2test", None)
    return kind.__name__ if kind in (bytes, bytearray) else ""


class Attributes(ast.NodeTransformer):
    """`self.x` as a name of the module where a class attribute is meant, as a local otherwise;
    `eval` of a literal as what it says."""

    def __init__(self, cls: type):
        self.cls = cls
        self.names: dict[str, Any] = {}
        self.stored: set[str] = set()

    def visit_Module(self, node: ast.Module) -> ast.AST:
        for n in ast.walk(node):
            if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store):
                self.stored.add(n.attr)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return node  # whose methods have a `self` of their own

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.value, ast.Name) or node.value.id != "self":
            return node
        if node.attr in self.stored:
            return ast.copy_location(ast.Name(f"self_{node.attr}", node.ctx), node)
        value = real(getattr(self.cls, node.attr, self))
        if value is self or isinstance(value, types.FunctionType):
            return node
        if value in BUILTIN if isinstance(value, type) else False:
            return ast.copy_location(ast.Name(value.__name__, node.ctx), node)
        name = f"SELF_{node.attr}"
        self.names[name] = value
        return ast.copy_location(ast.Name(name, node.ctx), node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "eval" and len(node.args) == 1:
            return _evaluated(node.args[0]) or node
        return node


def _evaluated(node: ast.expr) -> ast.expr | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return ast.parse(node.value.strip(), mode="eval").body
        except (SyntaxError, ValueError):
            return None
    return None


class Names(ast.NodeTransformer):
    """Names replaced by what stands for them."""

    def __init__(self, names: dict[str, ast.expr]):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if isinstance(node.ctx, ast.Load) and node.id in self.names:
            return copy.deepcopy(self.names[node.id])
        return node


def bound(target: ast.expr, item: ast.expr) -> dict[str, ast.expr] | None:
    """The names of a target and what they are bound to, if that is plain."""
    if isinstance(target, ast.Name):
        plain = (ast.Constant, ast.Name, ast.Attribute, ast.UnaryOp)
        return {target.id: item} if isinstance(item, plain) else None
    if isinstance(target, ast.Tuple) and isinstance(item, (ast.Tuple, ast.List)):
        made: dict[str, ast.expr] = {}
        if len(target.elts) != len(item.elts):
            return None
        for t, i in zip(target.elts, item.elts):
            one = bound(t, i)
            if one is None:
                return None
            made.update(one)
        return made
    return None


def _filled(form: str, args: list[ast.expr]) -> ast.stmt:
    names = {f"arg_{i}": a for i, a in enumerate(args)}
    made = Names(names).visit(ast.parse(form.replace("$", "arg_")))
    return made.body[0]  # type: ignore[no-any-return]


def _called(function: ast.expr, args: list[ast.expr], keywords: list[ast.keyword]) -> Any:
    """A call as it is asked: an expression, or a statement."""
    if isinstance(function, ast.Lambda) and not args:
        return function.body
    if isinstance(function, ast.Name) and function.id == "eval" and args:
        return _evaluated(args[0])
    if isinstance(function, ast.Attribute) and not keywords:
        form = {**SYNTAX, **STATEMENTS}.get(function.attr, "")
        if form and form.count("$") == len(args) + 1:
            made = _filled(form, [function.value, *args])
            return made.value if isinstance(made, ast.Expr) else made
    return ast.Call(function, args, keywords)


def assertion(node: ast.Call, fixed: str) -> Iterator[Found]:
    """What the call of an assertion asks; nothing where it is none."""
    name = ast.unparse(node.func)
    args, keywords = node.args, node.keywords
    if any(isinstance(a, ast.Starred) for a in args[:2]):
        return
    if name in HELPERS:
        form = HELPERS[name]
        if len(args) >= form.count("$"):
            made = _filled(form, args)
            assert isinstance(made, ast.Expr)
            yield Found([], made.value)
        return
    kind = name.removeprefix("self.")
    if kind in ("checkequal", "checkraises", "checkcall", "checkequalnofix"):
        yield from _method_call(kind, args, keywords, fixed)
        return
    if not kind.startswith(("assert", "ftest", "rAssert")) or kind == name:
        return
    if kind in ("assertRaises", "assertRaisesRegex"):
        skipped = 1 if kind == "assertRaises" else 2
        if len(args) > skipped:
            asked = _called(args[skipped], args[skipped + 1 :], keywords)
            if isinstance(asked, ast.stmt):
                yield Found([asked], None, True)
            elif asked is not None:
                yield Found([], asked, True)
        return
    if kind in OPERANDS:
        for operand in args[: OPERANDS[kind]]:
            if not isinstance(operand, (ast.Constant, ast.Name)):
                yield Found([], operand)
    if kind in COMPARED and len(args) >= 2:
        yield Found([], ast.Compare(args[0], [COMPARED[kind]()], [args[1]]))
    elif kind in ("assertIsNone", "assertIsNotNone") and args:
        test = ast.Is() if kind == "assertIsNone" else ast.IsNot()
        yield Found([], ast.Compare(args[0], [test], [ast.Constant(None)]))
    elif kind == "assertIsInstance" and len(args) >= 2:
        yield Found([], ast.Call(ast.Name("isinstance", ast.Load()), args[:2], []))


def _method_call(
    kind: str, args: list[ast.expr], keywords: list[ast.keyword], fixed: str
) -> Iterator[Found]:
    given = args[1:] if kind != "checkcall" else args
    if len(given) < 2 or not isinstance(given[1], ast.Constant):
        return
    method = given[1].value
    keywords = [k for k in keywords if k.arg != "expected_msg"]
    fix = _Bytes(fixed) if fixed and kind != "checkequalnofix" else None
    rest = [fix.visit(copy.deepcopy(a)) if fix else a for a in (given[0], *given[2:])]
    function = ast.Attribute(rest[0], str(method), ast.Load())
    asked = _called(function, rest[1:], keywords)
    if isinstance(asked, ast.stmt):
        yield Found([asked], None, kind == "checkraises")
    else:
        yield Found([], asked, kind == "checkraises")


class _Bytes(ast.NodeTransformer):
    def __init__(self, fixed: str):
        self.fixed = fixed

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, str) or not node.value.isascii():
            return node
        made = ast.Constant(node.value.encode())
        if self.fixed == "bytes":
            return made
        return ast.Call(ast.Name(self.fixed, ast.Load()), [made], [])
