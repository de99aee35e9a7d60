"""One process that runs the probes of a module, compiled and by CPython.

    python tests/cpython_suite/worker.py MODULE REPORT [NUMBER/OF]

The standard input names what was done before; an empty name among them says that probes are
compiled one by one.

Each line of the file REPORT is the JSON of one result; the last one without a `kind` names what was
begun and not ended, so that a process that dies or hangs has named its probe.
"""

from __future__ import annotations

import builtins
import faulthandler
import io
import itertools
import json
import linecache
import resource
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TextIO

HERE = Path(__file__).parent
TESTS = HERE.parent
sys.path[:0] = [str(HERE), str(TESTS / "programs"), str(TESTS / "fuzz"), str(TESTS.parent)]

import batch  # noqa: E402
import harness  # noqa: E402
import outcome  # noqa: E402
import probes  # noqa: E402

from jitscript import frontend  # noqa: E402
from jitscript.diagnostics import CompileError  # noqa: E402
from jitscript.driver import nesting  # noqa: E402
from jitscript.runtime import callable as callables  # noqa: E402

TOGETHER = 48  # probes that are compiled as one module
SECONDS = 1.0  # of CPython's time for a probe
PATIENCE = 120  # seconds that a step may take
REFUSALS = (*outcome.REFUSALS, "compiled code knows")
MEMORY = 2 << 30
LONGEST = 2000  # characters of what a report says


class TooLong(BaseException):
    """CPython takes longer than anyone wants to wait."""


def _too_long(*_: object) -> None:
    raise TooLong


class Trial:
    """A probe, its functions, and what CPython makes of it."""

    def __init__(self, probe: probes.Probe, number: int):
        self.probe, self.name = probe, f"<probe {number}>"
        text = probe.text
        linecache.cache[self.name] = (len(text), None, text.splitlines(keepends=True), self.name)
        self.entry = self.function()
        self.wanted = by_cpython(self.function())

    def function(self) -> Any:
        names = dict(self.probe.names)
        names["__name__"] = "test_probe"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(self.probe.text, self.name, "exec", dont_inherit=True), names)
        return names["f"]

    def settled(self) -> bool:
        """Whether CPython has one answer: not one that depends on chance, on an address or on names
        that the probe lacks."""
        if isinstance(self.wanted.error, (NameError, ImportError)):
            return False
        return not difference(self.wanted, by_cpython(self.function()))


def by_cpython(function: Any) -> harness.Outcome:
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return ended(function)
    except TooLong:
        return harness.Outcome(None, NameError("too long"), [])
    except KeyboardInterrupt:  # which some tests raise themselves
        return harness.Outcome(None, NameError("interrupted"), [])
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def ended(function: Any) -> harness.Outcome:
    printed, names = io.StringIO(), dict(vars(builtins))
    try:
        with redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = harness.call(function, ())
    finally:  # some tests replace one
        vars(builtins).update(names)
    made.printed = printed.getvalue()
    made.value = opened(made.value)
    return made


def opened(value: Any) -> Any:
    """Iterators as what is in them, objects that only equal themselves as what they are."""
    if type(value) in (tuple, list):
        return type(value)(opened(v) for v in value)
    kind = type(value)
    if hasattr(kind, "__next__") or kind.__name__ in ("dict_keys", "dict_values", "dict_items"):
        try:
            return [opened(v) for v, _ in zip(value, range(1000))]
        except Exception as error:
            return repr(error)
    if kind.__eq__ is object.__eq__ and value is not None and not isinstance(value, type):
        return (kind.__name__, sorted(getattr(value, "__dict__", {})))
    return value


def difference(wanted: harness.Outcome, got: harness.Outcome) -> str:
    if wanted.error is not None or got.error is not None:
        if repr(wanted.error) == repr(got.error) and str(wanted.error) == str(got.error):
            return ""
        want = repr(wanted.error) if wanted.error is not None else harness._typed(wanted.value)
        return f"{want} expected, got " + (
            repr(got.error) if got.error is not None else harness._typed(got.value)
        )
    try:
        found = harness.difference(wanted.value, got.value)
    except Exception as error:
        found = f"cannot be compared: {error!r}"
    if not found and wanted.printed != got.printed:
        found = f"printed: {wanted.printed!r} expected, got {got.printed!r}"
    return found


def limit(wanted: harness.Outcome, got: harness.Outcome) -> bool:
    """Whether the call ended with an error that says what compiled code cannot do."""
    if type(got.error) is OverflowError and "64" in str(got.error):
        return True
    return got.error is not None and any(text in str(got.error) for text in REFUSALS)


class Report:
    def __init__(self, file: TextIO):
        self.file = file

    def begin(self, *trials: Trial) -> None:
        faulthandler.dump_traceback_later(PATIENCE, exit=True)
        self.write(begun=[t.probe.name for t in trials])

    def end(self, trial: Trial, kind: str, what: str = "") -> None:
        text = "" if kind == "same" else trial.probe.text
        raises = type(trial.wanted.error).__name__ if trial.wanted.error is not None else ""
        told = {"what": what[:LONGEST], "text": text[:LONGEST], "raises": raises}
        self.write(name=trial.probe.name, kind=kind, **told)

    def write(self, **words: Any) -> None:
        self.file.write(json.dumps(words) + "\n")
        self.file.flush()


def refusal(trial: Trial) -> tuple[str, str]:
    """The compiler's error about a probe's own body, if there is one."""
    try:
        with nesting(trial.entry):
            frontend.lower_function(trial.entry)
    except CompileError as error:
        return "refused", error.diagnostics[0].title
    except Exception as error:
        return "fault", f"the compiler: {type(error).__name__}: {error}"
    return "", ""


def run(trials: list[Trial], report: Report) -> None:
    """Those that compile, together, and what becomes of each."""
    left = []
    for trial in trials:
        report.begin(trial)
        if not trial.settled():
            report.end(trial, "unsettled")
            continue
        kind, what = refusal(trial)
        if kind:
            report.end(trial, kind, what)
        else:
            left.append(trial)
    if left:
        compiled(left, report)


def compiled(trials: list[Trial], report: Report) -> None:
    report.begin(*trials)
    try:
        made = batch._Batch([t.entry for t in trials], 0, None)
    except Exception as error:
        if len(trials) > 1:
            half = len(trials) // 2
            compiled(trials[:half], report)
            compiled(trials[half:], report)
        elif isinstance(error, CompileError):
            report.end(trials[0], "refused", error.diagnostics[0].title)
        else:
            report.end(trials[0], "fault", f"the compiler: {type(error).__name__}: {error}")
        return
    for trial in trials:
        report.begin(trial)
        provider = batch._One(made, trial.entry)
        names = {"name": "f", "module": trial.name}
        provider.owner = scripted = callables.make(names, provider, trial.entry)
        scripted.signature = made.signatures[id(trial.entry)]
        got = ended(scripted)
        found = difference(trial.wanted, got)
        if not found:
            report.end(trial, "same")
        elif limit(trial.wanted, got):
            report.end(trial, "limit", str(got.error))
        else:
            report.end(trial, "fault", found)


def chosen(module: str, share: str, done: set[str]) -> Iterator[tuple[int, probes.Probe]]:
    """The probes and their numbers; they are made while others run, as some modules have many."""
    number, of = map(int, share.split("/"))
    for i, probe in enumerate(probes.probes(f"test.{module}")):
        if i % of == number and probe.name not in done:
            yield i, probe


def main(module: str, path: str, share: str = "0/1") -> None:
    done = set(sys.stdin.read().split("\n"))
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    together = 1 if "" in done and len(done) > 1 else TOGETHER
    todo = chosen(module, share, done)
    with open(path, "a") as file:
        report = Report(file)
        while some := list(itertools.islice(todo, together)):
            trials = []
            for i, probe in some:
                report.write(begun=[probe.name])
                faulthandler.dump_traceback_later(PATIENCE, exit=True)
                try:
                    trials.append(Trial(probe, i))
                except Exception:  # a class that needs names which the probe lacks
                    continue
            run(trials, report)
        faulthandler.cancel_dump_traceback_later()
        report.write(begun=[])


if __name__ == "__main__":
    main(*sys.argv[1:])
