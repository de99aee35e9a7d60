"""Python's generator of random numbers, as compiled code shares it.

The functions of the module `random` draw from one instance, `random._inst`. Its numbers lie in the
object itself: how many of the 624 words are used up, an int of 32 bits, then the words. Compiled
code reads and writes them there, so both always go on where the other stopped. That they do lie
there is seen once in a process, by comparing them with what `getstate` says.
"""

from __future__ import annotations

import ctypes

from . import abi, watchdog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WORDS = 624
UNKNOWN = "the generator of this Python's `random` is not one that compiled code knows"
# What compiled code asks for:
FIND, SEED, TAKE_NORMAL, KEEP_NORMAL, NEW = range(5)


def ask(what: int, argument: Any) -> Any:
    """Answer compiled code, which holds the GIL."""
    import random

    if what == FIND:
        _find(random)
    elif what == SEED:
        random.seed(argument)
    elif what == TAKE_NORMAL:  # the second number that `gauss` made, or nan
        kept, _generator(random).gauss_next = _generator(random).gauss_next, None
        return float("nan") if kept is None else float(kept)
    elif what == KEEP_NORMAL:
        _generator(random).gauss_next = argument
    else:  # how many words are used up, then the words, of a new generator
        words = random.Random(argument).getstate()[1]
        return bytes((ctypes.c_uint32 * (WORDS + 1))(words[-1], *words[:-1]))
    return None


def _generator(random: Any) -> Any:
    """Whose methods the functions of the module are."""
    return random._inst


def _find(random: Any) -> None:
    generator = _generator(random)
    *words, used = generator.getstate()[1]
    found: Any = ctypes.c_uint32 * (WORDS + 1)
    address = id(generator) + object.__basicsize__
    room = random.Random.__base__.__basicsize__ - object.__basicsize__
    if not isinstance(generator, random.Random) or room < ctypes.sizeof(found):
        raise RuntimeError(UNKNOWN)
    if list(found.from_address(address)) != [used, *words]:
        raise RuntimeError(UNKNOWN)
    watched = ctypes.c_uint64.from_address(watchdog.STATE_ADDRESS + abi.STATE_RANDOM)
    watched.value = address
