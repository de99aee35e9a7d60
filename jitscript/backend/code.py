"""Writing LLVM instructions: names, blocks, values in registers and in memory.

`Code` is the text of one function's body under construction. The lowering of IR functions builds
on it, and so do the helper functions that the back end writes itself (drop functions, entries).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.types import Type
from ..runtime import abi
from .layout import layout
from .writer import Writer


class Code:
    """The instructions of one function, and the block that is open."""

    def __init__(self, w: Writer):
        self.w = w
        self.lines: list[str] = []
        self.block: str | None = "entry"  # None after a terminator
        self.names = 0
        self.hot = False  # in a loop: worth larger code

    def emit(self, text: str) -> None:
        self.lines.append("  " + text)

    def new(self, text: str) -> str:
        """Emit an instruction that gives a value; return its name."""
        self.names += 1
        name = f"%v{self.names}"
        self.lines.append(f"  {name} = {text}")
        return name

    def label(self, hint: str) -> str:
        self.names += 1
        return f"{hint}.{self.names}"

    def start(self, label: str) -> None:
        self.lines.append(label + ":")
        self.block = label

    def jump(self, label: str) -> None:
        self.emit(f"br label %{label}")
        self.block = None

    def branch(self, condition: str, then: str, other: str, weights: str = "") -> None:
        self.emit(f"br i1 {condition}, label %{then}, label %{other}{weights}")
        self.block = None

    def intrinsic(self, name: str, result: str, *args: str) -> str:
        """Call an intrinsic; `args` are typed operands."""
        self.w.intrinsic(name, result, *(a.split(" ", 1)[0] for a in args))
        return self.new(f"call {result} @{name}({', '.join(args)})")

    # --- values ----------------------------------------------------------------------------------

    def pack(self, t: Type, leaves: Sequence[str]) -> str:
        """One operand, with its type, for a call or a return."""
        of = layout(t)
        if of.leaves and not of.leaves[0].path:
            return f"{of.reg} {leaves[0]}"
        if not of.leaves:
            return f"{of.reg} zeroinitializer"
        return f"{of.reg} {self.insert(of.reg, 'poison', t, leaves, ())}"

    def insert(
        self, whole: str, value: str, t: Type, leaves: Sequence[str], prefix: Sequence[int]
    ) -> str:
        """The aggregate `value` of LLVM type `whole` with `leaves` of a `t` put in at `prefix`."""
        for leaf, text in zip(layout(t).leaves, leaves):
            kind = leaf.reg
            if leaf.path and kind == "i1":
                kind, text = "i8", self.new(f"zext i1 {text} to i8")
            path = ", ".join(map(str, (*prefix, *leaf.path)))
            value = self.new(f"insertvalue {whole} {value}, {kind} {text}, {path}")
        return value

    def extract(self, whole: str, value: str, t: Type, prefix: Sequence[int] = ()) -> list[str]:
        """The leaves of a `t` that lies at `prefix` in an aggregate."""
        found = []
        for leaf in layout(t).leaves:
            path = (*prefix, *leaf.path)
            if not path:
                return [value]
            text = self.new(f"extractvalue {whole} {value}, {', '.join(map(str, path))}")
            if leaf.path and leaf.reg == "i1":
                text = self.new(f"trunc i8 {text} to i1")
            found.append(text)
        return found

    def address(self, base: str, offset: int) -> str:
        return (
            base
            if offset == 0
            else self.new(f"getelementptr inbounds i8, ptr {base}, i64 {offset}")
        )

    def load(self, t: Type, base: str, access: str, align: int = 0) -> list[str]:
        """The leaves of the `t` that lies at address `base`. `align` 0 means natural alignment."""
        found = []
        for leaf in layout(t).leaves:
            at = self.address(base, leaf.offset)
            natural = align or self.w.size(leaf.mem)
            text = self.new(f"load {leaf.mem}, ptr {at}, align {natural}{access}")
            if leaf.reg == "i1":
                text = self.new(f"icmp ne i8 {text}, 0")
            found.append(text)
        return found

    def store(self, t: Type, leaves: Sequence[str], base: str, access: str, align: int = 0) -> None:
        for leaf, text in zip(layout(t).leaves, leaves):
            at = self.address(base, leaf.offset)
            natural = align or self.w.size(leaf.mem)
            if leaf.reg == "i1":
                text = self.new(f"zext i1 {text} to i8")
            self.emit(f"store {leaf.mem} {text}, ptr {at}, align {natural}{access}")

    # --- reference counts ------------------------------------------------------------------------

    def retain(self, t: Type, leaves: Sequence[str]) -> None:
        for i in layout(t).owned:
            self.w.count_leaf(self, "retain", leaves[i], layout(t).leaves[i].count)

    def release(self, t: Type, leaves: Sequence[str]) -> None:
        for i in layout(t).owned:
            self.w.count_leaf(self, "release", leaves[i], layout(t).leaves[i].count)


def succeeds(fails: str, type: str, result: str) -> str:
    """The comparison that holds where a function has not failed: `fails` says how it shows (see
    `abi.HOST`), `result` is what it returned."""
    if fails == abi.NEGATIVE:
        return f"icmp sge {type} {result}, 0"
    test = "ne" if fails == abi.NULL else "eq"
    return f"icmp {test} {type} {result}, {'null' if type == 'ptr' else '0'}"
