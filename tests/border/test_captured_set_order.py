"""Captured sets are gone through in Python's own order, which their history gives them."""

from __future__ import annotations

import enum
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jitscript import script

ROOT = Path(__file__).parents[2]


class Color(enum.Enum):
    RED = 1
    BLUE = 2
    GREEN = 3


@dataclass(frozen=True)
class Point:
    x: int
    y: int


def shuffled(elements: list[Any], seed: int) -> list[Any]:
    random.Random(seed).shuffle(elements)
    return elements


def with_history(elements: list[Any], more: list[Any]) -> set[Any]:
    found = set(elements) | set(more)
    for x in more:
        found.discard(x)
    return found


FEW = frozenset(shuffled(["a", "b", "ccc", "dd", "e", "f", "g"], 1))
MANY = frozenset(shuffled([str(i) for i in range(300)], 2))
NUMBERS = frozenset(shuffled([i * 16 for i in range(40)], 3))
GONE = frozenset(with_history([8 * i for i in range(9)], [64 * i + 8 for i in range(20)]))
CHANGED = with_history(["x", "y", "z", "w"], [str(i) for i in range(40)])
FIRST = set(shuffled([3 * i for i in range(50)], 4))
MERGED = set(FIRST)
PAIRS = frozenset(shuffled([(i, j) for i in range(5) for j in range(5)], 5))
MIXED = frozenset(shuffled([1, 2.5, 33, 65, 8.25, 16], 6))
COLORS = frozenset(Color)
POINTS = frozenset(shuffled([Point(i, i * i) for i in range(9)], 7))
NESTED = (frozenset(shuffled(["p", "q", "r", "s", "t", "u"], 8)), 1)
TABLE = {"k": frozenset(shuffled(["a", "b", "c", "d", "e", "f"], 9))}


def texts(w: str) -> str:
    return "".join(FEW) + ",".join(MANY) + str(w in FEW) + ",".join(CHANGED) + str(w in CHANGED)


def algebra(w: str) -> str:
    both = FEW | {w}
    return "".join(both) + "".join(FEW & {"a", "dd", "g"}) + "".join(FEW - {w}) + str(FEW)


def numbers(w: str) -> str:
    return str(list(NUMBERS)) + str(list(GONE)) + str(list(MERGED)) + str(list(MIXED))


def known_numbers(w: str) -> str:
    return str([n in GONE for n in range(100)]) + str(len(MERGED | {7}))


def others(w: str) -> str:
    return str(list(PAIRS)) + str([c.name for c in COLORS]) + str([p.x for p in POINTS])


def within(w: str) -> str:
    return "".join(NESTED[0]) + "".join(TABLE["k"]) + str(w in NESTED[0])


FUNCTIONS = (texts, algebra, numbers, known_numbers, others, within)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_order(function: Any) -> None:
    compiled = script(function)
    for word in ("a", "zz"):
        assert compiled(word) == function(word)


def test_order_with_other_hashes(tmp_path: Path) -> None:
    """From one cache: code that was compiled for one order is not met by another."""
    program = tmp_path / "program.py"
    lines = ["import sys", f"sys.path.insert(0, {str(Path(__file__).parent)!r})"]
    lines += [f"from {Path(__file__).stem} import FUNCTIONS, script"]
    lines += ["for f in FUNCTIONS:", "    assert script(f)('a') == f('a'), f"]
    program.write_text("\n".join(lines))
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JITSCRIPT_CACHE": str(tmp_path / "c")}
    for seed in ("1", "2", "1"):
        env["PYTHONHASHSEED"] = seed
        subprocess.run([sys.executable, str(program)], check=True, env=env)


SAVED = """
import sys, jitscript
m = jitscript.load(sys.argv[1])
print(sorted(m.listed("a")), m.asked("a"), m.asked("zz"))
"""


@script
def listed(w: str) -> list[str]:
    return list(FEW)


@script
def asked(w: str) -> bool:
    return w in (FEW | {"b"})


def test_a_saved_file_finds_all_with_other_hashes(tmp_path: Path) -> None:
    from jitscript import save

    save(f"{tmp_path}/m.jsm", listed, asked)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for seed in ("3", "4"):
        env["PYTHONHASHSEED"] = seed
        run = [sys.executable, "-c", SAVED, f"{tmp_path}/m.jsm"]
        done = subprocess.run(run, capture_output=True, text=True, check=True, env=env)
        assert done.stdout == f"{sorted(FEW)} True False\n"
