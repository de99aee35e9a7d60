"""Metadata of single instructions, as text behind them: what LLVM may rely on, or is asked."""

from __future__ import annotations

from .writer import Writer


def within(w: Writer, reg: str, least: int, most: int) -> str:
    """The mark of a call or a load whose result lies between these."""
    key = ("within", reg, least, most)
    if key not in w.named:
        w.named[key] = f", !range !{_node(w, f'!{{{reg} {least}, {reg} {most + 1}}}')}"
    return w.named[key]


def rolled(w: Writer) -> str:
    """A mark for the end of a loop whose number of rounds only a division would tell: LLVM is not
    to make it longer for that."""
    return _loop(w, "llvm.loop.unroll.runtime.disable")


def unrolled(w: Writer) -> str:
    """A mark for the end of a loop of which nothing is to be left but its rounds."""
    return _loop(w, "llvm.loop.unroll.full")


def _loop(w: Writer, what: str) -> str:
    if what not in w.named:
        text = '!{!"' + what + '"}'
        w.named[what] = f"!{_node(w, text)}"
    own = f"distinct !{{!{len(w.metadata) + 1}, {w.named[what]}}}"
    return f", !llvm.loop !{_node(w, own)}"


def _node(w: Writer, text: str) -> int:
    w.metadata.append(f"!{len(w.metadata) + 1} = {text}")
    return len(w.metadata)
