"""What the user may have meant by a misspelled name."""

from __future__ import annotations

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
