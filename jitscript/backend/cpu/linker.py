"""Loading an object file through LLVM's own linker.

The way out for platforms whose object format the runtime does not load itself; the driver gives
`load` to `runtime.native.object_fallback` there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

_engines: list[Any] = []  # code lives as long as the process
_lock = threading.Lock()


def load(code: bytes) -> Callable[[str], int]:
    """Link the object `code` into this process: symbol → address, 0 for what it does not define."""
    import llvmlite.binding as llvm

    with _lock:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        target = llvm.Target.from_triple(llvm.get_process_triple())
        machine = target.create_target_machine(reloc="pic", codemodel="small")
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
    _engines.append(engine)

    def find(name: str) -> int:
        with _lock:
            return int(engine.get_function_address(name) or engine.get_global_value_address(name))

    return find
