"""The back end's own functions that are the same for all programs, as objects to share.

    border    calls that need Python: slow calls, errors, polls
    host      what the language asks of Python: text of floats, output
    sets      reading and changing Python's sets
    session   mutable arguments: which were converted, what changed
    arrays    what keeps the memory of arrays, and makes ndarrays: it makes the loader import NumPy

An object that shares them only declares them (`Writer.shared`); module files have their own.
"""

from __future__ import annotations

from collections.abc import Callable

from ...ir.core import Module
from ...runtime import abi
from ..target import host
from ..writer import Writer
from . import binding, convert_array, pool, session, support, updates
from .code import Code

_BORDER = (
    *("host_poll", "js.look", "js.slow", "js.fail", "js.wake", "js.stack_limit", "js.bind"),
    *("js.frame", "js.drop", *pool.NAMES),
)
_SESSION = (
    *("js.find", "js.native_of", "js.object_of", "js.enter", "js.remember", "js.remembered"),
    *("js.grow_session", "js.remove", "js.forget", "js.update_all", "js.end_session"),
)
_SETS = ("host_set_head", "host_set_arrange", "host_set_swap")
_HELPERS = tuple(name for name in abi.HELPERS if name not in (*abi.INLINED, *_SETS))
_ARRAYS = ("js.own_array", "js.drop_array", "js.box_array", "js.drop_capsule", "js.drop_frozen")


def _border(w: Writer) -> None:
    support.support(w)
    w.frame()
    w.drop()
    pool.write(w)
    binding.bind(w)


def _session(w: Writer) -> None:
    session.write(w)
    updates.update_all(w)


def _written(names: tuple[str, ...]) -> Callable[[Writer], None]:
    def write(w: Writer) -> None:
        from . import helpers

        for name in names:
            helpers.helper(w, name)

    return write


# Name → the functions, and what writes them. A group needs those before it at most.
GROUPS: dict[str, tuple[tuple[str, ...], Callable[[Writer], None]]] = {
    "border": (_BORDER, _border),
    "host": (_HELPERS, _written(_HELPERS)),
    "sets": (_SETS, _written(_SETS)),
    "session": (_SESSION, _session),
    "arrays": (_ARRAYS, lambda w: convert_array.write(Code(w))),
}
SHARED = frozenset(name for names, _ in GROUPS.values() for name in names)


def write(group: str) -> Writer:
    """The functions of a group; of others that they call, the declarations."""
    w = Writer(Module(), host())
    names, write = GROUPS[group]
    w.public = frozenset(names)
    w.shared = SHARED - w.public
    write(w)
    return w


def groups(w: Writer) -> list[str]:
    """The groups that an object needs itself, in an order in which they can be loaded."""
    return [group for group, (names, _) in GROUPS.items() if not w.borrowed.isdisjoint(names)]
