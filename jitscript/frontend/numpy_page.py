"""`docs/numpy.md`: which of NumPy's public functions and methods compiled code has.

Made from the registry and the front end's rules: `python -m jitscript.frontend.numpy_page`.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from ..library import registry
from . import array_rules

HEAD = """# NumPy in compiled code

Made by `python -m jitscript.frontend.numpy_page` with NumPy {version}; do not edit. What is not
native is an error of the compiler. Arguments in parentheses are those of NumPy's signature that are
refused. Ufuncs take `out`, `where` (with `out`), `dtype`, `.reduce`, `.accumulate`, `.outer` and
`.at` (of one axis); `casting`, `order` and `subok` only as they are by default.

| | functions | methods of arrays |
|---|---|---|
| native | {0} | {3} |
| native, some arguments refused | {1} | {4} |
| not | {2} | {5} |
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
        taken |= {p.name for p in own if p.name not in _REFUSED}
    try:
        wanted = list(inspect.signature(obj).parameters.values())
    except ValueError:  # of builtin methods nothing is known
        return []
    left = [p for i, p in enumerate(wanted) if p.name not in taken and p.name not in _GENERAL]
    return [p.name for p in left if p.default is not inspect.Parameter.empty]


def page() -> str:
    import numpy as np

    parts: list[str] = []
    counts: list[int] = []
    for title, listed in (("Functions", functions()), ("Methods of arrays", methods())):
        status = {name: refused(obj) for name, obj in listed.items()}
        whole = [name for name, left in status.items() if left == []]
        some = [f"{name} ({', '.join(left)})" for name, left in status.items() if left]
        missing = [name for name, left in status.items() if left is None]
        counts += [len(whole), len(some), len(missing)]
        for kind, names in (("native", whole), ("some arguments refused", some), ("not", missing)):
            parts.append(f"## {title}: {kind}\n\n{_wrapped(names)}\n")
    return "\n".join([HEAD.format(*counts, version=np.__version__), *parts])


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
