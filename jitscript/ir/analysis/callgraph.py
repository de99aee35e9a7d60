"""Who calls whom: functions in an order in which callees come first, and those in a cycle."""

from __future__ import annotations

from ..core import Function, Module, Op


class CallGraph:
    """`order`: every function after those it calls (cycles in some order), `components` the same
    by name, each cycle together. `callees` and `recursive` by name; `sites` are the calls of each
    function, `calls` their number."""

    __slots__ = ("callees", "calls", "components", "order", "recursive", "sites")

    def __init__(self, module: Module):
        self.callees: dict[str, list[str]] = {}
        self.sites: dict[str, list[Op]] = {}
        for name, function in module.functions.items():
            found: dict[str, None] = {}
            for op in function.walk():
                if op.info.name == "call":
                    callee = op.attrs["callee"]
                    found[callee] = None
                    self.sites.setdefault(callee, []).append(op)
            self.callees[name] = [c for c in found if c in module.functions]
        self.calls = {name: len(sites) for name, sites in self.sites.items()}
        self.order: list[Function] = []
        self.recursive: set[str] = set()
        self.components = _components(self.callees)
        for component in self.components:
            self.order += [module.functions[name] for name in component]
            if len(component) > 1 or component[0] in self.callees[component[0]]:
                self.recursive.update(component)

    def reachable(self, roots: list[str]) -> set[str]:
        """`roots` and everything they call, directly or not."""
        seen: set[str] = set()
        while roots:
            name = roots.pop()
            if name not in seen:
                seen.add(name)
                roots += self.callees.get(name, ())
        return seen


def _components(edges: dict[str, list[str]]) -> list[list[str]]:
    """Strongly connected components, callees first (Tarjan's algorithm without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in edges:
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for callee in rest:
                if callee not in number:
                    number[callee] = low[callee] = len(number)
                    stack.append(callee)
                    on_stack.add(callee)
                    work.append((callee, iter(edges[callee])))
                    break
                if callee in on_stack:
                    low[node] = min(low[node], number[callee])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    cut = stack.index(node)
                    found.append(stack[cut:])
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
    return found
