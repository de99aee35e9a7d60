"""The CPU back end: an IR module → an object file of machine code.

    target.py    what the driver and the lowering ask
    machine.py   LLVM's target machine, optimisation, emission
    border.py    entries from Python and C around the exported functions
    common.py    what all objects need of the back end, as objects to share
    pool.py      small blocks of memory
    large.py     large blocks of memory
    collector.py circles of references; collecting.py  one search for them
    launching.py the entry of launches of kernels
    halves.py    a program in two halves, for two threads
    linker.py    loading an object through LLVM, where the runtime cannot do it itself

`compile` is the face. The text that LLVM gets, before and after optimisation, and the assembly
are made again when asked for, so that a compilation pays for none of them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ...ir.analysis.worth import runs_once
from ...ir.core import Module
from .. import llvm, needs
from ..lower import lower_module
from ..target import host
from ..writer import Writer
from . import border, common, halves, machine, near, support


class CompiledObject:
    """What a compilation gives: `object` (bytes), and its text at every stage."""

    __slots__ = ("effort", "emits", "first", "groups", "level", "object", "objects", "sources")

    def __init__(
        self,
        object: bytes,
        sources: Sequence[str],
        level: str,
        effort: int,
        groups: Sequence[str],
        first: bytes = b"",
        emits: int | None = None,
    ):
        self.object = object
        self.first = first  # another object, to be loaded before it (see halves.py)
        self.objects: list[str] = []  # of Python's that it needs (`instances.py`)
        self.groups = groups  # of the back end's own functions in objects of their own
        self.sources = sources  # LLVM IR as it was lowered, of each object
        self.level = level
        self.effort = effort  # of the optimiser; `emits`: of the code generator
        self.emits = effort if emits is None else emits

    @property
    def source(self) -> str:
        return "\n".join(self.sources)

    @property
    def llvm(self) -> str:
        """LLVM IR after optimisation."""
        return "\n".join(str(_optimised(x, self.level, self.effort)) for x in self.sources)

    @property
    def asm(self) -> str:
        """The assembly."""
        modules = [_optimised(x, self.level, self.effort) for x in self.sources]
        return "\n".join(machine.assembly(m, self.level, self.emits) for m in modules)


def _optimised(text: str, level: str, effort: int) -> llvm.Module:
    module = machine.parse(text)
    machine.optimise(module, level, effort, near.PREFIX in text)
    return module


def _code(text: str, level: str, effort: int, emits: int) -> bytes:
    return machine.compiled(machine.parse(text), level, effort, emits, near.PREFIX in text)


def lower(
    module: Module,
    exports: Sequence[dict[str, Any]],
    level: str = machine.NATIVE,
    c_entries: bool = True,
) -> str:
    """The LLVM IR of `module`, with entries for the functions that `exports` describes."""
    return _text(_written(module, exports, c_entries), level)


def compile(
    module: Module,
    exports: Sequence[dict[str, Any]],
    *,
    level: str = machine.NATIVE,
    effort: int | None = None,
    c_entries: bool = True,
    public: Sequence[str] | None = None,
) -> CompiledObject:
    """Machine code for `module`, whose ops are all core ops.

    `exports` are the signatures of the functions to give entries to ("symbol" is the name in the
    module); `level` names the CPU to compile for; `effort` is LLVM's optimisation level, at most 1
    for what is long and has no loop; without it, the usual one.
    Code that only Python calls needs no entries from C (`c_entries`).

    Without `public` the object stands alone. With it, the object is to be loaded with others: the
    functions so named can be called from there, those that the module declares are looked for
    there, and so are the back end's own (see `common.py`), of which `groups` says what is needed.
    """
    w = _written(module, exports, c_entries, public)
    effort = machine.usual_effort() if effort is None else effort
    if runs_once(module.functions.values()):
        return _compiled(w, level, llvm.TIDY if effort else 0, min(effort, 1))
    if module.hurried:
        effort = min(effort, 1)
    both = halves.split(w) if public is not None and effort > 0 else None
    if both is None:
        return _compiled(w, level, effort)
    first = Making(_text(both[0], level), level, effort)
    made = _compiled(both[1], level, effort)
    made.first = first.result()
    made.sources = [first.text, *made.sources]
    made.groups = common.groups(w)
    return made


class Making(threading.Thread):
    """An object file, made by a thread of its own."""

    _turns = threading.Semaphore(os.cpu_count() or 1)

    def __init__(self, text: str, level: str, effort: int):
        super().__init__(name="jitscript makes code")
        self.text, self._level, self._effort = text, level, effort
        self._object = b""
        self._error: BaseException | None = None
        with suppress(RuntimeError):  # while the interpreter ends, no thread can be started
            self.start()

    def run(self) -> None:
        try:
            with self._turns:
                self._object = self._made()
        except BaseException as error:  # for whoever waits
            self._error = error

    def _made(self) -> bytes:
        return _code(self.text, self._level, self._effort, self._effort)

    def result(self) -> bytes:
        """The object file; made now if the thread never ran, or only in a forked child's parent."""
        if self.ident is not None:
            self.join()
        if self._error is not None:
            raise self._error
        return self._object or self._made()


def _in_child() -> None:
    """The threads that had a turn are the parent's."""
    Making._turns = threading.Semaphore(os.cpu_count() or 1)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)


class Emission(Making):
    """Machine code for one public function of a module."""

    def __init__(self, module: Module, name: str):
        w = _written(module, [], False, [name])
        self.groups = common.groups(w)
        # More makes no container, text or sort faster (`python -m bench.language`).
        effort = min(machine.usual_effort(), 1)
        super().__init__(_text(w, machine.NATIVE), machine.NATIVE, effort)


def compile_common(group: str) -> CompiledObject:
    """The object of one group of the back end's own functions, for this machine."""
    return _compiled(common.write(group), machine.NATIVE, 0, common.GROUPS[group][2])


def compile_written(w: Writer, level: str) -> bytes:
    """The object of functions that were written by hand."""
    return _compiled(w, level, 2).object


def _compiled(w: Writer, level: str, effort: int, emits: int | None = None) -> CompiledObject:
    """The object; the optimiser makes the effort `effort`, the code generator another, if told."""
    text = _text(w, level)
    made = CompiledObject(b"", [text], level, effort, common.groups(w), emits=emits)
    made.object = _code(text, level, effort, made.emits)
    made.objects = w.objects
    return made


def _written(
    module: Module,
    exports: Sequence[dict[str, Any]],
    c_entries: bool,
    public: Sequence[str] | None = None,
) -> Writer:
    w = Writer(module, host())
    w.exported = frozenset(signature["symbol"] for signature in exports)
    if public is not None:
        w.shared = common.SHARED
        w.public = frozenset(public)
        support.support(w)
    elif c_entries:
        w.alone = needs.reachable(module, w.exported)
    lower_module(w, module)
    for signature in exports:
        function = module.functions[signature.get("symbol") or signature["name"]]
        border.emit(w, function, signature, c_entries)
    return w


def _text(w: Writer, level: str) -> str:
    from . import half

    text = w.finish(machine.header(level))
    if near.PREFIX in text:
        text += near.definitions(text, machine.fused_bits(level))
    return text + half.TEXT if level in half.WITHOUT and "half" in text else text
