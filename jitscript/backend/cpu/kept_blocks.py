"""A table of freed blocks that the process keeps for the next of their size (`large.py`,
`medium.py`): a lock, the entry that goes next, the bytes of all, and the size and address of each
block. A lock that is taken, by another thread or before a fork, means: nothing is kept or found.
"""

from __future__ import annotations

from ..writer import Writer

HEAD = "noinline nounwind willreturn"
SPARE = 3  # a block may be larger than what it is taken for, by 1/2**SPARE of that
TURN, BYTES, _ENTRIES = 1, 2, 3


class Table:
    """The table `@name`, and the code that its users have in common."""

    def __init__(self, name: str, blocks: int):
        self.name, self.blocks = name, blocks
        self.type = f"{{i32, i32, i64, [{blocks} x {{i64, ptr}}]}}"
        self.unlock = f"  store atomic i32 0, ptr @{name} release, align 4"

    def define(self, w: Writer) -> None:
        if self.name not in w.named:
            w.named[self.name] = f"@{self.name}"
            w.globals.append(
                f"@{self.name} = hidden global {self.type} zeroinitializer, align 64"
            )
        w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")

    def lock(self, yes: str, no: str) -> list[str]:
        return [
            f"  %lock = cmpxchg ptr @{self.name}, i32 0, i32 1 acquire monotonic, align 4",
            "  %won = extractvalue {i32, i1} %lock, 1",
            f"  br i1 %won, label %{yes}, label %{no}",
        ]

    def field(self, name: str, i: int) -> str:
        return f"  %{name} = getelementptr inbounds {self.type}, ptr @{self.name}, i64 0, i32 {i}"

    def entry(self, i: str) -> list[str]:
        """Where the size of the entry `i` is and where its block, and the size: 0 where it is
        free."""
        at = f"getelementptr inbounds {self.type}, ptr @{self.name}, i64 0, i32 {_ENTRIES}, i64 {i}"
        return [
            f"  %size.at = {at}, i32 0",
            f"  %block.at = {at}, i32 1",
            "  %found = load i64, ptr %size.at, align 8",
        ]

    def next(self, more: str, end: str) -> list[str]:
        """Go on with the next entry, while there is one."""
        return [
            "  %next = add i64 %i, 1",
            f"  %more = icmp ult i64 %next, {self.blocks}",
            f"  br i1 %more, label %{more}, label %{end}",
        ]
