"""Writes module files: collects what `runtime/archive.py` reads back."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from ..ir.printer import INLINE_CONSTANT_BYTES
from ..runtime import abi, archive
from ..runtime.container import ArchiveError, pack
from ..runtime.fingerprint import digest
from ..runtime.gpu import entry
from ..runtime.saved_values import encode


def module_file(
    version: str,
    signatures: Sequence[dict[str, Any]],
    native: Mapping[tuple[str, str], tuple[bytes, list[str]]],
    ir: str,
    header: str,
    constants: Mapping[str, Any],
    sources: Mapping[str, str],
    kernels: Mapping[str, Any] | None = None,
    classes: Classes | None = None,
    launching: tuple[str, bytes] | None = None,
) -> bytes:
    """The bytes of a module file.

    signatures: one for each function, with "entries": {"contiguous": symbol, "strided": symbol}.
    native: (target, CPU level) → shared library, and what it needs in its table of objects.
    constants: name → array. sources: file name as tracebacks have it → text. kernels: name →
    {signature, ir, sources, variants: {variant: (PTX, facts)}}. launching: the path and the code of
    the entry of launches.
    """
    classes = classes or Classes({}, {}, [])
    files: dict[str, bytes] = {"module.ir": ir.encode(), "module.h": header.encode()}
    code: list[dict[str, Any]] = []
    for (target, level), (library, objects) in native.items():
        path = f"native/{target}/{level}.so"
        files[path] = library
        code.append({"path": path, "target": target, "level": level})
        if objects:
            code[-1]["objects"] = objects
    arrays = {}
    for i, (name, array) in enumerate(constants.items()):
        if array.nbytes > INLINE_CONSTANT_BYTES:
            arrays[name] = f"constants/{i}-{_file_name(name)}.npy"
            files[arrays[name]] = _npy(array)
    if launching:
        files[launching[0]] = launching[1]
    described = []
    newest = archive.FORMAT - 1 if classes.told else 1
    for name, kernel in (kernels or {}).items():
        variants: dict[str, Any] = {}
        for variant, (ptx, facts) in kernel["variants"].items():
            path = f"cuda/{_file_name(name)}.{variant}.ptx"
            files[path] = ptx
            told = {key: facts[key] for key in ("entry", "arch", "sites")}
            variants[variant] = {"path": path, **told, "writes": list(facts["writes"])}
            variants[variant]["prints"] = bool(facts["prints"])
            if facts["wide"]:
                variants[variant]["wide"] = True
                newest = archive.FORMAT
            for arch, cubin in kernel["cubins"][variant].items():
                path = f"cuda/{_file_name(name)}.{variant}.{arch}.cubin"
                files[path] = cubin
                variants[variant].setdefault("cubins", {})[arch] = path
        files[f"cuda/{_file_name(name)}.ir"] = kernel["ir"].encode()
        described.append(
            {
                **_portable({**kernel["signature"], "name": name}, {}),
                "ir": f"cuda/{_file_name(name)}.ir",
                "function": kernel["entry"],
                "variants": variants,
            }
        )
        sources = {**sources, **kernel["sources"]}
    places = {}
    for i, (name, text) in enumerate(sources.items()):
        places[name] = f"sources/{i}-{_file_name(os.path.basename(name))}"
        files[places[name]] = text.encode("utf-8", "surrogatepass")
    manifest = {
        "format": newest,
        "abi": abi.identity(),
        "jitscript": version,
        "functions": [_portable(signature, classes.names) for signature in signatures],
        **({"classes": classes.told} if classes.told else {}),
        **({"exceptions": classes.exceptions} if classes.exceptions else {}),
        "native": code,
        "constants": arrays,
        "sources": places,
        **({"kernels": described} if described else {}),
        **({"launching": {"path": launching[0], "abi": entry.identity()}} if launching else {}),
        "files": {name: digest(content).hex() for name, content in files.items()},
    }
    listed = json.dumps(manifest, indent=1, ensure_ascii=True).encode()
    return pack({archive.MANIFEST: listed, **files})


class Classes:
    """The user's classes: what is told of each, by the name of its type; the names by class; and
    the names of the exceptions."""

    __slots__ = ("exceptions", "names", "told")

    def __init__(self, told: dict[str, Any], names: Mapping[type, str], exceptions: list[str]):
        self.told, self.names, self.exceptions = told, names, exceptions


class Destination:
    """Where a module file is to be written: a path, or a file opened for writing bytes. Made before
    anything is compiled: what is wrong with it is said at once."""

    def __init__(self, path: Any):
        self._file = path if hasattr(path, "write") else None
        if self._file is not None:
            if hasattr(path, "encoding"):
                raise TypeError(f"the file given to save is not opened in binary mode: {path!r}")
            self.path = getattr(path, "name", "")
            return
        if not isinstance(path, (str, bytes, os.PathLike)):
            raise TypeError(
                "save takes a path, or a file opened for writing in binary mode, first; got an "
                f"object of type {type(path).__name__}"
            )
        # through links: the file that a link leads to is replaced, and not the link
        self.path = os.path.realpath(os.fsdecode(path))
        if os.path.isdir(self.path) or not os.fspath(path):
            raise IsADirectoryError(f"save needs the name of a file, got {os.fsdecode(path)!r}")
        folder = os.path.dirname(self.path)
        if not os.path.isdir(folder):
            raise FileNotFoundError(f"there is no folder {folder!r} to save a module file in")

    @property
    def stem(self) -> str:
        """The file's name, without what tells its kind."""
        name = self.path if isinstance(self.path, str) else ""
        return os.path.splitext(os.path.basename(name))[0] or "module"

    def write(self, data: bytes) -> None:
        """Write all or nothing: a failure leaves an existing file as it was. What is no regular
        file (a pipe, a device) is written to."""
        if self._file is not None:
            self._file.write(data)
        elif os.path.exists(self.path) and not os.path.isfile(self.path):
            with open(self.path, "wb") as file:
                file.write(data)
        else:
            self._replace(data)

    def _replace(self, data: bytes) -> None:
        temporary = os.path.join(os.path.dirname(self.path), f".jitscript-{os.urandom(8).hex()}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with open(os.open(temporary, flags, 0o666), "wb") as file:
                file.write(data)
            with suppress(FileNotFoundError):
                os.chmod(temporary, stat.S_IMODE(os.stat(self.path).st_mode))
            os.replace(temporary, self.path)
        except BaseException as error:
            with suppress(OSError):
                os.unlink(temporary)
            if isinstance(error, OSError) and error.filename == temporary:
                error.filename = self.path  # the user's, who knows of no other
            raise


def _portable(signature: dict[str, Any], names: Mapping[type, str]) -> dict[str, Any]:
    """The signature with its defaults as JSON."""
    params = []
    for param in signature["params"]:
        if "default" in param:
            param = {**param, "default": encode(param["default"], names)}
        params.append(param)
    return {**signature, "params": params, "writes": list(signature.get("writes", ()))}


def constants(opened: archive.Archive) -> dict[str, Any]:
    """The arrays of the constants that the IR only names. Raises ArchiveError."""
    import numpy as np

    found = {}
    for name, file in opened.manifest["constants"].items():
        try:
            content = io.BytesIO(opened.read(file))
            found[name] = np.lib.format.read_array(content, allow_pickle=False)
        except ValueError as error:
            raise ArchiveError(f"the constant {name!r} is damaged: {error}") from None
    return found


def _npy(array: Any) -> bytes:
    import numpy as np

    out = io.BytesIO()
    np.lib.format.write_array(out, np.ascontiguousarray(array), allow_pickle=False)
    return out.getvalue()


def _file_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
