"""Keys of the cache. Every key covers the compiler, Python, the platform and the processor."""

from __future__ import annotations

import os
import sys
from types import FunctionType

from ..runtime import abi
from ..runtime.fingerprint import digest, hasher
from . import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def key(what: str, parts: Sequence[str | bytes] = ()) -> str:
    """The key of something made of `parts`, 40 hexadecimal digits."""
    total = hasher()
    for part in (what, *_environment(), *parts):
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(raw))
        total.update(raw)
    return str(total.hexdigest()[:40])


def steps_key(function: FunctionType) -> str | None:
    """The key under which the steps of a function's compilations are kept: its own code and text.
    None where there is no text, or none that is found without parsing."""
    text = texts.text_of(function.__code__, function.__globals__)
    if text is None or not text.whole:
        return None
    named = f"{function.__module__} {function.__qualname__}"
    return key("steps", (named, texts.code_digest(function.__code__), text.digest))


# --- what else the code depends on ----------------------------------------------------------------

_known: tuple[str, ...] = ()


def _environment() -> tuple[str, ...]:
    global _known
    if not _known:
        _known = (sys.version, sys.platform, _compiler(), abi.identity(), _processor())
    return (*_known, os.environ.get("JITSCRIPT_CHECK", ""))


def _compiler() -> str:
    """The version of the compiler; in a checkout, where sources change under one version, also
    the sizes and times of all its files."""
    from .. import __version__

    if not os.path.exists(os.path.join(os.path.dirname(_PACKAGE), "pyproject.toml")):
        return __version__
    stamps = []
    for path, _, files in os.walk(_PACKAGE):
        if not path.endswith("__pycache__"):
            for file in files:
                status = os.stat(os.path.join(path, file))
                stamps.append(f"{path}/{file} {status.st_size} {status.st_mtime_ns}")
    return __version__ + digest("\n".join(sorted(stamps)).encode()).hex()


def _processor() -> str:
    """Model and features of the processor, as code for "native" depends on them."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ["PROCESSOR_IDENTIFIER"]
    try:
        with open("/proc/cpuinfo", "rb") as file:
            first = file.read(8192).partition(b"\n\n")[0]
    except OSError:
        return machine
    wanted = (b"model name", b"flags", b"Features", b"CPU part")
    return machine + b"".join(
        line for line in first.splitlines() if line.startswith(wanted)
    ).decode("ascii", "replace")
