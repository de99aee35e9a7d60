"""What of Python's compiled code reads, and writes, where it lies, and by what it does so."""

from __future__ import annotations

# The struct of str (looked at when the runtime starts).
TEXT_LENGTH, TEXT_STATE = 16, 32
STRUCT = (TEXT_LENGTH, TEXT_STATE)

# Functions that `extern` ops name (see `abi.HELPERS`), to be inlined; none fails.
IN_PLACE = {
    # word k at an address, as i32, and to change it
    "host_word": "i32 (i64, i64)",
    "host_set_word": "void (i64, i64, i32)",
    # 1, 4 or 8 bytes at an address; n of them copied to ptr; whether n bytes at ptr are the same
    "host_byte_at": "i64 (i64)",
    "host_half_at": "i64 (i64)",
    "host_word_at": "i64 (i64)",
    "host_copy_at": "void (ptr, i64, i64)",
    "host_same_at": "i32 (ptr, i64, i64)",
    # where the bytes of a str are that is ASCII, as far as its struct is known, or 0; the same of
    # item i of a list, where that is such a str; and how many bytes it has then
    "host_ascii": "i64 (ptr)",
    "host_ascii_item": "i64 (ptr, i64)",
    "host_ascii_item_size": "i64 (ptr, i64)",
    # whether a text is nothing but its characters: no `is` compares it
    "host_texts_are_values": "i64 ()",
}
