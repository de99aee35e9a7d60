"""The parameters that a function may write through.

Flow-insensitive: references that may lead to the same memory (views, joins, carried values,
fields and what they hold, results and arguments of calls) are put in one class; a store marks the
class. A summary of each function, what it writes and which parameters its result may share memory
with, serves its callers; recursive functions are repeated until nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..core import Function, Module, Op, Value
from ..types import EXCEPTION, Object, is_reference
from .callgraph import CallGraph

_TEXT = Object("str")  # leads to nothing that anybody sees change


class Summary:
    """Indices of parameters: written through; sharing memory with the result; and pairs of
    parameters that the function may have connected to each other."""

    __slots__ = ("joined", "shared", "written")

    def __init__(
        self,
        written: Sequence[int] = (),
        shared: Sequence[int] = (),
        joined: Sequence[Sequence[int]] = (),
    ) -> None:
        self.written, self.shared, self.joined = written, shared, joined

    def key(self) -> object:
        return self.written, self.shared, self.joined


def summaries_of(module: Module, graph: CallGraph) -> dict[str, Summary]:
    """For every function what it does to its parameters."""
    summaries = {name: Summary() for name in module.functions}
    for name, declared in module.declared.items():
        summaries[name] = Summary(*declared.attrs["memory"])
    again = True
    while again:
        again = False
        for function in graph.order:
            before = summaries[function.name].key()
            found = _summarise(function, summaries)
            summaries[function.name] = found
            if found.key() != before and function.name in graph.recursive:
                again = True
    return summaries


class _Classes:
    """Union-find over values."""

    def __init__(self) -> None:
        self.up: dict[Value, Value] = {}

    def find(self, v: Value) -> Value:
        up = self.up
        while v in up:
            above = up[v]
            if above in up:
                up[v] = up[above]
            v = above
        return v

    def join(self, *values: Value) -> None:
        found = [self.find(v) for v in values if is_reference(v.type) and v.type is not _TEXT]
        if len(found) < 2:
            return
        for v in found[1:]:
            root = self.find(found[0])
            if v is not root and self.find(v) is not root:
                self.up[self.find(v)] = root


def _summarise(function: Function, summaries: dict[str, Summary]) -> Summary:
    classes = _Classes()
    stored: list[Value] = []
    returned: list[Value] = []
    for op in function.walk():
        _connect(op, classes, summaries, stored, returned)
    _connect_caught(function, classes)
    written = {classes.find(v) for v in stored}
    shared = {classes.find(v) for v in returned if is_reference(v.type)}
    summary = Summary()
    params = [(i, classes.find(p)) for i, p in enumerate(function.params) if is_reference(p.type)]
    summary.written = tuple(i for i, root in params if root in written)
    summary.shared = tuple(i for i, root in params if root in shared)
    summary.joined = tuple((i, j) for i, a in params for j, b in params if i < j and a is b)
    return summary


def _connect_caught(function: Function, classes: _Classes) -> None:
    """An instance that a handler has caught may have been raised by any call, and lead to all that
    was passed to it."""
    asking = [op for op in function.walk() if any(v.type is EXCEPTION for v in op.operands)]
    caught = [v for op in asking for v in op.results if isinstance(v.type, Object)]
    if caught:
        raising = [op for op in function.walk() if not _ANY.isdisjoint(op.info.raises)]
        given = [v for op in raising for v in op.operands]
        classes.join(*caught, *given, *function.params)


_ANY = {"Exception", "BaseException"}  # what an op says it raises that calls anything


def _connect(
    op: Op,
    classes: _Classes,
    summaries: dict[str, Summary],
    stored: list[Value],
    returned: list[Value],
) -> None:
    info = op.info
    name = info.name
    stored += op.through
    if name == "call":
        summary = summaries.get(op.attrs["callee"])
        if summary is None:
            return
        stored += [op.operands[i] for i in summary.written]
        classes.join(op.result, *(op.operands[i] for i in summary.shared))
        for i, j in summary.joined:
            classes.join(op.operands[i], op.operands[j])
    elif name == "return":
        returned += op.operands
    elif name == "yield":
        above = op.parent.parent if op.parent is not None else None
        if isinstance(above, Op) and above.info.control:
            for result, value in zip(above.results, op.operands):
                classes.join(result, value)
    elif op.target is not None:
        loop = op.target
        assert loop is not None
        slots = loop.carried_args if name == "continue" else loop.results
        for slot, value in zip(slots, op.operands):
            classes.join(slot, value)
    elif info.loop:
        for i, (arg, init) in enumerate(zip(op.carried_args, op.carried)):
            classes.join(arg, init)
            if info.counted:
                classes.join(arg, op.results[i])
    elif not (info.apart or info.terminator) and len(op.results) + len(op.operands) > 1:
        classes.join(*op.results, *op.operands)
