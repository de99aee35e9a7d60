"""Loading an object file through LLVM's own linker.

The way out for platforms whose object format the runtime does not load itself; the driver gives
`load` to `runtime.native.object_fallback` there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import machine

_engines: list[Any] = []  # code lives as long as the process


def load(code: bytes) -> Callable[[str], int]:
    """Link the object `code` into this process: symbol → address, 0 for what it does not define."""
    llvm = machine.binding()
    with machine.LOCK:
        empty = machine.parse(machine.header(machine.NATIVE))
        engine = llvm.create_mcjit_compiler(empty, machine.machine(machine.NATIVE, 2))
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
    _engines.append(engine)

    def find(name: str) -> int:
        with machine.LOCK:
            return int(engine.get_function_address(name) or engine.get_global_value_address(name))

    return find
