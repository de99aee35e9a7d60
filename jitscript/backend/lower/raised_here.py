"""Errors that are raised in the function that handles them.

Where nothing has to be released between the error and its handler's `try`, no record of it is
written. What is known of it stands in the frame, of which LLVM makes registers: which site it is,
and its arguments. Tests of its class are constants for each site, so that LLVM has the place that
raises jump to the clause that handles it. Who wants more of it has the record written then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ...ir.core import Value
from ...runtime import abi
from ..exceptions import numbers, own_classes
from .function import Catch, FunctionLowering


class Here:
    """What a handler knows of its error in a slot: `which` is 0 where the slot has the record, else
    the number of the site. `recorded`: whether it may ever be 0."""

    __slots__ = ("_f", "arguments", "recorded", "sites", "slot", "which")

    def __init__(self, f: FunctionLowering, catch: Catch, slot: str, exception: Value):
        self._f, self.slot = f, slot
        self.sites, self.which, self.arguments = catch.sites, catch.which, catch.arguments
        written = any(not (op.info.sited or op.opcode == "release") for op in exception.uses)
        self.recorded = catch.recorded or written

    def take(self) -> None:
        """At the handler's start: the record of an error that came with one."""
        if not self.sites:
            self._f.target.caught(self._f, self.slot)
        elif self.recorded:
            self.where(0, lambda: self._f.target.caught(self._f, self.slot))

    def where(self, number: int, do: Callable[[], None]) -> None:
        """Do something where `which` is the number."""
        f = self._f
        here, after = f.label("here"), f.label("after")
        f.branch(self.is_site(number), here, after)
        f.start(here)
        do()
        f.jump(after)
        f.start(after)

    def is_site(self, number: int) -> str:
        return self._f.new(f"icmp eq i64 {self._number()}, {number}")

    def _number(self) -> str:
        return self._f.new(f"load i64, ptr {self.which}, align 8")

    def among(self, chosen: Callable[[str], bool], asked: Callable[[], str]) -> str:
        """A test that for sites known here is `chosen`, and otherwise `asked` when it runs."""
        f = self._f
        if not self.sites:
            return asked()
        mine = [i for i, site in enumerate(self.sites, 1) if chosen(site)]
        known = "false"
        for i in mine:
            known = f.new(f"or i1 {known}, {self.is_site(i)}")
        if not self.recorded:
            return known
        found = f.slot("i1")
        f.emit(f"store i1 {known}, ptr {found}, align 1")
        self.where(0, lambda: f.emit(f"store i1 {asked()}, ptr {found}, align 1"))
        return f.new(f"load i1, ptr {found}, align 1")

    def argument(self, i: int, asked: Callable[[], str] | None = None) -> str:
        """The bits of an argument that the error has; of an instance, where there is a record, the
        address that is `asked` for."""
        f = self._f
        if asked is not None:
            return self._address(i, asked)
        at = f.address(self.slot, abi.CTX_ARGS - abi.CTX_SITE + 8 * i)
        if not self.sites or i >= len(self.arguments):
            return f.new(f"load i64, ptr {at}, align 8")
        known = f.new(f"load i64, ptr {self.arguments[i]}, align 8")
        if not self.recorded:
            return known
        held = f.new(f"load i64, ptr {at}, align 8")
        return f.new(f"select i1 {self.is_site(0)}, i64 {held}, i64 {known}")

    def _address(self, i: int, asked: Callable[[], str]) -> str:
        f = self._f
        here = self.sites and i < len(self.arguments)
        known = f.new(f"load i64, ptr {self.arguments[i]}, align 8") if here else "0"
        if here and not self.recorded:
            return known
        found = f.slot("i64")
        f.emit(f"store i64 {known}, ptr {found}, align 8")

        def ask() -> None:
            address = f.new(f"ptrtoint ptr {asked()} to i64")
            f.emit(f"store i64 {address}, ptr {found}, align 8")

        self.where(0, ask) if here else ask()
        return f.new(f"load i64, ptr {found}, align 8")

    def record(self) -> None:
        """Write the record, unless it is there."""
        f = self._f
        if not self.sites:
            return
        write, after = f.label("record"), f.label("after")
        number = self._number()
        f.branch(f.new(f"icmp eq i64 {number}, 0"), after, write)
        f.start(write)
        site = self.sites[0]
        for i, other in enumerate(self.sites[1:], 2):
            test = f.new(f"icmp eq i64 {number}, {i}")
            site = f.new(f"select i1 {test}, ptr {other}, ptr {site}")
        for offset, value in (
            (abi.CTX_SITE, f"ptr {site}"),
            (abi.CTX_NFRAMES, "i64 0"),
            (abi.CTX_HANDLED, "ptr null"),
            *(
                (abi.CTX_ARGS + 8 * i, f"i64 {f.new(f'load i64, ptr {at}, align 8')}")
                for i, at in enumerate(self.arguments)
            ),
        ):
            place = f.address(self.slot, offset - abi.CTX_SITE)
            f.emit(f"store {value}, ptr {place}, align 8")
        f.emit(f"store i64 0, ptr {self.which}, align 8")
        f.jump(after)
        f.start(after)

    def release(self) -> None:
        """Let go of the error."""
        f = self._f
        if not self.sites or self.recorded:
            function = f.target.count_caught(f.w, "release")
            drop = f"call void {function}(ptr %ctx, ptr {self.slot})"
            self.where(0, lambda: f.emit(drop)) if self.sites else f.emit(drop)
        for number, site in enumerate(self.sites, 1):
            _, counted, _ = f.w.raised[site]
            held = [i for i in range(len(self.arguments)) if counted >> i & 1]
            if held:
                self.where(number, partial(self._drop, held))

    def _drop(self, held: Sequence[int]) -> None:
        f = self._f
        for i in held:
            bits = f.new(f"load i64, ptr {self.arguments[i]}, align 8")
            block = f.new(f"inttoptr i64 {bits} to ptr")
            f.emit(f"call void {f.w.release()}(ptr {block})")


def is_of(error: str, name: str) -> bool:
    """Whether an error is of a class, both by the names that ops know them by."""
    own, builtin = own_classes(error)
    asked, base = own_classes(name)
    if asked:
        return asked[0] in own
    first, last = numbers(base)
    return first <= numbers(builtin)[0] <= last
