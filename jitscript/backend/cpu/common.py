"""The back end's own functions that are the same for all programs, as objects to share.

    memory    small blocks, and the end of objects
    growth    blocks that grow, or are cleared
    border    calls that need Python: slow calls, errors, polls
    host      what the language asks of Python: text of floats, output
    sets      reading and changing Python's sets
    session   mutable arguments: which were converted, what changed
    owners    what keeps the memory of arrays that come in: it makes the loader import NumPy
    arrays    what makes ndarrays
    cycles    circles of references

An object that shares them only declares them (`Writer.shared`); module files have their own.

LLVM's optimiser would find little in them: they are made without it. Where they are rare, or call
Python, which takes longer than they do, code is made as fast as LLVM can (effort 0), in a sixth of
the time.
"""

from __future__ import annotations

from collections.abc import Callable

from ...ir.core import Module
from ...runtime import abi
from ..target import host
from ..writer import Writer
from . import binding, collector, convert_array, pool, session, support, updates, watched

_BORDER = (
    *("host_poll", "js.look", "js.slow", "js.fail", "js.wake", "js.stack_limit", "js.bind"),
    *("js.frame", "js.watch"),
)
_MEMORY = ("js.drop", "js.alloc", "js.free", "js.free_large", "js.medium")
_GROWTH = ("js.zeroed", "js.longer")
_SESSION = (
    *("js.find", "js.native_of", "js.object_of", "js.enter", "js.remember", "js.remembered"),
    *("js.grow_session", "js.remove", "js.forget", "js.update_all", "js.end_session"),
)
_SETS = ("host_set_head", "host_set_arrange", "host_set_swap", "host_deque_swap")
_HELPERS = tuple(name for name in abi.HELPERS if name not in (*abi.INLINED, *_SETS))
_OWNERS = ("js.own_array", "js.drop_array")
_CYCLES = collector.FUNCTIONS
_ARRAYS = ("js.box_array", "js.drop_capsule", "js.drop_frozen")


def _border(w: Writer) -> None:
    support.support(w)
    w.frame()
    binding.bind(w)
    watched.watch(w)


def _memory(w: Writer) -> None:
    w.drop()
    pool.alloc(w)
    pool.free(w)


def _growth(w: Writer) -> None:
    pool.zeroed(w)
    pool.longer(w)


def _session(w: Writer) -> None:
    session.write(w)
    updates.update_all(w)


def _written(names: tuple[str, ...]) -> Callable[[Writer], None]:
    def write(w: Writer) -> None:
        from . import helpers

        for name in names:
            helpers.helper(w, name)

    return write


# Name → the functions, what writes them, and the effort that the code generator makes. A group
# needs those before it at most.
GROUPS: dict[str, tuple[tuple[str, ...], Callable[[Writer], None], int]] = {
    "memory": (_MEMORY, _memory, 2),
    "growth": (_GROWTH, _growth, 2),
    "border": (_BORDER, _border, 0),
    "host": (_HELPERS, _written(_HELPERS), 0),
    "sets": (_SETS, _written(_SETS), 0),
    "session": (_SESSION, _session, 2),
    "owners": (_OWNERS, convert_array.owners, 0),
    "arrays": (_ARRAYS, convert_array.boxes, 2),
    "cycles": (_CYCLES, collector.write, 2),
}
SHARED = frozenset(name for names, _, _ in GROUPS.values() for name in names)


def write(group: str) -> Writer:
    """The functions of a group; of others that they call, the declarations."""
    w = Writer(Module(), host())
    names, write, _ = GROUPS[group]
    w.public = frozenset(names)
    w.shared = SHARED - w.public
    if names is not _MEMORY:  # a program that makes no objects goes without that group
        w.shared -= {"js.drop"}
    write(w)
    return w


def groups(w: Writer) -> list[str]:
    """The groups that an object needs itself, in an order in which they can be loaded."""
    return [group for group, (names, _, _) in GROUPS.items() if not w.borrowed.isdisjoint(names)]
