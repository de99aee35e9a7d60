"""Results as tables: the same rows for the screen and for Markdown, the figures as JSON."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import goals, language
from bench.goals import Goal
from bench.speed import Speed
from bench.timing import geometric_mean

RESULTS = Path(__file__).parent / "results"


@dataclass
class Table:
    """Rows of text; the first column is left-aligned, the others right-aligned."""

    title: str
    columns: tuple[str, ...]
    note: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        self.rows.append(cells)

    def text(self) -> str:
        grid = [self.columns, *self.rows]
        widths = [max(map(len, column)) for column in zip(*grid)]
        rule = "─" * (sum(widths) + 2 * len(widths) - 2)

        def line(cells: tuple[str, ...]) -> str:
            first, *rest = (
                c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths))
            )
            return "  ".join([first, *rest]).rstrip()

        lines = [self.title, rule, line(self.columns), rule, *map(line, self.rows), rule]
        return "\n".join([*lines, self.note] if self.note else lines)

    def markdown(self) -> str:
        def line(cells: tuple[str, ...]) -> str:
            return f"| {' | '.join(cells)} |"

        rule = line(("---", *["---:"] * (len(self.columns) - 1)))
        lines = [f"### {self.title}", "", line(self.columns), rule, *map(line, self.rows)]
        return "\n".join([*lines, "", self.note] if self.note else lines)


def tables(results: dict[str, Any]) -> list[Table]:
    """The tables of those parts that were measured."""
    makers = {
        "kernels": kernel_table,
        "compiling": compile_table,
        "calls": call_table,
        "starting": start_table,
        "objects": object_table,
        "language": language_table,
        "arrays": array_table,
        "npbench": npbench_table,
    }
    return [make(results[part]) for part, make in makers.items() if part in results]


def kernel_table(speeds: list[Speed]) -> Table:
    table = Table(
        "Kernels, milliseconds",
        ("kernel", "jitscript", "Numba", "C", "NumPy", "/ Numba", "/ C", "goal"),
        f"Goals: {goals.KERNEL.text}; {goals.KERNELS_C.text}.",
    )
    for speed in speeds:
        cells = [ms(speed.seconds.get(way)) for way in ("jitscript", "numba", "c", "numpy")]
        to_numba = speed.ratio("numba")
        to_c = f"{speed.ratio('c'):.2f}" if "c" in speed.seconds else "–"
        table.add(speed.kernel, *cells, f"{to_numba:.2f}", to_c, goals.KERNEL.mark(to_numba))
    mean = geometric_mean(speed.ratio("numba") for speed in speeds)
    with_c = [speed.ratio("c") for speed in speeds if "c" in speed.seconds]
    mean_c = geometric_mean(with_c) if with_c else None
    table.add(
        "geometric mean", "", "", "", "", f"{mean:.2f}",
        f"{mean_c:.2f}" if mean_c else "–", goals.KERNELS_C.mark(mean_c) if mean_c else "–",
    )  # fmt: skip
    return table


def compile_table(kernels: dict[str, dict[str, float]]) -> Table:
    table = Table(
        "Cold compile: decoration to first result, milliseconds",
        ("kernel", "jitscript", "Numba", "ratio", "goal", "with imports", "Numba with imports"),
        f"Goal: {goals.COMPILE.text}. Imports are left out of the ratio.",
    )
    for name, seconds in kernels.items():
        ratio = seconds["jitscript"] / seconds["numba"]
        with_imports = [
            ms(seconds[way] + seconds[f"import {way}"]) for way in ("jitscript", "numba")
        ]
        cells = [ms(seconds["jitscript"]), ms(seconds["numba"]), f"{ratio:.2f}"]
        table.add(name, *cells, goals.COMPILE.mark(ratio), *with_imports)
    mean = geometric_mean(s["jitscript"] / s["numba"] for s in kernels.values())
    table.add("geometric mean", "", "", f"{mean:.2f}", "", "", "")
    return table


def call_table(cases: dict[str, dict[str, float]]) -> Table:
    columns = ("arguments", "Python", "jitscript", "Numba", "ratio", "goal")
    table = Table("One call, nanoseconds", columns, f"Goal: {goals.CALL.text}.")
    for name, seconds in cases.items():
        ratio = seconds["jitscript"] / seconds["numba"]
        cells = [f"{seconds[way] * 1e9:.0f}" for way in ("python", "jitscript", "numba")]
        table.add(name, *cells, f"{ratio:.2f}", goals.CALL.mark(ratio))
    return table


def object_table(programs: dict[str, dict[str, float]]) -> Table:
    columns = ("program", "jitscript", "mypyc", "CPython", "mypyc ×", "CPython ×", "goal")
    note = f"Goals: {goals.OBJECTS.text}; {goals.MYPYC.text}."
    table = Table("Programs of objects, milliseconds", columns, note)
    for name, seconds in programs.items():
        ours, python = seconds["jitscript"], seconds["CPython"]
        cells = [ms(seconds.get(way)) for way in ("jitscript", "mypyc", "CPython")]
        other = f"{seconds['mypyc'] / ours:.2f}" if "mypyc" in seconds else "–"
        reached = ours / python <= goals.OBJECTS.limit and (
            "mypyc" not in seconds or ours / seconds["mypyc"] <= goals.MYPYC.limit
        )
        table.add(name, *cells, other, f"{python / ours:.2f}", "✓" if reached else "✗ missed")
    to_python = geometric_mean(s["jitscript"] / s["CPython"] for s in programs.values())
    both = [s["mypyc"] / s["jitscript"] for s in programs.values() if "mypyc" in s]
    other = f"{geometric_mean(both):.2f}" if both else "–"
    goal = goals.OBJECTS.mark(to_python)
    table.add("geometric mean", "", "", "", other, f"{1 / to_python:.2f}", goal)
    return table


def language_table(rows: dict[str, dict[str, Any]]) -> Table:
    said = dict.fromkeys(goal.text for goal in (*goals.LANGUAGE.values(), goals.TEXTS))
    said.update(dict.fromkeys(goal.text for goal in goals.BESIDE.values()))
    table = Table(
        "Text, dicts, exceptions, generators, milliseconds",
        ("what", "jitscript", "CPython", "CPython ×", "beside", "its time", "/ its", "goal"),
        f"Goals: {'; '.join(said)}.",
    )
    for name, row in rows.items():
        ours = row["jitscript"]
        cells = [ms(ours), ms(row["CPython"]), f"{row['CPython'] / ours:.2f}"]
        way = next((way for way in goals.BESIDE if way in row), None)
        beside = (way, ms(row[way]), f"{ours / row[way]:.2f}") if way else ("–", "–", "–")
        table.add(name, *cells, *beside, language.marked(row))
    mean = language.mean_of_texts(rows)
    if mean is not None:
        blank = ("", "", "")
        mark = goals.TEXTS.mark(mean)
        table.add("geometric mean of text", "", "", f"{1 / mean:.2f}", *blank, mark)
    return table


def array_table(functions: dict[str, dict[str, float]]) -> Table:
    """Times the speed of NumPy and of Numba."""
    from bench import arrays

    table = Table(
        "Array expressions, milliseconds",
        ("function", "jitscript", "NumPy ×", "goal", "Numba ×", "goal"),
    )
    for name, seconds in functions.items():
        wanted = dict(zip(("numpy", "numba"), map(goals.Least, arrays.goals(name)), strict=True))
        if name == "ten":
            wanted["numba"] = goals.TEN
        _add_speed(table, "compile: ten expressions" if name == "ten" else name, seconds, wanted)
        if "memory" in seconds:
            ratio = seconds["memory"] / seconds["jitscript"]
            table.add("  of a sum's speed", "", f"{ratio:.2f}", goals.MEMORY.mark(ratio), "", "")
    return table


def npbench_table(kernels: dict[str, dict[str, float]]) -> Table:
    table = Table(
        "Kernels in NumPy's style, milliseconds",
        ("kernel", "jitscript", "NumPy ×", "goal", "Numba ×", "goal"),
    )
    ratios: dict[str, list[float]] = {"numpy": [], "numba": []}
    for name, seconds in kernels.items():
        _add_speed(table, name, seconds, {"numpy": goals.NPBENCH_LOWEST})
        for way, values in ratios.items():
            if way in seconds:
                values.append(seconds[way] / seconds["jitscript"])
    cells: list[str] = []
    for way, values in ratios.items():
        mean = geometric_mean(values) if values else None
        cells += [f"{mean:.2f}", goals.NPBENCH[way].mark(mean)] if mean else ["–", ""]
    table.add("geometric mean", "", *cells)
    table.note = f"Numba compiles {len(ratios['numba'])} of {len(kernels)} as they stand."
    return table


def _add_speed(
    table: Table, name: str, seconds: dict[str, float], wanted: dict[str, goals.Least]
) -> None:
    cells = []
    for way in ("numpy", "numba"):
        ratio = seconds[way] / seconds["jitscript"] if way in seconds else None
        mark = wanted[way].mark(ratio) if ratio and way in wanted else ""
        cells += [f"{ratio:.2f}" if ratio else "–", mark]
    table.add(name, f"{seconds['jitscript'] * 1e3:.3f}", *cells)


def start_table(starting: dict[str, Any]) -> Table:
    table = Table(
        "Starting, milliseconds in fresh processes",
        ("what", "jitscript", "Numba", "ratio", "goal"),
    )
    add_ratio(table, "import, beyond a bare interpreter", starting["imports"], goals.IMPORT, 1e3)
    for name, seconds in starting["first results"].items():
        label = f"process with a cached {name} program"
        add_ratio(table, label, seconds, goals.START[name], 1e3)
        table.add("  the same process, bare", f"{seconds['bare'] * 1e3:.1f}", "", "", "")
    loading = starting["loading"]
    mark = "✗ LLVM was loaded" if loading["llvm"] else goals.LOAD.mark(loading["seconds"])
    label = f"runtime.load of the demo's file ({loading['file bytes'] / 1e3:.0f} kB)"
    table.add(label, f"{loading['seconds'] * 1e3:.2f}", "", "", mark)
    size = loading["wheel bytes"]
    table.add("runtime wheel, kB", f"{size / 1e3:.0f}", "", "", goals.WHEEL.mark(size))
    said = [goals.IMPORT.text, *(g.text for g in goals.START.values())]
    table.note = f"Goals: {'; '.join([*said, goals.LOAD.text, goals.WHEEL.text])}."
    return table


def add_ratio(
    table: Table, label: str, seconds: dict[str, float], goal: Goal, scale: float
) -> None:
    ratio = seconds["jitscript"] / seconds["numba"]
    cells = [f"{seconds[way] * scale:.1f}" for way in ("jitscript", "numba")]
    table.add(label, *cells, f"{ratio:.3f}" if ratio < 0.1 else f"{ratio:.2f}", goal.mark(ratio))


def ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1e3:.1f}"


def heading(machine: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {machine[name]}" for name in ("jitscript", "numpy", "numba"))
    return (
        f"{machine['cpu']}, {machine['cores']} cores; Python {machine['python']}, {versions}, "
        f"llvmlite {machine['llvmlite']}; {machine['cc']}"
    )


def read(path: Path) -> dict[str, Any]:
    """What `write` wrote."""
    results: dict[str, Any] = json.loads(path.read_text())
    return {**results, "kernels": [Speed(**row) for row in results["kernels"]]}


def write(results: dict[str, Any], machine: dict[str, Any], rounds: int) -> Path:
    """`<date>-<machine>.json` and `.md`; returns the latter."""
    RESULTS.mkdir(exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "-", f"{machine['cpu']}-{machine['cores']}-cores".lower())
    stem = RESULTS / f"{datetime.date.today():%Y-%m-%d}-{slug.strip('-')}"
    data = {"machine": machine, "rounds": rounds, **results}
    json_text = json.dumps(data, indent=1, default=vars)
    stem.with_suffix(".json").write_text(json_text + "\n")
    parts = [f"# Benchmarks, {datetime.date.today():%Y-%m-%d}", heading(machine) + "."]
    markdown = "\n\n".join([*parts, *(table.markdown() for table in tables(results))])
    path = stem.with_suffix(".md")
    path.write_text(markdown + "\n")
    return path
