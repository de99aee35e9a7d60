"""`python -m bench.readme`: put the newest results into README.md, between its two marks."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from bench import goals, report
from bench.speed import Speed
from bench.timing import ROOT, geometric_mean

MARKS = re.compile(r"(<!-- measured: .*? -->\n).*?(<!-- /measured -->)", re.DOTALL)


def main() -> int:
    newest = max(report.RESULTS.glob("*.json"), default=None)
    if newest is None:
        print("no results yet; run: make bench", file=sys.stderr)
        return 1
    results = report.read(newest)
    machine = results["machine"]
    parts = [summary(results), report.kernel_table(results["kernels"])]
    text = "\n\n".join(table.markdown() for table in parts)
    said = f"`make bench` on {newest.stem[:10]}: {report.heading(machine)}."
    readme = ROOT / "README.md"
    block = f"\n{said}\n\n{text}\n\nAll tables: [{newest.stem}]({link(newest)}).\n\n"
    readme.write_text(MARKS.sub(lambda marks: marks[1] + block + marks[2], readme.read_text()))
    return 0


def link(results: Path) -> str:
    return results.with_suffix(".md").relative_to(ROOT).as_posix()


def summary(results: dict[str, Any]) -> report.Table:
    """One line a goal: the figure, the limit, and whether it was reached."""
    table = report.Table("Goals", ("what", "measured", "goal", "reached"))
    kernels: list[Speed] = results["kernels"]
    to_numba = [speed.ratio("numba") for speed in kernels]
    met = sum(ratio <= goals.KERNEL.limit for ratio in to_numba)
    worst = max(to_numba)
    table.add(
        "kernels beside Numba, all checks on",
        f"{geometric_mean(to_numba):.2f} × (worst {worst:.2f}; {met} of {len(kernels)} reach it)",
        goals.KERNEL.text,
        goals.KERNEL.mark(worst),
    )
    to_c = [speed.ratio("c") for speed in kernels if "c" in speed.seconds]
    if to_c:
        mean = geometric_mean(to_c)
        goal = goals.KERNELS_C
        table.add("kernels beside C", f"{mean:.2f} ×", goal.text, goal.mark(mean))
    compiling = [s["jitscript"] / s["numba"] for s in results["compiling"].values()]
    mean = geometric_mean(compiling)
    table.add(
        "cold compile beside Numba",
        f"{mean:.2f} × (worst {max(compiling):.2f})",
        goals.COMPILE.text,
        goals.COMPILE.mark(max(compiling)),
    )
    for case, seconds in results["calls"].items():
        add(table, f"one call, {case}", seconds, goals.CALL, 1e9, "ns")
    starting = results["starting"]
    add(table, "import", starting["imports"], goals.IMPORT, 1e3, "ms")
    for name, seconds in starting["first results"].items():
        what = f"process start to first result, cached, {name}"
        add(table, what, seconds, goals.START[name], 1e3, "ms")
    loading = starting["loading"]
    mark = "✗ LLVM was loaded" if loading["llvm"] else goals.LOAD.mark(loading["seconds"])
    table.add(
        "loading the demo's file", f"{loading['seconds'] * 1e3:.1f} ms", goals.LOAD.text, mark
    )
    size = loading["wheel bytes"]
    table.add("runtime wheel", f"{size / 1e3:.0f} kB", goals.WHEEL.text, goals.WHEEL.mark(size))
    return table


def add(
    table: report.Table,
    what: str,
    seconds: dict[str, float],
    goal: goals.Goal,
    scale: float,
    unit: str,
) -> None:
    ours, numba = seconds["jitscript"], seconds["numba"]
    measured = f"{ours * scale:.1f} {unit} to {numba * scale:.0f} {unit}, {ours / numba:.3f} ×"
    table.add(what, measured, goal.text, goal.mark(ours / numba))


if __name__ == "__main__":
    sys.exit(main())
