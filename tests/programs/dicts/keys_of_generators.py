"""`dict.fromkeys` of a generator expression: unlike keys in the order of their first place."""

from __future__ import annotations

from jitscript import script


@script
def unlike(rows: list[tuple[str, int]]) -> list[str]:
    return list(dict.fromkeys(name for name, _ in rows))


@script
def valued(rows: list[tuple[str, int]], n: int) -> dict[str, int]:
    return dict.fromkeys((name.upper() for name, k in rows if k > n), n)


CASES = {
    "unlike": [([("b", 1), ("a", 2), ("b", 3)],), ([],)],
    "valued": [([("b", 1), ("a", 2), ("B", 3)], 1)],
}
