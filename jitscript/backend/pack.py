"""Writes module files: collects what `runtime/archive.py` reads back."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from ..runtime import abi, archive
from ..runtime.container import pack
from ..runtime.fingerprint import digest


def module_file(
    version: str,
    signatures: Sequence[dict[str, Any]],
    native: Mapping[tuple[str, str], bytes],
    ir: str,
    header: str,
    constants: Mapping[str, Any],
    sources: Mapping[str, str],
) -> bytes:
    """The bytes of a module file.

    signatures: one for each function, with "entries": {"contiguous": symbol, "strided": symbol}.
    native: (target, CPU level) → shared library. constants: name → array. sources: file name as
    tracebacks have it → text.
    """
    files: dict[str, bytes] = {"module.ir": ir.encode(), "module.h": header.encode()}
    code = []
    for (target, level), library in native.items():
        path = f"native/{target}/{level}.so"
        files[path] = library
        code.append({"path": path, "target": target, "level": level})
    for name, array in constants.items():
        files[f"constants/{_file_name(name)}.npy"] = _npy(array)
    places = {}
    for i, (name, text) in enumerate(sources.items()):
        places[name] = f"sources/{i}-{_file_name(os.path.basename(name))}"
        files[places[name]] = text.encode("utf-8", "surrogatepass")
    manifest = {
        "format": archive.FORMAT,
        "abi": abi.identity(),
        "jitscript": version,
        "functions": [_portable(signature) for signature in signatures],
        "native": code,
        "sources": places,
        "files": {name: digest(content).hex() for name, content in files.items()},
    }
    listed = json.dumps(manifest, indent=1, ensure_ascii=True).encode()
    return pack({archive.MANIFEST: listed, **files})


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file whole or not at all: a failure leaves an existing file as it was."""
    folder = os.path.dirname(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(".jsm", ".jitscript-", folder)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _portable(signature: dict[str, Any]) -> dict[str, Any]:
    """The signature with its defaults as JSON."""
    params = []
    for param in signature["params"]:
        if "default" in param:
            param = {**param, "default": archive.encode_default(param["default"])}
        params.append(param)
    return {**signature, "params": params, "writes": list(signature.get("writes", ()))}


def _npy(array: Any) -> bytes:
    import numpy as np

    out = io.BytesIO()
    np.lib.format.write_array(out, np.ascontiguousarray(array), allow_pickle=False)
    return out.getvalue()


def _file_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
