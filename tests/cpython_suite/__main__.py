"""Runs what CPython's own tests ask, compiled: `python tests/cpython_suite [module …]`, and writes
every difference to the standard output.

    --page        write what came of it to docs/cpython-tests.md
    --share N     one probe in N
    --minutes N   how long a module may take; what was not asked by then is not counted
    --jobs N      modules at a time
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORKER = HERE / "worker.py"
PAGE = HERE.parents[1] / "docs" / "cpython-tests.md"
TESTS = HERE.parent
MODULES = (
    "test_list", "test_tuple", "test_dict", "test_set", "test_deque", "test_range", "test_slice",
    "test_unicode", "test_bytes", "test_format", "test_fstring", "test_string", "test_int",
    "test_float", "test_long", "test_complex", "test_bool", "test_math", "test_cmath", "test_pow",
    "test_heapq", "test_bisect", "test_statistics", "test_random", "test_itertools",
    "test_functools", "test_collections", "test_ordered_dict", "test_defaultdict", "test_operator",
    "test_builtin", "test_sort", "test_enumerate", "test_iter", "test_contains", "test_augassign",
    "test_compare", "test_unary", "test_opcodes", "test_unpack_ex", "test_patma", "test_scope",
    "test_listcomps", "test_generators", "test_exceptions", "test_raise", "test_with",
    "test_contextlib", "test_named_expressions", "test_positional_only_arg", "test_extcall",
    "test_enum", "test_dataclasses", "test_property", "test_decorators", "test_super", "test_copy",
    "test_textwrap", "test_strtod", "test_ascii_formatd", "test_grammar", "test_numeric_tower",
)  # fmt: skip
HEAD = """# CPython's own tests

Made by `python tests/cpython_suite --page`, of what it was told to run, with CPython {version}; do
not edit. Of the tests that come with the interpreter each assertion whose operands stand for
themselves becomes a function without parameters; compiled code and CPython run it.{limit}
*Alike* are those that end with the same value, type and output or with the same exception and
message; *at a limit* those that end with an error that says what compiled code cannot do, as ints
of more than 64 bits are. What the compiler refuses is counted apart where CPython raises
`TypeError` or `AttributeError` for it too. What differs is to be mended.

| module | functions | alike | at a limit | refused | refused, an error in CPython too | differ |
|---|---|---|---|---|---|---|
"""
# Tests that ask for what docs/language.md says is different.
DOCUMENTED = {
    "GeneralFloatCases.test_float_containment": "a nan in containers",
    "TestPatma.test_patma_183": "a bool in a field that is an int",
}
STATIC = ("TypeError", "AttributeError", "UnboundLocalError")


def installed() -> bool:
    """Whether this Python has its own tests."""
    try:
        return importlib.util.find_spec("test.list_tests") is not None
    except ModuleNotFoundError:
        return False


def run(module: str, share: str = "0/1", seconds: float = math.inf) -> list[dict[str, Any]]:
    """The results of a module's probes, as many as there are time for. A process that ends early is
    followed by another one."""
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report"
        file.touch()
        results: list[dict[str, Any]] = []
        done: list[str] = []
        while True:
            try:
                ended = subprocess.run(
                    [sys.executable, "-W", "ignore", *map(str, (WORKER, module, file, share))],
                    input="\n".join(done),
                    cwd=folder,  # some tests leave files
                    capture_output=True,
                    text=True,
                    timeout=min(max(end - time.monotonic(), 1), 1e6),
                )
            except subprocess.TimeoutExpired:
                ended = None
            lines = [json.loads(line) for line in file.read_text().splitlines()]
            results = [told(line) for line in lines if "kind" in line]
            begun = lines[-1].get("begun", []) if lines else []
            if ended is None or ended.returncode == 0:
                if ended is None:
                    print(f"{module}: there was time for {len(results)} functions", flush=True)
                return results
            if not begun:
                raise RuntimeError(f"{module}: {ended.stderr}")
            done = [line["name"] for line in results]
            if len(begun) == 1:
                what = f"the process ended ({ended.returncode}): {ended.stderr[-600:]}"
                with file.open("a") as report:
                    report.write(json.dumps(_lost(begun[0], what)) + "\n")
                done += begun
            else:  # the compilation of many: one by one
                done.append("")


def told(result: dict[str, Any]) -> dict[str, Any]:
    """A result; a difference that is documented is a limit."""
    known = result["name"].partition(":")[0] in DOCUMENTED
    return {**result, "kind": "limit"} if known and result["kind"] == "fault" else result


def _lost(name: str, what: str) -> dict[str, Any]:
    return {"name": name, "kind": "fault", "what": what, "text": "", "raises": ""}


def row(module: str, results: list[dict[str, Any]]) -> tuple[Any, ...]:
    kinds = Counter(r["kind"] for r in results)
    static = sum(r["kind"] == "refused" and r["raises"] in STATIC for r in results)
    asked = len(results) - kinds["unsettled"]
    refused = kinds["refused"] - static
    return (module, asked, kinds["same"], kinds["limit"], refused, static, kinds["fault"])


def commonest(results: list[dict[str, Any]]) -> list[str]:
    """The commonest refusals of what CPython runs, with an example of each."""
    counts: Counter[str] = Counter()
    example: dict[str, str] = {}
    for r in results:
        if r["kind"] == "refused" and r["raises"] not in STATIC:
            title = re.sub(r"`[^`]*`", "`…`", r["what"])
            counts[title] += 1
            example.setdefault(title, r["what"])
    return [f"| {n} | {example[title]} |" for title, n in counts.most_common(10)]


def main() -> None:
    parser = argparse.ArgumentParser("python tests/cpython_suite")
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="one probe in N")
    parser.add_argument("--minutes", type=float, default=math.inf, help="for each module")
    parser.add_argument("--page", action="store_true", help="write docs/cpython-tests.md")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="modules at a time")
    chosen = parser.parse_args()
    if not installed():
        sys.exit("this Python comes without its tests")
    rows, everything, differ = [], [], []
    modules = chosen.modules or MODULES
    share, seconds = f"0/{chosen.share}", 60 * chosen.minutes
    pool = ThreadPoolExecutor(chosen.jobs)
    for module, results in zip(modules, pool.map(lambda m: run(m, share, seconds), modules)):
        everything += results
        rows.append(row(module, results))
        print("| " + " | ".join(map(str, rows[-1])) + " |", flush=True)
        for r in results:
            if r["kind"] == "fault":
                differ.append(f"- `{module}`: `{r['name']}`")
                print(f"##### {module} {r['name']} | {r['what']}\n{r['text']}", flush=True)
    total = ("all", *(sum(column) for column in list(zip(*rows))[1:]))
    if not chosen.page:
        print("| " + " | ".join(map(str, total)) + " |")
        print(*commonest(everything), sep="\n")
        return
    limits = [f"one in {chosen.share}"] if chosen.share > 1 else []
    if math.isfinite(chosen.minutes):
        time_for = f"{chosen.minutes:g} minute{'s' * (chosen.minutes != 1)}"
        limits.append(f"of each module as many as there was time for in {time_for}")
    limit = f"\n{', '.join(limits).capitalize()} were run." if limits else ""
    text = HEAD.format(version=platform.python_version(), limit=limit)
    text += "".join("| " + " | ".join(map(str, r)) + " |\n" for r in [*rows, total])
    text += "\n## The commonest refusals\n\n| functions | the first of them |\n|---|---|\n"
    text += "\n".join(commonest(everything)) + "\n"
    if differ:
        text += "\n## What differs\n\n" + "\n".join(differ) + "\n"
    PAGE.write_text(text)


if __name__ == "__main__":
    main()
