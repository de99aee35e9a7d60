"""Copies from and into objects of Python's, by their addresses.

Library code that has an address as a number keeps the object alive no longer than it names the
object; these are given the object itself.
"""

from __future__ import annotations

from collections.abc import Callable

from .code import Code


def _copy_bytes(c: Code) -> None:
    c.host("copy_from_address", "%out", c.host("PyBytes_AsString", "%source"), "%n")
    c.line("ret void")


def _copy_utf8(c: Code) -> None:
    address = c.host("PyUnicode_AsUTF8AndSize", "%source", "null")  # kept there by `host_utf8_size`
    c.host("copy_from_address", "%out", address, "%n")
    c.line("ret void")


def _put_bytes(c: Code) -> None:
    to = c.host("PyByteArray_AsString", "%target")
    source = c.host("PyBytes_AsString", "%source")
    c.host("copy_from_address", c.let(f"inttoptr i64 {to} to ptr"), source, "%n")
    c.line("ret void")


HELPERS: dict[str, tuple[str, Callable[[Code], None]]] = {
    "host_copy_bytes": ("ptr %out, ptr %source, i64 %n", _copy_bytes),
    "host_copy_utf8": ("ptr %out, ptr %source, i64 %n", _copy_utf8),
    "host_put_bytes": ("ptr %target, ptr %source, i64 %n", _put_bytes),
}
