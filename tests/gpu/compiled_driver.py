"""The driver's entry points that a launch calls, as machine code: what a launch costs shows there.

They keep what the last launch was given, so that a test sees what was packed.
"""

from __future__ import annotations

import ctypes
from typing import Any

from fake_driver import FakeCuda

from jitscript.backend.cpu import machine
from jitscript.runtime import native

ROOM = 4096
TEXT = f"""
@last = global [{ROOM} x i8] zeroinitializer
@sizes = global [8 x i32] zeroinitializer
@handles = global [2 x ptr] zeroinitializer
@count = global i64 0
@status = global i32 0
@context = global ptr null
@entered = global i64 0
@busy = global i32 0

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

define i32 @cuCtxGetCurrent(ptr %out) {{
  %now = load ptr, ptr @context
  store ptr %now, ptr %out
  ret i32 0
}}

define i32 @cuCtxSetCurrent(ptr %given) {{
  store ptr %given, ptr @context
  %n = load i64, ptr @entered
  %more = add i64 %n, 1
  store i64 %more, ptr @entered
  ret i32 0
}}

define i32 @cuStreamQuery(ptr %stream) {{
  %status = load i32, ptr @busy
  ret i32 %status
}}

define i32 @cuEventQuery(ptr %event) {{
  %status = load i32, ptr @busy
  ret i32 %status
}}

define i32 @cuLaunchKernel(ptr %f, i32 %gx, i32 %gy, i32 %gz, i32 %bx, i32 %by, i32 %bz,
                           i32 %shared, ptr %stream, ptr %params, ptr %extra) {{
  %at = getelementptr ptr, ptr %extra, i64 1
  %packed = load ptr, ptr %at
  %size.at = getelementptr ptr, ptr %extra, i64 3
  %size.to = load ptr, ptr %size.at
  %size = load i64, ptr %size.to
  call void @llvm.memcpy.p0.p0.i64(ptr @last, ptr %packed, i64 %size, i1 false)
  store ptr %f, ptr @handles
  %s = getelementptr ptr, ptr @handles, i64 1
  store ptr %stream, ptr %s
"""
for place, size in enumerate(("gx", "gy", "gz", "bx", "by", "bz", "shared")):
    TEXT += f"  %p{place} = getelementptr i32, ptr @sizes, i64 {place}\n"
    TEXT += f"  store i32 %{size}, ptr %p{place}\n"
TEXT += """
  %n = load i64, ptr @count
  %more = add i64 %n, 1
  store i64 %more, ptr @count
  %status = load i32, ptr @status
  ret i32 %status
}
"""


class CompiledCuda(FakeCuda):
    """The fake driver, whose launches are noted and not run."""

    def __init__(self, kernels: Any = ()):
        super().__init__(kernels)
        made = machine.parse(machine.header(machine.NATIVE) + TEXT)
        code = machine.emit(made, machine.NATIVE, 2)
        self.image = native.load_object(code)

    def find(self, name: str) -> int:
        return self.image.find(name) or super().find(name)

    def value(self, name: str, kind: Any = ctypes.c_int64) -> Any:
        """A global, as a ctypes object."""
        return kind.from_address(self.image.symbol(name))

    @property  # type: ignore[override]
    def current(self) -> int:
        return int(self.value("context").value) if hasattr(self, "image") else 0

    @current.setter
    def current(self, context: int) -> None:
        """Kept in machine code."""

    @property
    def count(self) -> int:
        return int(self.value("count").value)

    @property
    def sizes(self) -> list[int]:
        return list(self.value("sizes", ctypes.c_uint32 * 7))

    @property
    def packed(self) -> bytes:
        return bytes(self.value("last", ctypes.c_ubyte * ROOM))
