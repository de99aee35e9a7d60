"""A caught error that becomes Python's object, which its record holds from then on."""

from __future__ import annotations

from ..writer import Writer, symbol
from .caught import once, with_gil
from .code import CANNOT, Code


def object_of(w: Writer) -> str:
    """`ptr(ctx, caught)`: a block with the Python object that the error is from now on."""

    def make(c: Code) -> None:
        found: list[str] = []

        def ask() -> None:
            numbers = [
                c.host("PyLong_FromLongLong", c.let(f"ptrtoint ptr {p} to i64"), otherwise=CANNOT)
                for p in ("%caught", w.pending())
            ]
            both = [c.let(f"icmp ne ptr {x}, null") for x in numbers]
            ready, made, none, after = (c.label() for _ in range(4))
            c.branch(c.let(f"and i1 {both[0]}, {both[1]}"), ready, none)
            c.block(none)
            c.line(f"br label %{made}")
            c.block(ready)
            # Looked at when its operands are given back.
            asked = c.host(
                "PyObject_CallFunctionObjArgs",
                *(c.data("object_of_caught"), *numbers, "null"),
                otherwise=CANNOT,
            )
            called = c.label()
            c.line(f"br label %{called}")
            c.block(called)
            c.line(f"br label %{made}")
            c.block(made)
            object = c.let(f"phi ptr [null, %{none}], [{asked}, %{called}]")
            for number in numbers:
                c.host("Py_DecRef", number)
            hold, lost, held = c.label(), c.label(), c.label()
            before = c.label()
            c.line(f"br label %{before}")
            c.block(before)
            c.branch(c.let(f"icmp ne ptr {object}, null"), hold, after)
            c.block(hold)
            block = c.let(f"call ptr {w.target.hold(w)}(ptr {object})")
            c.host("Py_DecRef", object)
            c.branch(c.let(f"icmp ne ptr {block}, null"), held, lost)
            c.block(lost)
            c.host("PyErr_NoMemory")
            c.line(f"br label %{held}")
            c.block(held)
            c.line(f"br label %{after}")
            c.block(after)
            found.append(c.let(f"phi ptr [null, %{before}], [{block}, %{held}]"))

        with_gil(c, ask)
        c.line(f"ret ptr {found[0]}")

    name = "js.caught object"
    return once(w, name, f"ptr {symbol(name)}(ptr %ctx, ptr %caught)", make)
