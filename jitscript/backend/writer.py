"""The text of an LLVM module under construction: globals, declarations, functions, metadata.

Text is fast to make and to parse; LLVM checks it when it parses it. Functions that several
lowerings need (`js.release`, the drop function of a type) are written on first use.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any, Protocol

from ..diagnostics import Span
from ..ir.core import Module
from ..runtime import abi
from ..runtime.errors import COUNTED, flat_kinds
from .exceptions import PENDING, hashed, made_of, numbers, own_classes
from .layout import REFERENCE, SIZES
from .target import Target

LIKELY = ", !prof !1"  # the first target of a branch
UNLIKELY = ", !prof !2"
SIZE_RANGE = ", !range !5"  # of a loaded length


ABI_PREFIXES = ("js.", "js_py_", "js_c_")


def symbol(name: str) -> str:
    """The global that function `name` of the module is, kept apart from libm's `sin` and the like.
    Names of the ABI and of the back end's own functions stay as they are."""
    if not name.startswith(ABI_PREFIXES):
        name = "f." + name
    if name.replace(".", "_").replace("$", "_").isidentifier() and name.isascii():
        return "@" + name
    return f'@"{_escaped(name.encode())}"'


_ESCAPES = {c: f"\\{c:02X}" for c in range(256) if not 32 <= c < 127 or c in b'"\\'}


def _escaped(data: bytes) -> str:
    text = data.decode("latin-1")
    if not (data.isascii() and text[:-1].isprintable()):
        return text.translate(_ESCAPES)  # which looks each character up
    return text[:-1].replace("\\", "\\5C").replace('"', "\\22") + text[-1:].translate(_ESCAPES)


def bytes_text(data: bytes) -> str:
    """`data` as an LLVM string constant."""
    return f'c"{_escaped(data)}"'


class Emits(Protocol):
    """Something that instructions are appended to."""

    hot: bool  # in a loop: worth larger code

    def emit(self, text: str) -> None: ...

    def new(self, text: str) -> str: ...


class Writer:
    """Collects the parts of one LLVM module."""

    def __init__(self, module: Module, target: Target):
        self.module = module
        self.target = target
        self.exported: frozenset[str] = frozenset()  # functions that get entries
        self.public: frozenset[str] = frozenset()  # functions that other objects may call
        self.alone: frozenset[str] = frozenset()  # functions that run without Python, too
        self.shared: frozenset[str] = frozenset()  # symbols that another object defines
        self.borrowed: set[str] = set()  # those of them that this one declares
        # Of the frames of a site: those around the handler that catches it; those crossed before.
        self.outer = self.passed = 0
        self.globals: list[str] = []
        self.objects: list[str] = []  # of Python's, in the table that the loader fills
        self.functions: list[list[str]] = []
        self.named: dict[Any, str] = {}  # what was written already → its symbol
        self.offsets: dict[Any, Any] = {}  # of classes' fields; which are cyclic
        self.sites: list[str] = []  # the texts of errors' sites, where they are known by number
        self.raised: dict[str, tuple[str, int, int]] = {}  # of sites: error, counted, made
        self.metadata: list[str] = [
            '!1 = !{!"branch_weights", i32 1048575, i32 1}',
            '!2 = !{!"branch_weights", i32 1, i32 1048575}',
            "!3 = !{}",
            '!4 = !{!"jitscript"}',
            "!5 = !{i64 0, i64 9223372036854775807}",
        ]

    # --- globals ---------------------------------------------------------------------------------

    def declare(self, name: str, text: str) -> str:
        """Declare the external function `name`: `text` is the line of LLVM."""
        if name not in self.named:
            self.named[name] = f"@{name}"
            self.globals.append(text)
        return self.named[name]

    def intrinsic(self, name: str, result: str, *params: str) -> str:
        """Declare an intrinsic of LLVM."""
        return self.declare(name, f"declare {result} @{name}({', '.join(params)})")

    def text(self, data: bytes) -> str:
        """A private constant that holds `data` and a NUL."""
        key = ("text", data)
        if key not in self.named:
            self.named[key] = name = f"@s.{len(self.named)}"
            self.globals.append(
                f"{name} = private unnamed_addr constant [{len(data) + 1} x i8] "
                f"{bytes_text(data + bytes(1))}, align 1"
            )
        return self.named[key]

    def site(
        self,
        span: Span,
        error: str = "",
        message: str | None = None,
        kinds: Any = (),
        cause: int | None = None,
        number: int | None = None,
    ) -> str:
        """The JSON constant that tells the runtime what was raised where; see `behind`."""
        at = []
        frames = list(span.frames())
        for frame in frames[self.passed : len(frames) - self.outer]:
            end = frame.end_col if frame.end_line == frame.line else 0
            at.append([frame.file, frame.function, frame.line, frame.col, end])
        found: dict[str, Any] = {"at": at}
        if not error:
            text = json.dumps(found, separators=(",", ":")).encode()
            return self.target.site(self, text, None, 0)
        found = {"e": error, "m": message, "a": list(kinds), "at": at}
        if cause is not None:
            found["c"] = cause if cause >= 0 else None
        if number is not None:
            found["n"] = number
        text = json.dumps(found, separators=(",", ":")).encode()
        counted = sum(1 << i for i, kind in enumerate(flat_kinds(kinds)) if kind in COUNTED)
        made = made_of(error, kinds) if message is None and ":" in error else 0
        site = self.target.site(self, text, self._number(error), counted, made)
        self.raised[site] = error, counted, made
        return site

    def _number(self, error: str) -> int | str:
        own, builtin = own_classes(error)
        number = numbers(builtin)[0]
        if not own:
            return number
        words = [number, len(own), *map(hashed, own)]
        known = self.data(f"[{len(words)} x i64]", f"[{', '.join(f'i64 {x}' for x in words)}]")
        return f"ptrtoint (ptr {known} to i64)"

    def pending(self) -> str:
        """The site of an error for which a Python exception is set."""
        return self.target.site(self, abi.PENDING.encode(), PENDING, 0)

    def behind(self, text: bytes, number: int | str, counted: int, made: int) -> str:
        """A text behind what handlers ask of it: what the error is made of (`made_of`; 0: more
        than that), the number of its class, and a bit for each argument that is counted."""
        key = ("raised", text)
        if key not in self.named:
            name = f"@s.{len(self.named)}"
            shape = f"{{i64, i64, i64, [{len(text) + 1} x i8]}}"
            self.named[key] = f"getelementptr inbounds ({shape}, ptr {name}, i64 0, i32 3)"
            self.globals.append(
                f"{name} = private unnamed_addr constant {shape} {{i64 {made}, i64 {number}, "
                f"i64 {counted}, [{len(text) + 1} x i8] {bytes_text(text + bytes(1))}}}, align 8"
            )
        return self.named[key]

    def block(self, data: bytes) -> str:
        """A constant buffer with the bytes `data`; never freed, its count is never looked at."""
        key = ("block", data)
        if key not in self.named:
            body = f"[{len(data) + 1} x i8]"
            self.named[key] = self.target.constant(
                self,
                f"@b.{len(self.named)}",
                f"{{i64, ptr, i64, i64, {body}}}",
                f"{{i64 {abi.IMMORTAL}, ptr null, i64 {len(data)}, i64 0, "
                f"{body} {bytes_text(data + bytes(1))}}}, align 64",
                "global",
            )
        return self.named[key]

    def data(self, kind: str, text: str) -> str:
        """Constant data of the LLVM type `kind`."""
        key = ("data", kind, text)
        if key not in self.named:
            name, traits = f"@d.{len(self.named)}", "unnamed_addr constant"
            self.named[key] = self.target.constant(self, name, kind, f"{text}, align 16", traits)
        return self.named[key]

    def kept(self, name: str, room: int) -> str:
        """The instance of so many bytes that the object keeps under a name."""
        key = ("kept", name)
        if key not in self.named:
            self.named[key] = symbol = f"@k.{len(self.named)}"
            rest = f"[{room - 8} x i8]"
            self.globals.append(
                f"{symbol} = internal global {{i64, {rest}}} "
                f"{{i64 {abi.IMMORTAL}, {rest} zeroinitializer}}, align 16"
            )
        return self.named[key]

    def array(self, name: str) -> tuple[str, str]:
        """(data, owner) of the module's constant array `name`. Only the owner is ever written."""
        key = ("array", name)
        if key not in self.named:
            data = self.module.constants[name].tobytes()
            name, kind = f"@a.{len(self.named)}", f"[{len(data)} x i8]"
            text = f"{bytes_text(data)}, align 64"
            self.named[key] = self.target.constant(self, name, kind, text, "constant")
        return self.named[key], self.block(b"")

    def tbaa(self, what: str) -> str:
        """The access tag of a kind of memory; accesses of two kinds never alias."""
        key = ("tbaa", what)
        if key not in self.named:
            n = len(self.metadata) + 1
            self.metadata.append(f"!{n} = !{{!{json.dumps(what)}, !4, i64 0}}")
            self.metadata.append(f"!{n + 1} = !{{!{n}, !{n}, i64 0}}")
            self.named[key] = f", !tbaa !{n + 1}"
        return self.named[key]

    def define(self, lines: list[str]) -> None:
        """Add a function. Its first line may make it internal; what is `public` is not, and of
        what is `shared` only the declaration is added."""
        head = lines[0]
        if self.elsewhere(head.rstrip(" {")):
            return
        if _name(head) in self.public:
            lines = ["define" + head.removeprefix("define internal"), *lines[1:]]
        self.functions.append(lines)

    def elsewhere(self, head: str) -> bool:
        """Whether another object defines this function, which is declared then."""
        name = _name(head)
        if name not in self.shared:
            return False
        self.borrowed.add(name)
        self.globals.append("declare" + head.removeprefix("define internal"))
        return True

    # --- functions written once ------------------------------------------------------------------

    def once(self, name: str, lines: Callable[[], list[str]]) -> str:
        """The internal function `name`, whose text is `lines()` without its closing brace."""
        if name not in self.named:
            self.named[name] = symbol(name)
            self.define([*lines(), "}"])
        return self.named[name]

    def size(self, reg: str) -> int:
        return SIZES[reg]

    def release(self) -> str:
        """`void js.release(ptr)`: give back a reference, which may be null."""
        return self.once("js.release", self._release)

    def _release(self) -> list[str]:
        head = self.tbaa("header")
        return [
            "define internal void @js.release(ptr %p) nounwind {",
            "  %null = icmp eq ptr %p, null",
            "  br i1 %null, label %done, label %count",
            "count:",
            f"  %n = load i64, ptr %p, align 8{head}",
            "  %m = add nsw i64 %n, -1",
            f"  store i64 %m, ptr %p, align 8{head}",
            "  %last = icmp eq i64 %m, 0",
            "  br i1 %last, label %drop, label %done",
            "drop:",
            f"  call void {self.drop()}(ptr %p)",
            "  br label %done",
            "done:",
            "  ret void",
        ]

    def drop(self) -> str:
        """`void js.drop(ptr)`: free what nobody refers to any more."""
        return self.once("js.drop", self._drop)

    def _drop(self) -> list[str]:
        """Free a block and all that only it holds: what a drop function finds without references
        it puts on a list, linked through the counts, so that long chains need no deep stack."""
        return [
            "define internal void @js.drop(ptr %p) noinline nounwind {",
            "entry:",
            "  %list = alloca ptr, align 8",
            "  store ptr null, ptr %list, align 8",
            "  br label %next",
            "next:",
            "  %x = phi ptr [%p, %entry], [%head, %more]",
            f"  %d = getelementptr inbounds i8, ptr %x, i64 {abi.HEADER_DROP}",
            "  %f = load ptr, ptr %d, align 8",
            "  call void %f(ptr %x, ptr %list)",
            "  %head = load ptr, ptr %list, align 8",
            "  %end = icmp eq ptr %head, null",
            "  br i1 %end, label %done, label %more",
            "more:",
            "  %rest = load ptr, ptr %head, align 8",
            "  store ptr %rest, ptr %list, align 8",
            "  br label %next",
            "done:",
            "  ret void",
        ]

    def _release_to_list(self) -> list[str]:
        return [
            "define internal void @js.unlink(ptr %p, ptr %list) nounwind {",
            "  %null = icmp eq ptr %p, null",
            "  br i1 %null, label %done, label %count",
            "count:",
            "  %n = load i64, ptr %p, align 8",
            "  %m = add nsw i64 %n, -1",
            "  store i64 %m, ptr %p, align 8",
            "  %last = icmp eq i64 %m, 0",
            "  br i1 %last, label %link, label %done",
            "link:",
            "  %rest = load ptr, ptr %list, align 8",
            "  store ptr %rest, ptr %p, align 8",
            "  store ptr %p, ptr %list, align 8",
            "  br label %done",
            "done:",
            "  ret void",
        ]

    def retain(self) -> str:
        """`void js.retain(ptr)`: take a reference to an object, or to null."""
        return self.once("js.retain", self._retain)

    def _retain(self) -> list[str]:
        head = self.tbaa("header")
        return [
            "define internal void @js.retain(ptr %p) alwaysinline nounwind {",
            "  %null = icmp eq ptr %p, null",
            "  br i1 %null, label %done, label %count",
            "count:",
            f"  %n = load i64, ptr %p, align 8{head}",
            "  %m = add nsw i64 %n, 1",
            f"  store i64 %m, ptr %p, align 8{head}",
            "  br label %done",
            "done:",
            "  ret void",
        ]

    def frame(self) -> str:
        """`void js.frame(ptr ctx, ptr site)`: an error passes the call at `site`."""
        return self.once("js.frame", self._frame)

    def _frame(self) -> list[str]:
        context = self.tbaa("context")
        return [
            "define internal void @js.frame(ptr noalias %ctx, ptr %site) cold noinline nounwind {",
            f"  %at = getelementptr inbounds i8, ptr %ctx, i64 {abi.CTX_NFRAMES}",
            f"  %n = load i64, ptr %at, align 8{context}",
            f"  %full = icmp sgt i64 %n, {abi.MAX_FRAMES - 1}",
            f"  %i = select i1 %full, i64 {abi.MAX_FRAMES - 1}, i64 %n",
            f"  %frames = getelementptr inbounds i8, ptr %ctx, i64 {abi.CTX_FRAMES}",
            "  %slot = getelementptr inbounds ptr, ptr %frames, i64 %i",
            f"  store ptr %site, ptr %slot, align 8{context}",
            "  %m = add nsw i64 %n, 1",
            f"  store i64 %m, ptr %at, align 8{context}",
            "  ret void",
        ]

    def count_leaf(self, out: Emits, what: str, value: str, count: str) -> None:
        """Emit `what` of one counted pointer: "retain", "release", or in a drop function "unlink",
        which leaves what has no reference any more on `%list`."""
        if count == REFERENCE and what == "unlink":
            unlink = self.once("js.unlink", self._release_to_list)
            return out.emit(f"call void {unlink}(ptr {value}, ptr %list)")
        if count == REFERENCE:
            function = self.retain() if what == "retain" else self.release()
            apart = " noinline" if what == "release" and not out.hot else ""
            out.emit(f"call void {function}(ptr {value}){apart}")
            return
        address, signature = self.host("Py_IncRef" if what == "retain" else "Py_DecRef")
        function = out.new(f"load ptr, ptr {address}, align 8")
        out.emit(f"call {signature} {function}(ptr {value})")

    def host(self, name: str) -> tuple[str, str]:
        """(a constant address in the host table, the LLVM signature) of a host function."""
        i = abi.HOST_INDEX[name]
        self.table("js_host", len(abi.HOST))
        return f"getelementptr inbounds (i8, ptr @js_host, i64 {8 * i})", abi.HOST[i][1]

    def table(self, name: str, size: int) -> None:
        """Declare one of the tables that the loader fills: the object's own, or where objects
        share things the process's."""
        kind, initial = ("external global", "") if self.shared else ("global", " zeroinitializer")
        self.declare(name, f"@{name} = {kind} [{size} x ptr]{initial}")

    def finish(self, header: str = "") -> str:
        """The whole module."""
        parts = [header, *self.globals]
        if self.objects:
            parts.append(f"@js_objects = global [{len(self.objects)} x ptr] zeroinitializer")
        for lines in self.functions:
            parts.extend(lines)
        parts.extend(self.metadata)
        return "\n".join(parts) + "\n"


def _name(head: str) -> str:
    return head.partition("@")[2].partition("(")[0]


def float_text(value: float, bits: int) -> str:
    """A float constant; exact, as LLVM wants it."""
    if bits == 16:
        return f"0xH{struct.unpack('<H', struct.pack('<e', value))[0]:04X}"
    if bits == 32:
        value = struct.unpack("<f", struct.pack("<f", value))[0]
    return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"
