"""Annotations that mean a file or a path, and the class of the library's that they are."""

from __future__ import annotations

import io
import pathlib
import typing
from typing import Any

_TEXT: tuple[Any, ...] = (typing.IO, typing.TextIO, io.StringIO, io.TextIOBase)
_BYTES: tuple[Any, ...] = (typing.BinaryIO, io.BytesIO, io.BufferedWriter, io.BufferedIOBase)

FILES: dict[Any, Any] = {
    **dict.fromkeys(_TEXT, io.TextIOWrapper),
    **dict.fromkeys(_BYTES, io.BufferedReader),
    pathlib.PosixPath: pathlib.Path,
    pathlib.WindowsPath: pathlib.Path,
}
