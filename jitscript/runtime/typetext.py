"""Types in signatures, read from the text that the IR prints for them.

    int   f32   (int, f64)   array<f64, 2>   int | none   list<int>   list<(int, str) | none>
    named<app.Point, (int, int)>   enum<app.Color>

The result is a plain tuple, since this must work without the compiler: ("int",), ("array", dtype,
ndim), ("tuple", items…), ("union", members…), ("class", name, args…).
"""

from __future__ import annotations

from . import abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    TypeTree = tuple[Any, ...]

PLAIN = ("int", "float", "bool", "complex", "none", "pyobj", *abi.NUMPY_NAMES)
COLLECTED = ("deque", "defaultdict", "Counter", "OrderedDict")  # classes of `collections`
_DEPTH = 50


class TypeTextError(ValueError):
    """A text is no type."""


def parse(text: str) -> TypeTree:
    """Read the text of one type."""
    tokens = _tokens(text)
    tree, at = _union(tokens, 0, 0)
    if at != len(tokens):
        raise TypeTextError(f"not a type: {text!r}")
    return tree


def ir_text(tree: TypeTree) -> str:
    """The text of a type, as the IR prints it."""
    kind, *parts = tree
    if kind == "array":
        return f"array<{parts[0]}, {parts[1]}>"
    if kind == "tuple":
        return f"({', '.join(map(ir_text, parts))}{',' * (len(parts) == 1)})"
    if kind == "union":
        return " | ".join(map(ir_text, parts))
    if kind == "class":
        name, *args = parts
        return f"{name}<{', '.join(map(ir_text, args))}>" if args else str(name)
    return str(kind)


def python_text(tree: TypeTree) -> str:
    """A type as a user writes it in an annotation."""
    kind, *parts = tree
    if kind == "array":
        return f"Array{parts[1]}[{parts[0]}]"
    if kind == "tuple":
        return f"tuple[{', '.join(map(python_text, parts)) or '()'}]"
    if kind == "union":
        parts.sort(key=lambda part: part == ("none",))
        return " | ".join(map(python_text, parts))
    if kind == "class":
        name, *args = parts
        if name in ("named", "enum"):  # a class of the user's, and what it is made of
            return python_text(args[0])
        if name == "tuple":
            return f"tuple[{python_text(args[0])}, ...]"
        name = str(name).rpartition(".")[2]  # of a class of the user's
        return f"{name}[{', '.join(map(python_text, args))}]" if args else str(name)
    if kind in abi.NUMPY_NAMES:
        return f"np.{abi.NUMPY_NAMES[kind]}" + "_" * (kind == "b1")
    names: dict[str, str] = {"none": "None", "pyobj": "object"}
    return names.get(kind, str(kind))


def python_type(tree: TypeTree) -> Any:
    """The type itself, as Python's own tools take it in an annotation; of a class that is not
    there, its name. Imports NumPy where it stands in the type."""
    kind, *parts = tree
    if kind == "array":
        import numpy as np

        generic: Any = tuple, np.ndarray, np.dtype
        shape, array, dtype = generic
        return array[shape[(int,) * parts[1]], dtype[python_type((parts[0],))]]
    if kind == "tuple":
        generic = tuple
        return generic[tuple(map(python_type, parts))]
    if kind == "union":
        from typing import Union

        return Union[tuple(map(python_type, parts))]  # noqa: UP007
    if kind in abi.NUMPY_NAMES:
        import numpy as np

        return getattr(np, abi.NUMPY_NAMES[kind] + "_" * (kind == "b1"))
    if kind == "none":
        return None
    if kind == "class" and parts[0] in ("named", "enum"):
        return parts[1][1]
    name, *args = parts if kind == "class" else ["object" if kind == "pyobj" else kind]
    generic = container(name)
    if generic is tuple:
        item: Any = args[0]
        return generic[python_type(item), ...]
    if generic is None:
        return name
    return generic[tuple(map(python_type, args))] if args else generic


def container(name: str) -> Any:
    """The builtin class, or that of `collections`, of a name in a type's text."""
    import builtins

    if name not in COLLECTED:
        return getattr(builtins, name, None)
    from .collected import KINDS

    return KINDS[name]


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    word = ""
    for char in text + " ":
        if char.isalnum() or char in "_.":
            word += char
            continue
        if word:
            tokens.append(word)
            word = ""
        if char in "<>(),|":
            tokens.append(char)
        elif char != " ":
            raise TypeTextError(f"not a type: {text!r}")
    return tokens


def _union(tokens: list[str], at: int, depth: int) -> tuple[TypeTree, int]:
    if depth > _DEPTH:
        raise TypeTextError("type is nested too deeply")
    tree, at = _one(tokens, at, depth)
    members = [tree]
    while at < len(tokens) and tokens[at] == "|":
        tree, at = _one(tokens, at + 1, depth)
        members.append(tree)
    return (("union", *members) if len(members) > 1 else tree), at


def _one(tokens: list[str], at: int, depth: int) -> tuple[TypeTree, int]:
    if at >= len(tokens):
        raise TypeTextError("type ends too early")
    word = tokens[at]
    if word == "(":
        items, at, comma = _list(tokens, at + 1, ")", depth)
        return (items[0] if len(items) == 1 and not comma else ("tuple", *items)), at
    if word in "<>),|":
        raise TypeTextError(f"unexpected {word!r} in a type")
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word == "array" and following == "<":
        dtype, ndim = tokens[at + 2 : at + 5 : 2] if len(tokens) > at + 5 else ("", "")
        if dtype not in abi.NUMPY_NAMES or ndim not in ("0", "1", "2", "3", "4", "5"):
            raise TypeTextError("not an array type")
        return ("array", dtype, int(ndim)), at + 6
    if following == "<":
        items, at, _ = _list(tokens, at + 2, ">", depth)
        return ("class", word, *items), at
    return ((word,) if word in PLAIN else ("class", word)), at + 1


def _list(tokens: list[str], at: int, end: str, depth: int) -> tuple[list[TypeTree], int, bool]:
    """Types up to `end`: (types, what follows, whether there was a comma)."""
    items: list[TypeTree] = []
    comma = False
    while at < len(tokens) and tokens[at] != end:
        item, at = _union(tokens, at, depth + 1)
        items.append(item)
        if at < len(tokens) and tokens[at] == ",":
            comma, at = True, at + 1
        elif at >= len(tokens) or tokens[at] != end:
            raise TypeTextError(f"expected {end!r} in a type")
    if at >= len(tokens):
        raise TypeTextError("type ends too early")
    return items, at + 1, comma
