"""A few lines of console: progress while something takes long, one line when it is done."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
WIDTH = 78
LIVE = sys.stdout.isatty()


def show(text: str) -> None:
    """A line that the next one overwrites; nothing where the output is a file."""
    if LIVE:
        print(f"\r{text[:WIDTH]:<{WIDTH}}", end="", flush=True)


def say(text: str) -> None:
    print(f"\r{text:<{WIDTH}}".rstrip() if LIVE else text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Name what is being done, then how long it took."""
    show(f"  … {title}")
    start = time.perf_counter()
    yield
    say(f"  ✓ {title:<58} {duration(time.perf_counter() - start):>12}")


def progress(items: Sequence[T], title: str) -> Iterable[T]:
    for done, item in enumerate(items, 1):
        yield item
        bar = "█" * (24 * done // len(items))
        show(f"  … {title} {bar:·<24} {done}/{len(items)}")


def run(command: list[str], title: str) -> None:
    """Run a tool that talks, showing its latest line; all it said if it fails."""
    said: list[str] = []
    with step(title):
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line)
                show(f"  … {title}: {line.strip()}")
        if process.returncode:
            raise SystemExit(f"\n{' '.join(command)} failed:\n{''.join(said)}")


def duration(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1.0:
        return f"{seconds * 1e3:.{1 if seconds < 0.1 else 0}f} ms"
    return f"{seconds:.1f} s"


def picture(images: Sequence[Sequence[Sequence[float]]], captions: Sequence[str]) -> str:
    """Eight-by-eight images with values from 0 to 1, side by side."""
    shades = " ░▒▓█"
    lines = [
        "  ".join(
            "".join(shades[min(4, int(value * 5))] * 2 for value in image[row]) for image in images
        )
        for row in range(8)
    ]
    lines.append("  ".join(f"{caption:^16}" for caption in captions))
    return "\n".join("  " + line.rstrip() for line in lines)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    grid = [columns, *rows]
    widths = [max(len(row[i]) for row in grid) for i in range(len(columns))]

    def line(cells: Sequence[str], fill: str = " ", sides: str = "│││") -> str:
        left, middle, right = sides
        aligned = (
            cell.ljust(width, fill) if i == 0 else cell.rjust(width, fill)
            for i, (cell, width) in enumerate(zip(cells, widths))
        )
        return f"  {left}{fill}{f'{fill}{middle}{fill}'.join(aligned)}{fill}{right}"

    empty = [""] * len(columns)
    heading = [line(columns), line(empty, "─", "├┼┤")] if any(columns) else []
    body = [line(row) for row in rows]
    return "\n".join(
        [
            f"  {title}",
            line(empty, "─", "╭┬╮"),
            *heading,
            *body,
            line(empty, "─", "╰┴╯"),
        ]
    )
