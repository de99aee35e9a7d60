"""A program in two halves, for two threads: LLVM lets others run while it works.

    what passes put out of line, with what only that calls   |   the rest, and the entries
    the program's functions                                  |   their entries

Of these two ways the one is taken whose larger half is smaller. The halves are objects of their
own; the second calls functions of the first, never the other way round, and only such as would not
be inlined anyway. Small helpers and private constants are written to both.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from ..writer import Writer, symbol

# Of a line of text, as LLVM takes time for it: of the program's, of others, of what it leaves as
# it is. And the least weight of a half that is worth an object and a thread of its own.
OURS, OTHERS, PLAIN = 5, 2, 1
WORTH = 120
SMALL = 12  # lines of a helper that both halves may have

_NAMES = re.compile(r'@("[^"]*"|[-\w.$]+)')
_INTERNAL = "define internal "


class _Item:
    """A function or another line of a module: its text, and the names that it mentions."""

    __slots__ = ("lines", "mentions", "name", "weight")

    def __init__(self, lines: list[str], ours: bool = False):
        self.lines = lines
        first = lines[0].partition(' c"')[0]
        self.name, *rest = _NAMES.findall(first)
        self.mentions = set(rest).union(*[_NAMES.findall(x) for x in lines[1:] if "@" in x])
        each = PLAIN if " optnone" in first else OURS if ours else OTHERS
        self.weight = 0 if " alwaysinline" in first else each * len(lines)

    @property
    def head(self) -> str:
        """The declaration of a function."""
        return "declare " + self.lines[0].removeprefix(_INTERNAL).rstrip(" {")


class _Program:
    """What a writer has written, by name. `ours` are the functions of the module."""

    def __init__(self, w: Writer):
        names = {symbol(name)[1:]: f for name, f in w.module.functions.items()}
        made = [_Item(lines) for lines in w.functions]
        self.items = {x.name: _Item(x.lines, x.name in names) for x in made}
        self.ours = [name for name in self.items if name in names]
        self.outlined = {n for n in self.ours if names[n].attrs.get("outlined")}
        self.exports = {symbol(name)[1:] for name in w.exported}
        self.globals = {x.name: x for x in (_Item([line]) for line in w.globals)}

    def reached(self, names: Iterable[str], stop: Iterable[str] = ()) -> set[str]:
        """What these functions mention, themselves included, without what only `stop` does."""
        found: set[str] = set()
        work = list(names)
        while work:
            name = work.pop()
            if name not in found:
                found.add(name)
                item = self.items.get(name) or self.globals.get(name)
                work += item.mentions.difference(stop) if item else ()
        return found

    def apart(self) -> set[str]:
        """The outlined functions, and of the module's what only they call."""
        roots = set(self.outlined)
        ours = set(self.ours)
        while roots:
            found = self.reached(roots) & ours
            others = ours - found
            called = self.exports.union(*(self.items[n].mentions for n in others))
            called.update(*(x.mentions for n, x in self.items.items() if n not in ours))
            wrong = (found & called) - roots
            if not wrong:
                return found
            roots = {n for n in roots if not self.reached([n]) & wrong}
        return set()

    def halves(self, first: set[str]) -> tuple[set[str], set[str]] | None:
        """All that belongs to a half with these functions, and to the other; None where something
        would be there twice that must not be."""
        entries = {n for n, x in self.items.items() if not x.lines[0].startswith(_INTERNAL)}
        others = set(self.ours) - first
        second = self.reached(entries | others, first)
        before = self.reached(first)
        for name in before & second:
            item = self.items.get(name)
            if item is not None and item.weight and len(item.lines) > SMALL:
                return None
            line = "" if item else self.globals[name].lines[0] if name in self.globals else ""
            if " private " in line and " unnamed_addr constant " not in line:
                return None
            if " = internal " in line:
                return None
        called = first & self.mentioned(second)
        if any(" noinline" not in self.items[name].lines[0] for name in called):
            return None
        return before, second

    def mentioned(self, names: Iterable[str]) -> set[str]:
        """What the functions among these mention."""
        found: set[str] = set()
        return found.union(*(self.items[n].mentions for n in names if n in self.items))

    def weight(self, names: set[str]) -> int:
        return sum(self.items[n].weight for n in names if n in self.items)


def split(w: Writer) -> tuple[Writer, Writer] | None:
    """Two writers instead of one that has written a program; None where that is not worth it, or
    would change more than where functions lie."""
    if _processors() < 2 or w.objects:
        return None
    program = _Program(w)
    best: tuple[int, set[str], set[str], set[str]] | None = None
    for first in (program.apart(), set(program.ours)):
        halves = program.halves(first) if first else None
        if halves is None:
            continue
        weights = [program.weight(half) for half in halves]
        if min(weights) >= WORTH and (best is None or max(weights) < best[0]):
            best = max(weights), first, *halves
    if best is None:
        return None
    _, first, before, second = best
    called = first & program.mentioned(second)
    return _half(w, program, before, called, set()), _half(w, program, second, set(), called)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _half(
    w: Writer, program: _Program, names: set[str], public: set[str], declared: set[str]
) -> Writer:
    """What `names` names of a program; the functions `public` may be called from outside."""
    half = Writer(w.module, w.target)
    half.metadata = w.metadata
    half.globals = [  # declarations cost nothing, and text that comes later may need them (near.py)
        x.lines[0]
        for n, x in program.globals.items()
        if n in names or x.lines[0].startswith("declare ")
    ]
    half.globals += [program.items[n].head for n in sorted(declared)]
    for name in (n for n in program.items if n in names):
        lines = program.items[name].lines
        if name in public:
            lines = ["define " + lines[0].removeprefix(_INTERNAL), *lines[1:]]
        half.functions.append(lines)
    return half
