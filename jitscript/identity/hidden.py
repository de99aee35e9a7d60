"""Annotations that name what only type checkers import.

    if TYPE_CHECKING:
        from collections.abc import Sequence

Such a name denotes nothing while the program runs. The import is looked up in the module's text and
made when an annotation needs it, except of what is being imported at the moment; so is what is
assigned to a name there, `Pair = tuple[int, float]`, also of another module that is imported from.

An annotation that Python never evaluates may also join types that stand in quotes by `|`, which
their values do not know: `"Node" | None`; and say what an iterator of `itertools` gives.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Mapping
    from typing import Any

    Place = tuple[str | None, str | None]


def evaluated(text: str, scope: dict[str, Any], names: Mapping[str, Any], file: str) -> Any:
    """The value of an annotation's text in a module, with `names` of its own. Raises what
    evaluating it raises."""
    known = dict(names)
    while True:
        try:
            return _joined(text.strip(), scope, known)
        except NameError as error:
            name = getattr(error, "name", None)
            if not isinstance(name, str) or name in known:
                raise
            try:
                known[name] = _imported(scope, file, name)
            except (KeyError, ImportError, AttributeError):
                raise error from None


def _joined(text: str, scope: dict[str, Any], known: dict[str, Any]) -> Any:
    """The value of a text; where `|` is not defined for what it joins, a `typing.Union` of it;
    an iterator of `itertools`, generic for type checkers only, as `Iterator[…]`."""
    try:
        return eval(text, scope, known)
    except TypeError:
        if "|" not in text and "[" not in text:
            raise
    import ast
    import typing

    class Joins(ast.NodeTransformer):
        def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
            self.generic_visit(node)
            if not isinstance(node.op, ast.BitOr):
                return node
            both = ast.Tuple([node.left, node.right], ast.Load())
            return ast.Subscript(ast.Name(_UNION, ast.Load()), both, ast.Load())

        def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
            self.generic_visit(node)
            return ast.Call(ast.Name(_PART, ast.Load()), [node.value, node.slice], [])

    def part(whole: Any, inner: Any) -> Any:
        known = isinstance(whole, type) and not hasattr(whole, "__class_getitem__")
        if known and whole.__module__ == "itertools":
            return typing.Iterator[inner]
        return whole[inner]

    tree = ast.fix_missing_locations(Joins().visit(ast.parse(text, mode="eval")))
    own = {_UNION: typing.Union, _PART: part}
    return eval(compile(tree, "<annotation>", "eval"), scope, {**known, **own})


_UNION, _PART = "__jitscript_union__", "__jitscript_part__"


def _imported(scope: dict[str, Any], file: str, name: str) -> Any:
    """What an import for type checkers gives a name. Raises KeyError where there is none, and what
    importing raises."""
    module, attribute = _imports(scope, file)[name]
    if module is None:
        return _assigned(scope, file, name, str(attribute))
    if _is_busy(module) or (_is_busy(scope.get("__name__", "")) and module not in sys.modules):
        raise KeyError(name)
    __import__(module)
    found: Any = sys.modules[module]
    if attribute is None or hasattr(found, attribute):
        return found if attribute is None else getattr(found, attribute)
    there = str(getattr(found, "__file__", ""))  # it may be for type checkers there, too
    return _imported(vars(found), there, attribute)


def _assigned(scope: dict[str, Any], file: str, name: str, text: str) -> Any:
    """What is assigned to a name for type checkers. Raises KeyError where it names itself."""
    if (file, name) in _resolving:
        raise KeyError(name)
    _resolving.append((file, name))
    try:
        return evaluated(text, scope, {}, file)
    finally:
        _resolving.pop()


_resolving: list[tuple[str, str]] = []


def _is_busy(module: str) -> bool:
    """Whether a module is being imported now."""
    spec = getattr(sys.modules.get(module), "__spec__", None)
    return bool(getattr(spec, "_initializing", False))


_last: dict[str, tuple[str, dict[str, Place]]] = {}  # of the file read last


def _imports(scope: dict[str, Any], file: str) -> dict[str, Place]:
    """Module and attribute of each name that is imported for type checkers only; None and a text of
    one that is assigned."""
    import linecache  # with `re`, which a program whose names are all defined starts without

    text = "".join(linecache.getlines(file, scope))
    known = _last.get(file)
    if known is None or known[0] != text:
        found = {}
        if "TYPE_CHECKING" in text:
            found = dict(_read(text, scope.get("__package__") or ""))
        _last.clear()
        known = _last[file] = text, found
    return known[1]


def _read(text: str, package: str) -> Iterator[tuple[str, Place]]:
    import ast

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for s in tree.body:
        if isinstance(s, ast.If) and _is_for_checkers(s.test):
            for inner in s.body:
                yield from _names(inner, package)


def _is_for_checkers(test: ast.expr) -> bool:
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


def _names(s: ast.stmt, package: str) -> Iterator[tuple[str, Place]]:
    import ast

    if isinstance(s, ast.Import):
        for alias in s.names:
            name = alias.asname or alias.name.partition(".")[0]
            yield name, (alias.name if alias.asname else name, None)
    elif isinstance(s, ast.ImportFrom):
        parts = package.split(".")
        around = parts[: len(parts) - s.level + 1] if s.level else []
        module = ".".join([*around, *([s.module] if s.module else [])])
        for alias in s.names:
            yield alias.asname or alias.name, (module, alias.name)
    elif isinstance(s, (ast.Assign, ast.AnnAssign)) and s.value is not None:
        for target in s.targets if isinstance(s, ast.Assign) else [s.target]:
            if isinstance(target, ast.Name):
                yield target.id, (None, ast.unparse(s.value))
