"""A plugin for pytest: what the rewritten tests (rewriting.py) run twice, compiled and in NumPy.

The compiled function gets copies of the arrays, of the same layout and the same shared memory; what
it gives, raises and leaves in them must be what NumPy gives, raises and leaves. The test goes on
with NumPy's. What came of it is written to the file that `NUMPY_SUITE_COUNTS` names.
"""

from __future__ import annotations

import ast
import faulthandler
import functools
import json
import linecache
import os
import traceback
import warnings
import zlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import hypothesis
import numpy as np
from comparing import Copied, TooLarge, difference
from written import Unfit, Writer

from jitscript import CompileError, script

VARIANTS = int(
    os.environ.get("NUMPY_SUITE_VARIANTS", "3")
)  # of types and constants that one expression is compiled for
SHARE = float(os.environ.get("NUMPY_SUITE_SHARE", "1"))  # of the expressions that are compiled
SEED = os.environ.get("NUMPY_SUITE_SEED", "")
SECONDS = 300  # after which a call counts as a hang
# What is compiled meanwhile is no fault of the strategies.
hypothesis.settings.register_profile(
    "twice", deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
hypothesis.settings.load_profile("twice")
counts: Counter[str] = Counter()
refusals: Counter[str] = Counter()
differences: dict[str, str] = {}
compiled: dict[tuple[Any, ...], Callable[..., Any] | None] = {}
met: dict[tuple[int, str], set[Any]] = {}
skipped = set(json.loads(os.environ.get("NUMPY_SUITE_SKIP", "[]")))
target = os.environ.get("NUMPY_SUITE_COUNTS", os.devnull)
parsed = functools.cache(lambda text: ast.parse(text).body[0])


def __twice__(
    text: str, thunk: Callable[..., Any], names: dict[str, Any], apart: tuple[Any, ...], line: int
) -> Any:
    known = {**names, **{f"_{i}": value for i, value in enumerate(apart)}}
    counts["met"] += 1
    made = mine(text, known, line)
    if made is None:
        return thunk(*apart)
    (source, *own), copied = made
    value = error = None
    try:
        value = thunk(*apart)
    except Exception as raised:
        error = raised
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            found = difference(source, (own[0], own[1]), (value, error), copied)
        except Exception as wrong:
            found = f"comparing them: {wrong!r}"
    counts["compiled"] += 1
    if error is not None:
        counts["raised"] += 1
    if found:
        counts["differ"] += 1
        if f"{line}: {source}" not in differences:
            with open(target + ".log", "a") as file:
                file.write(f"{line}: {source}\n    {found}\n")
        differences.setdefault(f"{line}: {source}", found)
    if error is not None:
        raise error
    return value


def mine(text: str, known: dict[str, Any], line: int) -> Any:
    """(source, result, exception) of the compiled function, and the arrays that it got."""
    writer = Writer(known)
    try:
        body = writer.statement(parsed(text))
        copied = Copied(writer.given)
    except (Unfit, AttributeError, TooLarge):
        counts["unfit"] += 1
        return None
    given = ", ".join(f"a{i}: {t}" for i, t in enumerate(writer.kinds))
    source = f"def f({given}): {body}"
    key = (source,)
    if (not writer.given and "np." not in source) or f"{line}: {source}" in skipped:
        counts["unfit"] += 1
        return None
    if key not in compiled:
        variants = met.setdefault((line, text), set())
        if len(variants) >= VARIANTS:
            counts["enough"] += 1
            return None
        variants.add(key)
        if zlib.crc32(f"{SEED} {line} {source}".encode()) % 1000 >= 1000 * SHARE:
            compiled[key] = None
            counts["left out"] += 1
            return None
        told(f"{line}: {source}")
        compiled[key] = made(source, len(compiled))
    fn = compiled[key]
    if fn is None:
        counts["refused"] += 1
        return None
    told(f"{line}: {source}")
    state = np.random.get_state() if "random" in source else None
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            outcome = (source, fn(*copied.arguments), None)
    except CompileError as error:
        compiled[key] = None
        counts["refused"] += 1
        refusals[reason(error)] += 1
        return None
    except MemoryError:
        return None
    except Exception as error:
        outcome = (source, None, error)
    finally:
        faulthandler.cancel_dump_traceback_later()
        if state is not None:
            np.random.set_state(state)
    return outcome, copied


def reason(error: CompileError) -> str:
    lines = [t for t in str(error).split("\n") if t.strip()]
    return next((t for t in lines if "error" in t), lines[0])[:110]


def made(source: str, number: int) -> Callable[..., Any] | None:
    text = f"from jitscript import *\nimport numpy as np\n\n{source}\n"
    file = f"<twice {number}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space: dict[str, Any] = {}
    try:
        exec(compile(text, file, "exec"), space)
        return script(cache=False)(space["f"])  # type: ignore[no-any-return]
    except (CompileError, SyntaxError) as error:
        refusals[reason(error) if isinstance(error, CompileError) else "syntax"] += 1
    except Exception:
        differences.setdefault(source, "the compiler: " + traceback.format_exc(limit=-3)[-600:])
    return None


def told(what: str) -> None:
    """Says what runs, for when it does not come back."""
    with open(target + ".now", "w") as file:
        file.write(what)


def pytest_sessionfinish() -> None:
    with open(target, "w") as file:
        json.dump(
            {"counts": counts, "differences": differences, "refusals": refusals.most_common(60)},
            file,
        )
