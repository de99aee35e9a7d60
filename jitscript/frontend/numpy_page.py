"""`docs/numpy.md`: which of NumPy's public functions and methods compiled code has.

Made from the registry and the front end's rules: `python -m jitscript.frontend.numpy_page`.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from ..library import registry
from . import array_rules, numpy_calls, out_arrays

HEAD = """# NumPy in compiled code

Made by `python -m jitscript.frontend.numpy_page` with NumPy {version}; do not edit. Arguments in
parentheses are those of NumPy's signature that are refused, or that lead to NumPy. Ufuncs take
`out`, `where` (with `out`), `dtype`, `.reduce`, `.accumulate`, `.outer`, `.at`, and
`.reduceat` through NumPy; `casting`, `order` and `subok` only as they are by default. `order` of
`reshape ravel flatten copy` is 'C', 'F' or 'A', of `zeros empty ones full` 'C' or 'F'. `out` of
other functions is an array of the result's dtype and rank, otherwise the call goes through NumPy;
so it does where its shape turns out to be wrong, for NumPy's own error.

*Through NumPy* says that compiled code calls the function in the interpreter: the result is NumPy's
own, at the speed of a call in Python, and a module file with such a call needs Python. The type of
the result must follow from the types of the arguments and from those that are constants (`axis=1`,
`"ij,jk->ik"`); where it depends on values (`np.linalg.eig` of real matrices) the call is an error
of the compiler, and a function marked with `js.python` says the type. What is in the last lists is
an error of the compiler.

| | functions | methods of arrays | `np.linalg` | `np.fft` | `np.random` | of `Generator` |
|---|---|---|---|---|---|---|
{counts}
"""
_GENERAL = ("order", "subok", "like", "device", "casting", "copy", "kwargs", "args", "signature")
_REFUSED = ("out", "where", "mean", "correction")  # accepted only as they are by default


def functions() -> dict[str, Any]:
    """NumPy's public functions by name, those of `linalg`, `fft` and `random` left out."""
    import numpy as np

    found = {}
    for name in sorted(np.__all__):
        obj = getattr(np, name)
        if callable(obj) and not isinstance(obj, type):
            found[f"np.{name}"] = obj
    return found


def methods() -> dict[str, Any]:
    import numpy as np

    return {
        f"a.{name}": getattr(np.ndarray, name)
        for name in sorted(dir(np.ndarray))
        if not name.startswith("_") and callable(getattr(np.ndarray, name))
    }


def refused(obj: Any) -> list[str] | None:
    """The arguments of a function that compiled code does not take; None: it has not the function
    at all."""
    if array_rules.find(obj) is not None:
        return []
    overloads = registry.find(obj)
    if not overloads:
        return None
    if type(obj).__name__ == "ufunc":
        return []
    taken: set[str] = set()
    positions = 0
    for overload in overloads:
        own = list(inspect.signature(overload.fn).parameters.values())[len(overload.given) :]
        positions = max(positions, len(own))
        taken |= {p.name for p in own if p.name not in _REFUSED and p.annotation != "None"}
    try:
        wanted = list(inspect.signature(obj).parameters.values())
    except ValueError:  # of builtin methods nothing is known
        return []
    if out_arrays.is_taken(obj) or obj.__name__ == "dot":  # whose `out` the library has
        taken.add("out")
    left = [p for p in wanted if p.name not in taken and p.name not in _GENERAL]
    return [p.name for p in left if p.default is not inspect.Parameter.empty]


KINDS = (
    "native",
    "native, some arguments through NumPy",
    "native, some arguments refused",
    "through NumPy",
    "not",
)


def kind_of(obj: Any) -> tuple[str, list[str]]:
    """Which of `KINDS` a function is, and the arguments that are not native."""
    left, place = refused(obj), numpy_calls.place_of(obj)
    if left is None:
        return ("through NumPy" if place else "not"), []
    if not left:
        return "native", []
    return ("native, some arguments through NumPy" if place else KINDS[2]), left


def submodule(name: str) -> dict[str, Any]:
    import importlib

    module = importlib.import_module(f"numpy.{name}")
    found = {f"np.{name}.{n}": getattr(module, n) for n in sorted(module.__all__)}
    return {n: obj for n, obj in found.items() if callable(obj) and not isinstance(obj, type)}


def generator() -> dict[str, Any]:
    import numpy as np

    names = [n for n in dir(np.random.Generator) if not n.startswith("_")]
    found = {f"rng.{n}": getattr(np.random.Generator, n) for n in names}
    return {n: obj for n, obj in found.items() if callable(obj)}


def page() -> str:
    import numpy as np

    parts: list[str] = []
    counts: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for title, listed in (
        ("Functions", functions()),
        ("Methods of arrays", methods()),
        ("np.linalg", submodule("linalg")),
        ("np.fft", submodule("fft")),
        ("np.random", submodule("random")),
        ("Methods of np.random.Generator", generator()),
    ):
        status = {name: kind_of(obj) for name, obj in listed.items()}
        for kind in KINDS:
            names = [
                f"{name} ({', '.join(left)})" if left else name
                for name, (its, left) in status.items()
                if its == kind
            ]
            counts[kind].append(len(names))
            if names:
                parts.append(f"## {title}: {kind}\n\n{_wrapped(names)}\n")
    table = "\n".join(f"| {k} | {' | '.join(map(str, n))} |" for k, n in counts.items())
    return "\n".join([HEAD.format(counts=table, version=np.__version__), *parts])


def _wrapped(names: list[str]) -> str:
    lines, line = [], ""
    for name in names:
        word = f"`{name}`"
        if len(line) + len(word) > 96:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line]) if line else "none"


def main() -> None:
    target = Path(__file__).parents[2] / "docs" / "numpy.md"
    target.write_text(page())
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
