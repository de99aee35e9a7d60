"""Tuples and unions: values made of values, which are nothing but a choice of leaves."""

from __future__ import annotations

from ...ir.core import Op, Value
from ...ir.types import Tuple, Type, Union
from ..layout import layout, tag
from .function import FunctionLowering


def lower_make_tuple(f: FunctionLowering, op: Op) -> None:
    f.set(op, *f.flat(op.operands))


def lower_get_item(f: FunctionLowering, op: Op) -> None:
    t = op.operands[0].type
    assert isinstance(t, Tuple)
    index = op.attrs["index"]
    start = sum(len(layout(item).leaves) for item in t.items[:index])
    found = f.values[op.operands[0]]
    f.set(op, *found[start : start + len(layout(t.items[index]).leaves)])


def lower_select(f: FunctionLowering, op: Op) -> None:
    c, a, b = op.operands
    if op.attrs.get("loose") and c.op is not None:
        f.set(op, _loosely(f, c.op, a, b))
        return
    chosen = [
        x if x == y else f.new(f"select i1 {f.one(c)}, {leaf.reg} {x}, {leaf.reg} {y}")
        for leaf, x, y in zip(layout(a.type).leaves, f.values[a], f.values[b])
    ]
    f.set(op, *chosen)


def _loosely(f: FunctionLowering, comparison: Op, a: Value, b: Value) -> str:
    """With the flags by which LLVM knows the greatest, or least, of a loop's values."""
    (leaf,) = layout(a.type).leaves
    x, y = (f.one(v) for v in comparison.operands)
    found = f.new(f"fcmp nnan nsz o{comparison.opcode} {leaf.reg} {x}, {y}")
    return f.new(f"select nnan nsz i1 {found}, {leaf.reg} {f.one(a)}, {leaf.reg} {f.one(b)}")


def lower_make_union(f: FunctionLowering, op: Op) -> None:
    to, source = op.result.type, op.operands[0].type
    assert isinstance(to, Union)
    f.set(op, *widen(f, source, to, f.values[op.operands[0]]))


def widen(f: FunctionLowering, source: Type, to: Union, leaves: list[str]) -> list[str]:
    """`leaves` of a `source` as a `to`, of which it is a member or a smaller union."""
    found = [leaf.zero for leaf in layout(to).leaves]
    if not isinstance(source, Union):
        found[0] = str(tag(to, source))
        start = layout(to).slots[source]
        found[start : start + len(leaves)] = leaves if leaves else found[start:start]
        return found
    for member in source.members:
        here, there = layout(source).slots[member], layout(to).slots[member]
        for k in range(len(layout(member).leaves)):
            found[there + k] = leaves[here + k]
    found[0] = _translate(f, leaves[0], [tag(to, m) for m in source.members])
    return found


def _translate(f: FunctionLowering, old: str, tags: list[int]) -> str:
    """The tag that `tags` gives for each old tag."""
    if not old.startswith("%"):
        return str(tags[int(old)])
    if tags == [tags[0] + i for i in range(len(tags))]:
        return old if tags[0] == 0 else f.new(f"add nuw i8 {old}, {tags[0]}")
    new = str(tags[-1])
    for i in reversed(range(len(tags) - 1)):
        here = f.new(f"icmp eq i8 {old}, {i}")
        new = f.new(f"select i1 {here}, i8 {tags[i]}, i8 {new}")
    return new


def lower_is_member(f: FunctionLowering, op: Op) -> None:
    t, member = op.operands[0].type, op.attrs["member"]
    assert isinstance(t, Union)
    held = f.values[op.operands[0]][0]
    wanted = member.members if isinstance(member, Union) else (member,)
    if len(wanted) == len(t.members):
        f.set(op, "true")
        return
    tests = [f.new(f"icmp eq i8 {held}, {tag(t, m)}") for m in wanted]
    found = tests[0]
    for test in tests[1:]:
        found = f.new(f"or i1 {found}, {test}")
    f.set(op, found)


def lower_get_member(f: FunctionLowering, op: Op) -> None:
    t, member = op.operands[0].type, op.result.type
    assert isinstance(t, Union)
    leaves = f.values[op.operands[0]]
    if not isinstance(member, Union):
        start = layout(t).slots[member]
        f.set(op, *leaves[start : start + len(layout(member).leaves)])
        return
    found = [leaf.zero for leaf in layout(member).leaves]
    for m in member.members:
        here, there = layout(t).slots[m], layout(member).slots[m]
        for k in range(len(layout(m).leaves)):
            found[there + k] = leaves[here + k]
    # A tag outside of `member` may become any of its tags.
    tags = [
        tag(member, m) if m in member.members else min(i, len(member.members) - 1)
        for i, m in enumerate(t.members)
    ]
    found[0] = _translate(f, leaves[0], tags)
    f.set(op, *found)


def lower_same(f: FunctionLowering, op: Op) -> None:
    f.set(op, *f.values[op.operands[0]])


EMIT = {
    "enum.make": lower_same,
    "enum.code": lower_same,
    "tuple.make": lower_make_tuple,
    "tuple.get": lower_get_item,
    "select": lower_select,
    "union.make": lower_make_union,
    "union.is": lower_is_member,
    "union.get": lower_get_member,
}
