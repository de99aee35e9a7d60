"""What the user may have meant by a misspelled name."""

from __future__ import annotations

import re
import types as pytypes
import typing
from collections.abc import Iterable
from typing import Any

_OTHER_LANGUAGES = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None"}


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the candidate closest to `name`, or `otherwise` where none is close.
    Of equally close ones the earlier is named."""
    found = _closest(name, candidates)
    return f"did you mean `{found}`?" if found else otherwise


def _closest(name: str, candidates: Iterable[str]) -> str:
    import difflib

    if name in _OTHER_LANGUAGES:
        return _OTHER_LANGUAGES[name]
    public = [c for c in dict.fromkeys(candidates) if name.startswith("_") or c[:1] != "_"]
    same = [c for c in public if c.lower() == name.lower()]
    if same:
        return same[0]
    if len(name) < 2:
        return ""
    alike = [c for c in public if c[:1] == name[:1]]  # few people misspell the first letter
    for among, cutoff in ((alike, 0.65), (public, 0.8)):
        found = difflib.get_close_matches(name, among, 1, cutoff)
        if found:
            return found[0]
    return ""


def attributes(obj: Any) -> list[str]:
    """The names of the attributes of an object; a type that guards them may raise anything."""
    try:
        return [name for name in dir(obj) if isinstance(name, str)]
    except Exception:
        return []


WRITE_ARRAY = "write the element type and rank: Array1[f64] … Array5[f64] (from jitscript)"


def as_name(obj: Any) -> str:
    """A type in a message."""
    return obj.__name__ if issubclass(type(obj), type) else str(obj).replace("typing.", "")


def as_written(obj: Any) -> str:
    """An object that was written as an annotation, as it was probably written."""
    if isinstance(obj, (tuple, list)):
        inner = ", ".join(map(as_written, obj))
        return f"({inner})" if isinstance(obj, tuple) else f"[{inner}]"
    if isinstance(obj, pytypes.ModuleType) or callable(obj):
        return str(getattr(obj, "__name__", obj))
    return repr(obj)


def meant_by(obj: Any) -> str:
    """What was probably meant by an annotation that is no type."""
    if isinstance(obj, tuple) and obj:
        inner = [as_written(x) for x in obj]
        return f"write {' | '.join(inner)}, or tuple[{', '.join(inner)}]"
    if isinstance(obj, list) and len(obj) == 1:
        return f"write list[{as_written(obj[0])}]"
    if getattr(obj, "__name__", "") in ("array", "numpy"):
        return WRITE_ARRAY
    return "write a type, such as int"


_SHORT = "Array[0-4]|[iu](8|16|32|64)|f(16|32|64)|c64|c128|b1"  # the names of jitscript.arrays


def typing_hint(e: Exception, visible: list[str]) -> str:
    """What to do about an annotation whose evaluation raised `e`."""
    name = getattr(e, "name", None) or ""
    if isinstance(e, AttributeError) and name:
        return did_you_mean(name, attributes(e.obj))
    if not isinstance(e, NameError):
        return ""
    if re.fullmatch(_SHORT, name):
        return f"from jitscript import {name}"
    if name in typing.__all__:
        return f"from typing import {name}"
    otherwise = "define or import the name at module level, outside `if TYPE_CHECKING`"
    return did_you_mean(name, visible, otherwise)


def instead_of(cls: Any) -> str:
    """What to write for a type that is not supported."""
    if cls in (list, set, frozenset, dict):
        return "use an array, a tuple, or list[T]"
    return "use scalars, tuples, arrays (Array1[f64] …), or a type of the standard library"
