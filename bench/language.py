"""Text, dicts, exceptions and generators: each row with its goal. `python -m bench.language`.

Beside CPython stands what else there is: Numba's typed.Dict, or the same loop by hand, scripted.
Times are the least processor seconds of some runs, results compared before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from bench import goals
from bench.timing import geometric_mean

PARTS = ("strings", "dicts", "raising", "generators")


def measure(rounds: int, parts: Sequence[str] = PARTS) -> dict[str, dict[str, Any]]:
    """By the name of a row: its part, the seconds of each way, and which other way that is."""
    return {
        name: {"part": part, **row_of(part, function, other, given, rounds)}
        for part in parts
        for name, function, other, given in rows(part)
    }


def rows(part: str) -> list[tuple[str, Any, Any, Any]]:
    """Those of a part, whose functions are compiled from here on."""
    from bench import dicts, generators, raising, strings

    if part == "strings":
        return [(f.__name__.replace("_", " "), f, None, given) for f, given in strings.TEN]
    return {"dicts": dicts.ROWS, "raising": raising.ROWS, "generators": generators.ROWS}[part]


def row_of(part: str, function: Any, other: Any, given: Any, rounds: int) -> dict[str, Any]:
    ways: dict[str, Callable[[], Any]] = {
        "jitscript": lambda: function(given),
        "CPython": lambda: function.python(given),
    }
    if other is not None and part == "dicts":
        from bench.dicts import by_numba

        ways["Numba"] = by_numba(other, given)
    elif other is not None:
        ways["by hand"] = lambda: other(given)
    results = {way: run() for way, run in ways.items()}
    if any(result != results["CPython"] for result in results.values()):
        raise SystemExit(f"{function.__name__} is wrong: {results}")
    return {way: seconds(run, 1 if way == "CPython" else rounds) for way, run in ways.items()}


def seconds(run: Callable[[], Any], rounds: int) -> float:
    found = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def marked(row: dict[str, Any]) -> str:
    """Whether a row reaches its goals."""
    ours, part = row["jitscript"], row["part"]
    wanted = [(ours / row["CPython"], goals.LANGUAGE[part])]
    wanted += [(ours / row[way], goals.BESIDE[way]) for way in goals.BESIDE if way in row]
    missed = [goal.mark(ratio) for ratio, goal in wanted if ratio > goal.limit]
    return missed[0] if missed else goals.LANGUAGE[part].mark(0)


def mean_of_texts(found: dict[str, dict[str, Any]]) -> float | None:
    ratios = [r["jitscript"] / r["CPython"] for r in found.values() if r["part"] == "strings"]
    return geometric_mean(ratios) if ratios else None


def text(found: dict[str, dict[str, Any]]) -> str:
    from bench import report

    return report.language_table(found).text()


def main() -> None:
    print(text(measure(5)))


if __name__ == "__main__":
    main()
