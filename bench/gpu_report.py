"""The figures that `bench/gpu.py --keep FILE.json` kept, as a page.

    python bench/gpu_report.py FILE.json

Writes FILE.md beside it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = """| kernel | ms | GB/s | / copy | / nvcc | / numba-cuda | / without checks |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def ratio(one: float, other: float | None) -> str:
    return "–" if not other else f"{one / other:.2f}"


def rows(figures: dict[str, Any]) -> Iterator[str]:
    for name, found in figures.items():
        if name in ("copy", "launches"):
            continue
        took, rate = found["seconds"], found["rate"]
        moved = (f"{rate / 1e9:.0f}", ratio(rate, figures["copy"])) if rate else ("–", "–")
        beside = [ratio(took, found.get(k)) for k in ("nvcc", "numba", "unchecked")]
        yield f"| {' | '.join([name, f'{took * 1e3:.3f}', *moved, *beside])} |"


def page(found: dict[str, Any], date: str) -> str:
    figures = found["figures"]
    lines = [
        f"# Kernels on a GPU, {date}",
        "",
        f"{found['device']} ({found['arch']}); its own copy of memory moves "
        f"{figures['copy'] / 1e9:.0f} GB/s. `python bench/gpu.py`: all results and planted errors "
        "were right. nvcc compiles the twins in `gpu_twins.cu` (-O3 -fmad=false), which test "
        "nothing.",
        "",
        HEAD,
        *rows(figures),
        *(["", found["note"]] if "note" in found else []),
        "",
        "| a launch with four arrays | µs |",
        "| --- | ---: |",
        *(f"| {name} | {took * 1e6:.2f} |" for name, took in figures["launches"].items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    file = Path(sys.argv[1])
    file.with_suffix(".md").write_text(page(json.loads(file.read_text()), file.stem[:10]))


if __name__ == "__main__":
    main()
