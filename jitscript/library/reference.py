"""The reference page of the library, `docs/library.md`, made from the registry.

`python3.13 -m jitscript.library.reference` writes it anew; a test compares the file with the
registry.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import random
import re
import sys
from pathlib import Path
from typing import Any, TypeVar

from . import registry

HEAD = """# The library

Made from the registry by `python3.13 -m jitscript.library.reference`; do not edit. A form that
CPython has from some version on is there from that version on.

What compiled functions may call, with the types that each form takes. All of it is written in the
language itself (`jitscript/library/`), and gives what CPython and NumPy give. An argument without a
type may be of any type that the operation makes sense for; `T` and `U` are any type, `B` and `C`
`bytes` or `bytearray`, `D` and `E` any dtype, `Array[D]` is an array of any rank, `const` a number,
tuple or the like that is known when the call is compiled. A `bool` does for an `int`, an `int` for
a `float`. Of several forms the first that fits is taken.

The language has, besides: `len`, `isinstance`, `tuple` of a tuple; `range`, `enumerate`, `zip` and
`reversed` in a `for` loop or a comprehension; of arrays `.shape .strides .ndim .size .nbytes
.itemsize .dtype .T .real`, of numbers `.real .imag`; and the operators, also as functions of the
module `operator`. [language.md](language.md) says what they do.
"""

BUILTIN, METHODS, MATH = "Built-in functions", "Methods of numbers", "`math`"
SEQUENCES = "`heapq` and `bisect`"
RANDOM = "`random`"
COPY, STATISTICS, TIME = "`copy`", "`statistics`", "`time`"
ITERTOOLS = "`itertools`"
NUMPY, SCALARS = "NumPy", "NumPy scalar types"
NOTES = {
    COPY: "Of a container that holds instances or arrays, `deepcopy` is refused.",
    TIME: "Calls of Python: `save` says that a module file with one needs it.",
    NUMPY: "A function of numbers maps over the elements of arrays, and of arrays and numbers, "
    "which broadcast.",
    SCALARS: "Each converts a number, with NumPy's result; a Python `int` must fit.",
}
_SCALARS = {"bool": "bool_"}  # its name differs between versions of NumPy
_SHOWN = (
    (r"<class 'numpy\.(\w+)'>", r"np.\1"),
    (r"(: )?'object'", ""),
    (r"np\.ndarray\[Any, np\.dtype\[(\w+)\]\]", r"Array[\1]"),
    (r"np\.ndarray\[tuple\[int\], np\.dtype\[np\.float64\]\]", "Array1[f64]"),
    (r"\bList\b", "list"),
    (r"\bStr\b", "str"),
    (r"\bBytes\b", "bytes"),
    (r"\bByteArray\b", "bytearray"),
    (r"tuple\[object, \.\.\.\]", "tuple"),
    (r"\bGiven\b", "const"),
    (r" = 9223372036854775807", " = ..."),
    (r"(: |-> )'([^']*)'", r"\1\2"),
    (r": Given\b", ""),
)


class Section:
    """Signatures under one title, and the type variables that they use."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.variables: dict[str, str] = {}

    def add(self, name: str, function: Any, given: int = 0) -> None:
        """One form of `name`; a call leaves out the first `given` parameters."""
        signature = inspect.signature(function)
        parameters = list(signature.parameters.values())[given:]
        signature = signature.replace(parameters=parameters)
        text = _plain(str(signature))
        for word in dict.fromkeys(re.findall(r"\b[A-Z]\w+\b", text)):
            found = getattr(sys.modules[function.__module__], word, None)
            if isinstance(found, TypeVar) and found.__constraints__:
                allowed = ", ".join(_name(t) for t in found.__constraints__)
                if self.variables.setdefault(word, allowed) != allowed:
                    text += f"    # {word}: {allowed}"
        self.lines.append(name + text)

    def names(self) -> str:
        return ", ".join(f"`{name}`" for name in dict.fromkeys(x.split("(")[0] for x in self.lines))

    def text(self) -> str:
        """The signatures, and what their type variables stand for."""
        parts = ["```text", *self.lines, "```"]
        if self.variables:
            parts.append("")
            parts += [f"- `{name}`: {allowed}" for name, allowed in self.variables.items()]
        return "\n".join(parts)


def library_page() -> str:
    """The whole page as Markdown."""
    sections: dict[str, Section] = {}
    for oracle, overload in _functions():
        place = _place(oracle)
        if place is not None:
            title, name = place
            sections.setdefault(title, Section()).add(name, overload.fn, len(overload.given))
    parts = [HEAD]
    for title in sorted(sections, key=_rank):
        parts.append(f"## {title}\n")
        if title in NOTES:
            parts.append(f"{NOTES[title]}\n")
        parts.append(f"{sections[title].names() if title == SCALARS else sections[title].text()}\n")
    for name, cls in sorted(_classes().items()):
        parts.append(f"## `{name}`\n\n{_methods(cls)}\n")
    return "\n".join(parts)


def _functions() -> list[tuple[Any, registry.Overload]]:
    """Every overload with its oracle, by name, then in the order of the source."""
    for module in registry.modules():
        importlib.import_module(module)
    found = [(o.oracle, o) for overloads in registry.overloads().values() for o in overloads]

    def order(item: tuple[Any, registry.Overload]) -> tuple[str, str, int]:
        oracle, overload = item
        place = _place(oracle) or ("", "")
        fn = overload.fn
        return place[1].lower(), fn.__module__, fn.__code__.co_firstlineno

    return sorted(found, key=order)


def _place(oracle: Any) -> tuple[str, str] | None:
    """(title of the section, name as it is called), or None for what the page leaves out."""
    name = getattr(oracle, "__name__", "")
    module = getattr(oracle, "__module__", None)
    owner = getattr(oracle, "__objclass__", None)
    if owner is not None:
        of = {"generic": "number", "ndarray": "array"}.get(owner.__name__, owner.__name__)
        return (NUMPY if of == "array" else METHODS), f"{of}.{name}"
    if module == "builtins":
        return BUILTIN, name
    if module == "math":
        return MATH, f"math.{name}"
    if module in ("_heapq", "heapq", "_bisect", "bisect"):
        return SEQUENCES, f"{module.lstrip('_')}.{name}"
    if module in ("copy", "statistics", "time"):
        return f"`{module}`", f"{module}.{name}"
    if module == "itertools":
        return ITERTOOLS, f"itertools.{name}"
    if getattr(oracle, "__self__", None) is itertools.chain:
        return ITERTOOLS, f"itertools.chain.{name}"
    if getattr(oracle, "__self__", None) in (int, bytes, bytearray):
        return BUILTIN, f"{oracle.__self__.__name__}.{name}"
    if isinstance(getattr(oracle, "__self__", None), random.Random):
        return RANDOM, f"random.{name}"
    if module == "numpy" or type(oracle).__name__ == "ufunc":
        if isinstance(oracle, type):
            return SCALARS, f"np.{_SCALARS.get(name, name)}"
        return NUMPY, f"np.{name}"
    return None


def _rank(title: str) -> int:
    return (
        BUILTIN,
        METHODS,
        MATH,
        SEQUENCES,
        ITERTOOLS,
        RANDOM,
        COPY,
        STATISTICS,
        TIME,
        NUMPY,
        SCALARS,
    ).index(title)


def _classes() -> dict[str, type]:
    return {oracle.__name__: cls for oracle, cls in registry.classes().items()}


_OPERATORS = {
    "__getitem__": "index",
    "__setitem__": "assignment to an index",
    "__getslice__": "slices",
    "__setslice__": "assignment to a slice",
    "__delitem__": "`del` of an index",
    "__len__": "`len`",
    "__reversed__": "`reversed`",
    "__contains__": "`in`",
    "__add__": "`+`",
    "__iadd__": "`+=`",
    "__mul__": "`*` by an int",
    "__or__": "`|` `|=`",
    "__and__": "`&` `&=`",
    "__sub__": "`-` `-=`",
    "__xor__": "`^` `^=`",
    "__eq__": "`==` `!=`",
    "__lt__": "`<` `<=` `>` `>=`",
}


def _methods(cls: type) -> str:
    own = {k: v for c in reversed(cls.__mro__[:-1]) for k, v in vars(c).items()}
    section = Section()
    for name, function in own.items():
        if not name.startswith("_") and callable(function):
            section.add(f".{name}", function, 1)
    operators = ", ".join(text for name, text in _OPERATORS.items() if name in own)
    if not operators:
        return section.text()
    above = f"Iteration, {operators}."
    return f"{above}\n\n{section.text()}" if section.lines else above


def _plain(signature: str) -> str:
    """A signature as a user would write it."""
    for pattern, shown in _SHOWN:
        signature = re.sub(pattern, shown, signature)
    return signature


def _name(t: Any) -> str:
    if t is None or t is type(None):
        return "`None`"
    if t.__module__ == "builtins":
        return f"`{t.__name__}`"
    return f"`np.{_SCALARS.get(t.__name__, t.__name__)}`"


def main() -> None:
    if sys.version_info < (3, 13):
        sys.exit("the page lists what the newest CPython has: run this with 3.13 or later")
    page = Path(__file__).parents[2] / "docs" / "library.md"
    page.write_text(library_page())
    print(f"wrote {page}")


if __name__ == "__main__":
    main()
