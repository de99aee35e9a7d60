"""What of text only Python knows: which characters are letters, their cases, what is printable."""

# The language itself: a literal `name` says which entry of the runtime is called.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import Buffer, op, pyobj, u8


def made_of(text: Buffer[u8], name: Buffer[u8]) -> Buffer[u8]:
    """What the method of str with this name makes of a text."""
    n = op.buffer_len(text)
    room = 4 * n + 2  # enough for `repr`, which makes the most
    out = op.buffer_new(room, elem=u8)
    size = op.extern(name, text, n, out, room, name="host_text", result=int)
    assert size <= room
    made = op.buffer_new(size, elem=u8)
    op.buffer_copy(made, 0, out, 0, size)
    return made


def asked_of(text: Buffer[u8], name: Buffer[u8]) -> bool:
    """What the method of str with this name says of a text."""
    return op.extern(name, text, op.buffer_len(text), name="host_text_is", result=int) != 0


def with_surrogates(source: pyobj) -> Buffer[u8]:
    """The text of a Python string that has no UTF-8 of its own."""
    encoding, errors = op.buffer_const(data=b"utf-8\0"), op.buffer_const(data=b"surrogatepass\0")
    encoded = op.extern(source, encoding, errors, name="PyUnicode_AsEncodedString", result=pyobj)
    n = op.extern(encoded, name="PyBytes_Size", result=int)
    data = op.buffer_new(n, elem=u8)
    op.extern(data, encoded, n, name="host_copy_bytes", result=None)
    return data
