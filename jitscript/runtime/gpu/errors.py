"""What can go wrong with a device, and the Python exception that a kernel's record means."""

from __future__ import annotations

import ctypes
import json
import sys

from .. import abi
from . import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


class CudaError(RuntimeError):
    """The driver refuses something; `code` is its number."""

    def __init__(self, message: str, code: int = 0):
        super().__init__(message)
        self.code = code


class CudaUnavailable(CudaError):
    """No kernel can run here; the message says why."""


class BarrierError(RuntimeError):
    """Threads of a block wait for others that never come (seen on the CPU grid)."""


class RaceError(RuntimeError):
    """Threads of a block use the same shared memory, and nothing says in which order (seen on the
    CPU grid)."""


Dim3 = tuple[int, int, int]


def place(index: int, grid: Dim3, block: Dim3) -> tuple[Dim3, Dim3]:
    """Block and thread of a number in the order of indices."""
    size = block[0] * block[1] * block[2]
    b, t = divmod(index, size)
    return (
        (b % grid[0], b // grid[0] % grid[1], b // grid[0] // grid[1]),
        (t % block[0], t // block[0] % block[1], t // block[0] // block[1]),
    )


def error_of(
    words: Sequence[int],
    sites: Sequence[str],
    name: str,
    grid: Dim3,
    block: Dim3,
    download: Callable[[int, int, int, int], None],
) -> BaseException:
    """The exception of a record, given as its unsigned words: type and message as Python's, a
    traceback to the kernel's source, block and thread in a note and as attributes. `download`
    copies from the device's memory, where texts are."""
    from ..errors import error_to_raise, flat_kinds

    context = ctypes.create_string_buffer(abi.CTX_SIZE)
    at = ctypes.addressof(context)
    told = sites[words[record.SITE // 8] - 1]
    site = ctypes.create_string_buffer(told.encode())
    ctypes.c_void_p.from_address(at + abi.CTX_SITE).value = ctypes.addressof(site)
    held = []
    kinds = list(flat_kinds(json.loads(told).get("a", ())))
    for i, word in enumerate(words[record.ARGS // 8 :]):
        if kinds[i : i + 1] == ["utf8"] and word:
            held.append(_text_at(word, download))
            word = ctypes.addressof(held[-1])
        ctypes.c_uint64.from_address(at + abi.CTX_ARGS + 8 * i).value = word
    error = error_to_raise(at, None, None)
    where, thread = place(words[record.KEY // 8], grid, block)
    note = f"in the kernel {name}, block {_short(where)}, thread {_short(thread)}"
    if sys.version_info >= (3, 11):
        error.add_note(note)
    error.block, error.thread = where, thread  # type: ignore[attr-defined]
    return error


def _text_at(address: int, download: Callable[[int, int, int, int], None]) -> Any:
    """A copy of a buffer in the device's memory."""
    head = ctypes.create_string_buffer(abi.BUFFER_DATA)
    download(ctypes.addressof(head), address, len(head), 0)
    size = ctypes.c_int64.from_buffer(head, abi.BUFFER_LENGTH).value
    whole = ctypes.create_string_buffer(abi.BUFFER_DATA + size)
    download(ctypes.addressof(whole), address, len(whole), 0)
    return whole


def _short(index: Dim3) -> str:
    """An index as it is spoken of where the last axes are not used."""
    return str(index[0]) if index[1:] == (0, 0) else str(index)
