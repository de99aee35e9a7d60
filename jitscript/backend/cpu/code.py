"""Writes one function of LLVM text, line by line, with the few shapes that the border uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...ir.types import Type
from ...runtime import abi
from ..code import succeeds
from ..layout import layout
from ..writer import LIKELY, Writer

KEEPS_GIL = 2  # what CTX_THREAD is in conversions: 1 up to this (see `support.py`)
CANNOT = "cannot fail here"  # instead of the label for failures: a comment says why


def define(w: Writer, head: str, make: Callable[[Code], None]) -> None:
    """Add the function `head` to the module, whose lines `make` writes, if they are needed here."""
    if not w.elsewhere(head):
        c = Code(w)
        make(c)
        w.define(c.function(head))


class Code:
    """The lines of one function. `let` names a value; blocks are opened with `block`."""

    def __init__(self, w: Writer):
        self.w = w
        self.lines: list[str] = []
        self.allocas: list[str] = []
        self.count = 0

    def function(self, head: str) -> list[str]:
        """The finished function."""
        entry = [head + " {", "entry:", *self.allocas, "  br label %start"]
        return [*entry, "start:", *self.lines, "}"]

    def line(self, text: str) -> None:
        self.lines.append("  " + text)

    def let(self, text: str) -> str:
        self.count += 1
        self.lines.append(f"  %t{self.count} = {text}")
        return f"%t{self.count}"

    def label(self) -> str:
        self.count += 1
        return f"l{self.count}"

    def block(self, label: str) -> None:
        self.lines.append(f"{label}:")

    def branch(self, condition: str, then: str, otherwise: str) -> None:
        """To `then`, which is the likely way, or to `otherwise`."""
        self.line(f"br i1 {condition}, label %{then}, label %{otherwise}{LIKELY}")

    def unless(self, condition: str, label: str) -> None:
        """Go to `label` unless `condition` (which is likely)."""
        following = self.label()
        self.branch(condition, following, label)
        self.block(following)

    def alloca(self, type: str, count: int = 1) -> str:
        self.count += 1
        self.allocas.append(f"  %t{self.count} = alloca {type}, i64 {count}, align 16")
        return f"%t{self.count}"

    def offset(self, base: str, offset: int) -> str:
        return self.let(f"getelementptr inbounds i8, ptr {base}, i64 {offset}") if offset else base

    def load(self, type: str, base: str, offset: int = 0, align: int = 0) -> str:
        at = self.offset(base, offset)
        return self.let(f"load {type}, ptr {at}, align {align or (1 if type == 'i8' else 8)}")

    def store(self, type: str, value: str, base: str, offset: int = 0) -> None:
        self.line(f"store {type} {value}, ptr {self.offset(base, offset)}, align 8")

    # --- Python objects --------------------------------------------------------------------------

    def type_of(self, object: str) -> str:
        return self.load("ptr", object, 8)

    def data(self, name: str) -> str:
        """The address of the host's object `name`."""
        address, _ = self.w.host(name)
        return self.let(f"load ptr, ptr {address}, align 8, !invariant.load !3")

    def host(self, name: str, *args: str, otherwise: str = "") -> str:
        """Call a function of the host table. One that may fail needs a label to go to then, or
        `CANNOT`; others take none."""
        _, signature, fails = abi.HOST[abi.HOST_INDEX[name]]
        return self._checked((name, signature, fails), self.data(name), args, otherwise)

    def numpy(self, name: str) -> str:
        """The entry `name` of the NumPy table."""
        self.w.table("js_numpy", len(abi.NUMPY))
        address = f"getelementptr inbounds (i8, ptr @js_numpy, i64 {8 * abi.NUMPY_INDEX[name]})"
        return self.let(f"load ptr, ptr {address}, align 8, !invariant.load !3")

    def numpy_call(self, name: str, *args: str, otherwise: str = "") -> str:
        """Call a function of the NumPy table, as `host` does."""
        return self._checked(abi.NUMPY[abi.NUMPY_INDEX[name]], self.numpy(name), args, otherwise)

    def _checked(
        self, row: tuple[str, str, str], function: str, args: tuple[str, ...], otherwise: str
    ) -> str:
        name, signature, fails = row
        if bool(fails) != bool(otherwise):
            raise ValueError(f"where a failure of {name} goes must be said, and only then")
        result = self._call(function, signature, args)
        if fails and otherwise != CANNOT:
            type, _, _ = signature.partition(" ")
            self.unless(self.let(succeeds(fails, type, result)), otherwise)
        return result

    def _call(self, function: str, signature: str, args: tuple[str, ...]) -> str:
        types = signature[signature.index("(") + 1 : -1].split(", ")
        named = [t for t in types if t and t != "..."]
        named += ["ptr"] * (len(args) - len(named))  # the tail of variadic calls
        result, _, _ = signature.partition(" ")
        shape = signature if "..." in signature else result
        text = f"call {shape} {function}({', '.join(f'{t} {a}' for t, a in zip(named, args))})"
        if result == "void":
            self.line(text)
            return ""
        return self.let(text)

    # --- values ----------------------------------------------------------------------------------

    def unboxed(self, function: str, t: Type, object: str, owner: int, otherwise: str) -> str:
        """The value of `object`, by its unboxing function; to `otherwise` when it does not fit.
        Its array owners are those of this function from number `owner` on."""
        result = f"{{i8, {layout(t).reg}}}"
        owners = self.owners_from(owner)
        both = self.let(f"call {result} {function}(ptr %ctx, ptr {object}, ptr {owners})")
        status = self.let(f"extractvalue {result} {both}, 0")
        self.unless(self.let(f"icmp eq i8 {status}, 0"), otherwise)
        return self.let(f"extractvalue {result} {both}, 1")

    def aside(self, label: str, values: Sequence[tuple[Type, str]], then: str) -> None:
        """A block `label`, off the way, that releases `values` and goes to `then`."""
        after = self.label()
        self.line(f"br label %{after}")
        self.block(label)
        for t, value in values:
            self.release(t, value)
        self.line(f"br label %{then}")
        self.block(after)

    def release(self, t: Type, value: str) -> None:
        """Give back the references that a value of type `t` owns."""
        of = layout(t)
        for i in of.owned:
            leaf = of.leaves[i]
            path = ", ".join(map(str, leaf.path))
            part = self.let(f"extractvalue {of.reg} {value}, {path}") if path else value
            if leaf.count == "ref":
                self.line(f"call void {self.w.release()}(ptr {part})")
            else:
                self.host("Py_DecRef", part)  # which takes null

    def owners_from(self, owner: int, count: str = "0", each: int = 0) -> str:
        """This function's array owners from number `owner + count * each` on."""
        if not owner and not each:
            return "%owners"
        at = str(owner)
        if each:
            at = self.let(f"add i64 {self.let(f'mul i64 {count}, {each}')}, {owner}")
        given = self.let("icmp ne ptr %owners, null")
        moved = self.let(f"getelementptr [32 x i8], ptr %owners, i64 {at}")
        return self.let(f"select i1 {given}, ptr {moved}, ptr null")

    def to_memory(self, t: Type, value: str) -> str:
        """A register value as it lies in memory: bools widen to bytes."""
        return self.let(f"zext i1 {value} to i8") if layout(t).reg == "i1" else value

    def from_memory(self, t: Type, value: str) -> str:
        return self.let(f"trunc i8 {value} to i1") if layout(t).reg == "i1" else value
