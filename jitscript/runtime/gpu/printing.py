"""What threads print, as Python prints it: the values come as words, the texts from the sites."""

from __future__ import annotations

import struct
from json import loads

from .. import abi
from . import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any


def texts(words: Any, launches: Sequence[tuple[int, Sequence[str]]], lost: bool) -> Iterator[str]:
    """What each call prints, by launch and by the number of the thread. `launches` are the
    addresses of records and the texts of sites; `lost`: there was no room for all."""
    order = {at: i for i, (at, _) in enumerate(launches)}
    found: list[tuple[int, int, int, int, Any]] = []
    at = 0
    while at < len(words) and record.HEAD <= words[at] <= len(words) - at:
        _, own, site, thread = words[at : at + record.HEAD]
        if own in order:
            values = words[at + record.HEAD : at + words[at]]
            found.append((order[own], thread, len(found), site, values))
        at += words[at]
    for launch, _, _, site, values in sorted(found, key=lambda entry: entry[:3]):
        what = loads(launches[launch][1][site - 1])
        yield what["print"].format(*map(_value, what["types"], values))
    if lost:
        yield "… (there was no room for more of what kernels print)\n"


def _value(kind: str, word: int) -> Any:
    """The value of a type, from the word that an error's argument would be."""
    if kind in ("bool", "b1"):
        return bool(word & 1)
    if kind in ("float", "f16", "f32", "f64"):
        (value,) = struct.unpack("<d", struct.pack("<Q", word))
        if kind in ("float", "f64"):
            return value
        import numpy

        return numpy.dtype(abi.NUMPY_NAMES[kind]).type(value)
    return word if kind[0] == "u" else word - ((word >> 63) << 64)
