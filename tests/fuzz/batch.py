"""Many programs compiled as one module: what each does differently from CPython.

The functions go through the front end, the passes, the back end and the border as `@script`
takes them, but share one module, so that a program costs a small part of a compilation of its own.
"""

from __future__ import annotations

import linecache
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import harness
import oracle
import outcome

from jitscript import frontend
from jitscript.backend import cpu
from jitscript.diagnostics import CompileError
from jitscript.driver import described, nesting, resumed
from jitscript.ir.passes import pipeline
from jitscript.runtime import abi, callable, instances, native
from jitscript.scripted import Compiling

ORACLE = 0x4000  # added to the number of a case while CPython runs it


class Program:
    """A program's text, and what became of it."""

    def __init__(self, number: int, text: str):
        self.number, self.text = number, text
        self.name = f"<fuzz {number}>"
        self.refusal = ""  # the compiler's error
        self.found: list[str] = []  # differences
        self.calls = self.dropped = self.errors = 0

    def load(self) -> None:
        linecache.cache[self.name] = (0, None, self.text.splitlines(keepends=True), self.name)
        self.plain = oracle.load(self.text, self.name)
        self.raw = harness.module_of(self.text, self.name)
        self.entry = self.raw.f

    def unload(self) -> None:
        linecache.cache.pop(self.name, None)


class _Batch(callable.Provider):
    """The code of one variant of several functions, compiled together."""

    def __init__(self, entries: list[Any], effort: int, level: int | None):
        self.entries, self.effort, self.level = entries, effort, level
        self.images: dict[str, native.Image] = {}
        self.signatures: dict[int, dict[str, Any]] = {}
        self.compiled(callable.CONTIGUOUS)

    def compiled(self, kind: str) -> native.Image:
        if kind not in self.images:
            with Compiling(), nesting(*self.entries):
                self.images[kind] = self._compile(kind)
        return self.images[kind]

    def _compile(self, kind: str) -> native.Image:
        entries = self.entries
        if kind == callable.STRIDED:  # only asked for by those that take arrays
            entries = [
                f for f in entries
                if any("array<" in p["type"] for p in self.signatures[id(f)]["params"])
            ]  # fmt: skip
        lowered = frontend.lower_functions(entries)
        module = lowered[0].module
        if kind == callable.CONTIGUOUS:
            for low in lowered:
                module.functions[low.entry].attrs["contiguous"] = True
        pipeline.run(module, level=self.level)
        signatures = [described(low) for low in lowered]
        exports = [e for s in signatures for e in (s, *resumed(s))]
        emitted = cpu.compile(module, exports, c_entries=False, effort=self.effort)
        self.signatures.update((id(f), s) for f, s in zip(entries, signatures))
        image = native.load_object(emitted.object)
        if emitted.objects:
            of_all: dict[str, Any] = {"objects": emitted.objects}
            for part in ("classes", "members"):
                of_all[part] = {k: v for s in signatures for k, v in s[part].items()}
            for name in of_all["classes"]:
                instances.meet(name, frontend.class_named(name))
            instances.supply(image, of_all)
        return image


class _One(callable.Provider):
    """The code of one function of a batch."""

    def __init__(self, batch: _Batch, function: Any):
        self.batch, self.function = batch, function
        self.owner: Any = None

    def entry(self, kind: str) -> tuple[native.Image, int]:
        image = self.batch.compiled(kind)
        signature = self.batch.signatures[id(self.function)]
        self.owner.signature = signature
        return image, image.symbol(abi.py_symbol(signature["symbol"]))


def run(
    programs: Iterable[Program],
    effort: int = 2,
    level: int | None = None,
    note: Callable[[int, int], None] = lambda number, case: None,
) -> None:
    """Compile the programs together and compare them with CPython, one after the other. `note` is
    told before each call which it is; -1 stands for the compilation."""
    left = []
    for program in programs:
        program.load()
        left.append(program)
    try:
        while left:
            try:
                note(left[0].number, -1)
                made = _Batch([p.entry for p in left], effort, level)
                break
            except CompileError as error:
                files = {d.span.file: d for d in reversed(error.diagnostics)}
                refused = [p for p in left if p.name in files]
                for program in refused:
                    program.refusal = files[program.name].title
                if not refused:
                    raise
                left = [p for p in left if not p.refusal]
            except Exception as error:
                if len(left) == 1:
                    left[0].found.append(f"the compiler: {type(error).__name__}: {error}")
                    return
                half = len(left) // 2
                run(left[:half], effort, level, note)
                run(left[half:], effort, level, note)
                return
        for program in left:
            _compare(program, made, note)
    finally:
        for program in left:
            program.unload()


def _compare(program: Program, made: _Batch, note: Callable[[int, int], None]) -> None:
    provider = _One(made, program.entry)
    scripted = callable.make(
        {"name": "f", "module": program.name}, provider, program.entry
    )  # fmt: skip
    provider.owner = scripted
    scripted.signature = made.signatures[id(program.entry)]
    for case in harness.cases_of(program.plain, Path(program.name)):
        note(program.number, ORACLE + case.number)
        want = _wanted(program.plain.f, case.arguments)
        if want is None:
            program.dropped += 1
            continue
        note(program.number, case.number)
        got = outcome.Call(scripted, case.arguments)
        program.calls += 1
        program.errors += want.error is not None
        found = outcome.difference(want, got)
        if found:
            program.found.append(f"case {case.number}: {found}")


def _wanted(plain: Callable[..., Any], arguments: Any) -> outcome.Call | None:
    """What CPython makes of a call; None if it is given up."""
    oracle.begin()
    try:
        want = outcome.Call(plain, arguments)
    except oracle.TooLong:
        return None
    return None if oracle.given_up() else want


def alone(text: str, name: str) -> str:
    """In what a program, compiled as a user's is, differs from CPython; '' in nothing."""
    plain = oracle.load(text, name)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    scripted = types.ModuleType(name)
    try:
        exec(compile(text, name, "exec", dont_inherit=True), vars(scripted))
        for case in harness.cases_of(plain, Path(name)):
            want = _wanted(getattr(plain, case.function), case.arguments)
            if want is None:
                continue
            got = outcome.Call(getattr(scripted, case.function), case.arguments)
            found = outcome.difference(want, got)
            if found:
                return f"case {case.number}: {found}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        linecache.cache.pop(name, None)
    return ""
