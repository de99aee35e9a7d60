"""`open`, by its mode a file of text or of bytes; files in memory and paths."""

from __future__ import annotations

import io
import pathlib
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import classes
from .composite import BoundMethod
from .emitter import Static
from .lowering import Lowering
from .python_calls import call_python
from .services import Held, called


@called(open)
def _open(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    mode = args[1] if len(args) > 1 else keywords.get("mode")
    text = mode.obj if isinstance(mode, Static) else ""
    if args and isinstance(args[0], Value) and args[0].type is _type(pathlib.Path):
        args = [f.call_object(str, [args[0]], {}, span), *args[1:]]
    if isinstance(text, str) and "b" in text:
        function = registry.module("files_bytes").open_bytes
    else:
        function = registry.module("files_text").open_text
    return f.call_function(function, args, span, keywords)


@called(pathlib.Path.open)
def _open_path(
    f: Lowering, obj: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    return _open(f, open, [obj.value, *args], keywords, span)


@called(io.StringIO, io.BytesIO)
def _in_memory(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    name = "string_io" if obj is io.StringIO else "bytes_io"
    function = getattr(registry.module("files_bytes"), name)
    return f.call_function(function, args, span, keywords)


@called(pathlib.Path)
def _path(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    if keywords:
        f.fail("Path() takes no keywords", span)
    values = [f.materialise(held, span) for held in args]
    return call_python(f, "pathlib:Path", values, [], _type(pathlib.Path), span)


def _type(cls: type) -> ty.Object:
    found = classes.implementation(cls)
    assert found is not None
    return ty.Object(classes.name_of(found), ())
