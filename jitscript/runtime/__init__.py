"""What compiled programs need to run: no compiler, no LLVM, and NumPy only for arrays.

    abi         offsets, tables and symbols that generated code and the runtime agree on
    callable    ScriptFunction, the type whose calls jump to generated code
    calls       the slow path of calls: binding, conversion (convert, typetext), explanation
    errors      native errors → Python exceptions with the user's traceback
    native      machine code in memory (elf), its host tables filled (host)
    watchdog    Ctrl-C in native loops, stack limits
    cache       compiled code on disk, found by what it was made from (fingerprint)
    archive     module files (.jsm), kept in a container (a ZIP, read with suspicion)

Imports nothing else of jitscript. `load` opens a module file:

    from jitscript.runtime import load
    m = load("model.jsm")
    m.predict(w, x)
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from types import ModuleType
    from typing import IO, Any

    from .container import ArchiveError

__all__ = ["ArchiveError", "load"]


def load(path: str | os.PathLike[str] | bytes | IO[bytes]) -> ModuleType:
    """The functions of a module file that `jitscript.save` wrote, as attributes of a module.

    `path` may also be the content of such a file, as bytes, or a file opened in binary mode. Every
    byte is verified before any code runs. What is loaded is unloaded when neither a function of it
    nor an array that one returned is left. Raises ArchiveError when the file is damaged, not a
    module file, too new, or has no code for this machine; OSError when it cannot be read.
    """
    import gc

    # What is made here lives on: the collector would search it, and all of NumPy, for nothing.
    collects = gc.isenabled()
    gc.disable()
    try:
        from .archive import load as load_archive

        return load_archive(path)
    finally:
        if collects:
            gc.enable()


def __getattr__(name: str) -> Any:
    if name == "ArchiveError":
        from .container import ArchiveError

        return ArchiveError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
