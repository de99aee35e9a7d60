"""What passes share: dropping ops without searching lists, replacing results, looking at exits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..core import Function, Module, Op, Region, Value


def forget(op: Op) -> None:
    """Take back the uses that `op` and everything in it make. The caller drops `op` from the
    list of its region, usually by building a new list."""
    for inner in op.walk():
        inner.parent = None
        inner.set_operands(())


def replace(op: Op, values: Sequence[Value]) -> None:
    """Let every user of the results of `op` use `values`, which inherit the names."""
    for old, new in zip(op.results, values):
        if old.uses:
            if not new.name and new.op is not None:
                new.name = old.name
            old.replace_with(new)


def regions(region: Region) -> Iterator[Region]:
    """`region` and all regions nested in it, outside first."""
    yield region
    for op in region.walk():
        yield from op.regions


def each_function(rewrite: Callable[[Function], None]) -> Callable[[Module], None]:
    """The pass that applies `rewrite` to every function."""

    def run(module: Module) -> None:
        for function in module.functions.values():
            rewrite(function)

    run.__doc__ = rewrite.__doc__
    return run


def exits(region: Region) -> Iterator[Op]:
    """Every terminator in `region` and in the regions nested there."""
    for op in list(region.ops):
        if op.regions:
            for inner in op.regions:
                yield from exits(inner)
        elif op.info.terminator:
            yield op
