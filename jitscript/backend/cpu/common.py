"""The back end's own functions that are the same for all programs, as objects to share.

    border    calls that need Python: slow calls, errors, polls, sessions of mutable arguments
    arrays    what keeps the memory of arrays, and makes ndarrays: it makes the loader import NumPy

An object that shares them only declares them (`Writer.shared`); module files have their own.
"""

from __future__ import annotations

from ...ir.core import Module
from ...runtime import abi
from ..target import host
from ..writer import Writer
from . import binding, convert_array, helpers, session, support, updates
from .code import Code

_HELPERS = tuple(name for name in abi.HELPERS if name not in abi.INLINED)
GROUPS = {
    "border": (
        *("host_poll", "js.look", "js.slow", "js.fail", "js.wake", "js.stack_limit", "js.bind"),
        *("js.frame", "js.drop", "js.find", "js.native_of", "js.object_of", "js.enter"),
        *("js.remember", "js.remembered", "js.grow_session", "js.remove"),
        *("js.forget", "js.update_all", "js.end_session", *_HELPERS),
    ),
    "arrays": (
        *("js.own_array", "js.drop_array", "js.box_array"),
        *("js.drop_capsule", "js.drop_frozen"),
    ),
}
SHARED = frozenset(name for names in GROUPS.values() for name in names)


def write(group: str) -> Writer:
    """The functions of a group; of others that they call, the declarations."""
    w = Writer(Module(), host())
    w.public = frozenset(GROUPS[group])
    w.shared = SHARED - w.public
    if group == "border":
        support.support(w)
        for name in _HELPERS:
            helpers.helper(w, name)
        w.frame()
        w.drop()
        binding.bind(w)
        session.write(w)
        updates.update_all(w)
    else:
        convert_array.write(Code(w))
    return w


def groups(w: Writer) -> list[str]:
    """The groups that an object needs, in an order in which they can be loaded."""
    return [group for group, names in GROUPS.items() if not w.borrowed.isdisjoint(names)]
