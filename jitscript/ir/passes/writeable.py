"""Stores to arrays that cannot be read-only need no look at them.

Before:
    func @f(%a: array<f64, 1>, …) { … check_writeable %a … array.store %a, %i, %x … }
After:
    func @f(%a: array<f64, 1>, …) [demands=[0]] { … array.store %a, %i, %x … }

A check goes where its array is new in any case, or where it is an array that the function was
given: this parameter it then *demands* to be writeable. The border sees to that at a call from
Python; at a call from compiled code the check is made before the call, and goes in the same way.
What comes from elsewhere (out of a list, a tuple, a union) is looked at where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.callgraph import CallGraph
from ..core import Function, Module, Op, Value
from ..types import Array

CHECK = "check_writeable"


def writeable(module: Module) -> None:
    demands = {name: set(f.attrs.get("demands", ())) for name, f in module.declared.items()}
    demands.update((name, set()) for name in module.functions)
    if not any(next(_checked(f, demands), None) for f in module.functions.values()):
        for function in module.functions.values():
            function.attrs["demands"] = ()
        return
    graph = CallGraph(module)
    fresh: set[str] = set()  # functions whose result is a new array
    sources = {f.name: _Sources(f, fresh) for f in graph.order}
    again = True
    while again:
        again = False
        for function in graph.order:
            found = sources[function.name]
            wanted = {i for v in _checked(function, demands) for i in found.params(v)}
            if not wanted <= demands[function.name]:
                demands[function.name] |= wanted
                again = bool(graph.recursive)
            if function.name not in fresh and found.returns_fresh():
                fresh.add(function.name)
    for function in graph.order:
        _settle(function, sources[function.name], demands)
        function.attrs["demands"] = tuple(sorted(demands[function.name]))


def _checked(function: Function, demands: dict[str, set[int]]) -> Iterator[Value]:
    """The arrays that must be writeable somewhere in a function."""
    for op in function.walk():
        if op.opcode == CHECK:
            yield op.operands[0]
        elif op.opcode == "call":
            yield from (op.operands[i] for i in demands.get(op.attrs["callee"], ()))


def _settle(function: Function, found: _Sources, demands: dict[str, set[int]]) -> None:
    for op in list(function.walk()):
        if op.opcode == CHECK and found.known(op.operands[0]):
            op.erase()
        elif op.opcode == "call":
            for i in sorted(demands.get(op.attrs["callee"], ())):
                if not found.known(op.operands[i]):
                    check = Op(CHECK, [op.operands[i]], (), span=op.span)
                    assert op.parent is not None
                    op.parent.insert_before(op, check)


class _Sources:
    """Where the arrays of a function come from."""

    def __init__(self, function: Function, fresh: set[str]):
        self.function, self.fresh = function, fresh
        self.edges: dict[Value, list[Value]] = {}
        self.returned: list[Value] = []
        for op in function.walk():
            self._connect(op)

    def _connect(self, op: Op) -> None:
        info = op.info
        if op.opcode == "return":
            self.returned += op.operands
        elif op.opcode == "yield":
            above = op.parent.parent if op.parent is not None else None
            if isinstance(above, Op) and above.opcode == "if":
                self._flow(above.results, op.operands)
        elif op.target is not None:
            again = op.opcode == "continue"
            self._flow(op.target.carried_args if again else op.target.results, op.operands)
        elif info.loop:
            self._flow(op.carried_args, op.carried)
            if info.counted:
                self._flow(op.results, op.carried_args)
        elif info.view:
            self._flow(op.results, op.operands[:1])
        elif op.opcode == "select":
            for value in op.operands[1:]:
                self._flow(op.results, [value])

    def _flow(self, to: list[Value], values: tuple[Value, ...] | list[Value]) -> None:
        for target, value in zip(to, values):
            if isinstance(target.type, Array):
                self.edges.setdefault(target, []).append(value)

    def _roots(self, value: Value) -> Iterator[Value]:
        seen, work = {value}, [value]
        while work:
            at = work.pop()
            above = self.edges.get(at)
            if above is None:
                yield at
            for v in above or ():
                if v not in seen:
                    seen.add(v)
                    work.append(v)

    def _is_fresh(self, root: Value) -> bool:
        op = root.op
        if op is None:
            return False
        return op.info.fresh or (op.opcode == "call" and op.attrs["callee"] in self.fresh)

    def params(self, value: Value) -> Iterator[int]:
        """The parameters that `value` may be, or be a view of."""
        params = self.function.params
        return (params.index(root) for root in self._roots(value) if root in params)

    def known(self, value: Value) -> bool:
        """Whether it is new, or a parameter, in any case."""
        params = self.function.params
        return all(root in params or self._is_fresh(root) for root in self._roots(value))

    def returns_fresh(self) -> bool:
        """Whether the result is a new array in any case."""
        if not isinstance(self.function.result, Array):
            return False
        return all(self._is_fresh(r) for v in self.returned for r in self._roots(v))
