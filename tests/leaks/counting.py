"""Counts what compiled code allocates: code loaded within `counted` gets its malloc and free
from here. The counters are native, because memory is also freed while an exception is set. The
allocation that `fail` counts down to fails. Threads keep no small blocks in that code."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from typing import Any

from llvmlite import binding as llvm

from jitscript.backend.cpu import pool
from jitscript.runtime import elf, native

_CODE = """
@live = global i64 0
@made = global i64 0
@left = global i64 0

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @realloc(ptr, i64)
declare ptr @aligned_alloc(i64, i64)
declare void @free(ptr)

define ptr @counting_malloc(i64 %size) {
  %huge = call i64 @asked(i64 %size)
  %p = call ptr @malloc(i64 %huge)
  call void @count(ptr %p)
  ret ptr %p
}

define ptr @counting_aligned_alloc(i64 %alignment, i64 %size) {
  %huge = call i64 @asked(i64 %size)
  %p = call ptr @aligned_alloc(i64 %alignment, i64 %huge)
  call void @count(ptr %p)
  ret ptr %p
}

define ptr @counting_calloc(i64 %n, i64 %size) {
  %huge = call i64 @asked(i64 %size)
  %p = call ptr @calloc(i64 %n, i64 %huge)
  call void @count(ptr %p)
  ret ptr %p
}

define ptr @counting_realloc(ptr %old, i64 %size) {
  %new = icmp eq ptr %old, null
  %huge = call i64 @asked(i64 %size)
  %p = call ptr @realloc(ptr %old, i64 %huge)
  %counted = select i1 %new, ptr %p, ptr null
  call void @count(ptr %counted)
  ret ptr %p
}

define internal i64 @asked(i64 %size) {
  %n = atomicrmw sub ptr @left, i64 1 seq_cst
  %now = icmp eq i64 %n, 1
  %r = select i1 %now, i64 4611686018427387904, i64 %size
  ret i64 %r
}

define internal void @count(ptr %p) {
  %ok = icmp ne ptr %p, null
  %one = zext i1 %ok to i64
  %a = atomicrmw add ptr @live, i64 %one seq_cst
  %b = atomicrmw add ptr @made, i64 %one seq_cst
  ret void
}

define void @counting_free(ptr %p) {
  %ok = icmp ne ptr %p, null
  %one = zext i1 %ok to i64
  %a = atomicrmw sub ptr @live, i64 %one seq_cst
  call void @free(ptr %p)
  ret void
}
"""


class Memory:
    """How many blocks are alive, and how many there ever were."""

    def __init__(self) -> None:
        self.image = native.load_object(_object_code())

    def fail(self, nth: int) -> None:
        """Have the nth allocation from here on fail; none, if 0."""
        ctypes.c_int64.from_address(self.image.symbol("left")).value = nth

    @property
    def failed(self) -> bool:
        """Whether it did."""
        return self.left <= 0

    def __getattr__(self, name: str) -> int:
        return ctypes.c_int64.from_address(self.image.symbol(name)).value


def _object_code() -> bytes:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    machine = target.create_target_machine(opt=1, reloc="pic", codemodel="small")
    return machine.emit_object(llvm.parse_assembly(_CODE))


@contextlib.contextmanager
def counted(memory: Memory) -> Iterator[Memory]:
    """Code that is loaded in here counts its allocations, for as long as it lives."""
    before, shared = dict(native._externals), dict(native._parts)
    native._parts.clear()
    for name in ("malloc", "aligned_alloc", "calloc", "realloc", "free"):
        native._externals[name] = memory.image.symbol(f"counting_{name}")
    load = elf.load

    def loaded(*given: Any) -> dict[str, int]:
        symbols = load(*given)
        for place in range(pool.THREADS if "js.pool" in symbols else 0):
            at = symbols["js.pool"] + place * pool.PLACE_SIZE
            ctypes.c_int64.from_address(at).value = -1  # a thread that there is not
        for kept in ("js.kept", "js.middle"):
            if kept in symbols:
                ctypes.c_int32.from_address(symbols[kept]).value = 1  # locked for ever
        return symbols

    elf.load = loaded
    try:
        yield memory
    finally:
        elf.load = load
        native._externals.clear()
        native._externals.update(before)
        native._parts.clear()
        native._parts.update(shared)
