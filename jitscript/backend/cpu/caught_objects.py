"""A caught error that becomes Python's object, which its record holds from then on."""

from __future__ import annotations

from ..exceptions import PENDING
from ..writer import Writer, symbol
from .caught import ARGS, MADE, NUMBER, once, with_gil
from .code import CANNOT, Code


def object_of(w: Writer) -> str:
    """`ptr(ctx, caught)`: a block with the Python object that the error is from now on."""

    def make(c: Code) -> None:
        found: list[str] = []

        def ask() -> None:
            c.line(f"store i8 1, ptr {shown(w)}, align 1")
            words = [c.let(f"ptrtoint ptr {p} to i64") for p in ("%caught", w.pending(), "%ctx")]
            object = _asked(c, "object_of_caught", words)
            before, hold, lost, held, after = (c.label() for _ in range(5))
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


def _asked(c: Code, function: str, words: list[str]) -> str:
    """What a function of the runtime gives for these numbers; null with an error set."""
    numbers = [c.host("PyLong_FromLongLong", word, otherwise=CANNOT) for word in words]
    there = c.let(f"icmp ne ptr {numbers[0]}, null")
    for number in numbers[1:]:
        there = c.let(f"and i1 {there}, {c.let(f'icmp ne ptr {number}, null')}")
    ready, called, none, made = (c.label() for _ in range(4))
    c.branch(there, ready, none)
    c.block(none)
    c.line(f"br label %{made}")
    c.block(ready)
    # Looked at when its operands are given back.
    args = (c.data(function), *numbers, "null")
    asked = c.host("PyObject_CallFunctionObjArgs", *args, otherwise=CANNOT)
    c.line(f"br label %{called}")
    c.block(called)
    c.line(f"br label %{made}")
    c.block(made)
    found = c.let(f"phi ptr [null, %{none}], [{asked}, %{called}]")
    for number in numbers:
        c.host("Py_DecRef", number)
    return found


def shown(w: Writer) -> str:
    """A byte that is set where an object was made of an error: of those that are instances the
    runtime has to hear when the call ends."""
    if SHOWN not in w.named:
        w.named[SHOWN] = symbol("js.shown")
        w.globals.append(f"{w.named[SHOWN]} = internal global i8 0, align 1")
    return w.named[SHOWN]


SHOWN, CARRIES = "shown", "carried"  # in `Writer.named` where there are such, and errors


def native_of(w: Writer) -> str:
    """`ptr(ctx, caught, made)`: the instance that an error is, if it is made so (0: however); also
    where there is an object of it already. Null where it is none."""

    def make(c: Code) -> None:
        site = c.load("ptr", "%caught")
        c.branch(c.let(f"icmp eq i64 {c.load('i64', site, NUMBER)}, {PENDING}"), "pending", "here")
        c.block("here")
        same = c.let(f"icmp eq i64 {c.load('i64', site, MADE)}, %made")
        same = c.let(f"or i1 {same}, {c.let('icmp eq i64 %made, 0')}")
        known = c.load("ptr", "%caught", ARGS)
        c.line(f"ret ptr {c.let(f'select i1 {same}, ptr {known}, ptr null')}")
        c.block("pending")
        slot = c.alloca("i64")
        c.line(f"store i64 0, ptr {slot}, align 8")

        def ask() -> None:
            words = [c.let("ptrtoint ptr %caught to i64"), "%made"]
            found = _asked(c, "native_of_caught", words)
            told, lost, after = c.label(), c.label(), c.label()
            c.branch(c.let(f"icmp ne ptr {found}, null"), told, lost)
            c.block(told)
            overflow = c.alloca("i32")
            number = c.host("PyLong_AsLongLongAndOverflow", found, overflow)
            c.line(f"store i64 {number}, ptr {slot}, align 8")
            c.host("Py_DecRef", found)
            c.line(f"br label %{after}")
            c.block(lost)
            c.host("PyErr_Clear")
            c.line(f"br label %{after}")
            c.block(after)

        with_gil(c, ask)
        number = c.load("i64", slot)
        c.line(f"ret ptr {c.let(f'inttoptr i64 {number} to ptr')}")

    name = "js.caught native"
    return once(w, name, f"ptr {symbol(name)}(ptr %ctx, ptr %caught, i64 %made)", make)


def settled(c: Code, context: str, otherwise: str) -> None:
    """Where errors that are instances may have become objects: have them be as others from here."""
    if SHOWN not in c.w.named:
        return
    tell, on = c.label(), c.label()
    quiet = c.let(f"icmp eq i8 {c.load('i8', shown(c.w))}, 0")
    c.line(f"br i1 {quiet}, label %{on}, label %{tell}")
    c.block(tell)
    address = c.let(f"ptrtoint ptr {context} to i64")
    number = c.host("PyLong_FromLongLong", address, otherwise=otherwise)
    function = c.data("settle_carried")
    left = c.host("PyObject_CallFunctionObjArgs", function, number, "null", otherwise=CANNOT)
    c.host("Py_DecRef", number)
    c.unless(c.let(f"icmp ne ptr {left}, null"), otherwise)
    overflow = c.alloca("i32")
    others = c.let(f"icmp ne i64 {c.host('PyLong_AsLongLongAndOverflow', left, overflow)}, 0")
    c.line(f"store i8 {c.let(f'zext i1 {others} to i8')}, ptr {shown(c.w)}, align 1")
    c.host("Py_DecRef", left)
    c.line(f"br label %{on}")
    c.block(on)
