"""The entry of launches: `kernel[grid, block](…)` as machine code, one function for all kernels.

What it reads is in `runtime/gpu/entry.py` (a launch, its steps, device arrays) and `pending.py`
(the machine). It packs the arguments on its stack, takes the next place among the launches, and
calls the driver without the GIL, in the kernel's context, which it leaves as it found it. Whatever
is not exactly what it reads goes to Python, through `js.slow`; so does what the driver refuses.
"""

from __future__ import annotations

from functools import cache

from ...ir.core import Module
from ...runtime.gpu import entry, pending, record
from ..target import host
from ..writer import Writer
from .code import CANNOT
from .launch_arguments import Arguments
from .support import PY_PARAMS, support


@cache
def compile_entry() -> bytes:
    """The object file, for every processor of this machine's kind."""
    from . import compile_written

    w = Writer(Module(), host())
    support(w)
    _Entry(w).write()
    return compile_written(w, host().saved_levels()[0])


class _Entry(Arguments):
    """The function."""

    def write(self) -> None:
        self.pack()
        function, variant = self._variant()
        place = self._take(variant)
        self._start(function, variant, place)
        self.block("slow")
        self.line(f"ret ptr {self.let('call ptr @js.slow(' + PY_PARAMS + ')')}")
        self.w.define(self.function(f"define ptr @{entry.SYMBOL}({PY_PARAMS}) nounwind"))

    def _variant(self) -> tuple[str, str]:
        """The function, and the number of the variant: the first where all arrays are contiguous,
        begin where it needs them to, and none that is written meets another."""
        self.block("packed")
        seen = self.load("i64", self.seen)  # where it is none, the machine is the current one
        self.either(self.let(f"icmp eq i64 {seen}, 0"), "slow", "pairs")
        self.block("pairs")
        pairs = self.word(self.plan, entry.PAIRS, "ptr")
        count = self.word(self.plan, entry.PAIR_COUNT)
        simple = self.let(f"and i64 {self.load('i64', self.fast)}, {entry.SIMPLE}")
        self.either(self.let(f"icmp ne i64 {simple}, 0"), "pair", "any")
        self.block("pair")
        self.line("%i = phi i64 [0, %pairs], [%i.next, %apart]")
        self.either(self.let(f"icmp ult i64 %i, {count}"), "compare", "apart.all")
        self.block("apart.all")
        needs = self.word(self.plan, entry.NEEDS)
        has = self.let(f"and i64 {self.load('i64', self.fast)}, {needs}")
        wide = self.let(f"icmp eq i64 {has}, {needs}")
        near = self.let(f"select i1 {wide}, i64 0, i64 {pending.NEAR_VARIANT}")
        self.go("chosen")
        self.block("compare")
        pair = self.element(pairs, "%i")
        numbers = []
        for k in (0, 4):
            short = self.let(f"load i32, ptr {self.offset(pair, k)}, align 4")
            numbers.append(self.let(f"zext i32 {short} to i64"))
        bits = [self.let(f"lshr i64 {seen}, {number}") for number in numbers]
        given = self.let(f"and i64 1, {self.let(f'and i64 {bits[0]}, {bits[1]}')}")
        self.either(self.let(f"icmp eq i64 {given}, 1"), "both", "apart")
        self.block("both")
        both = []
        for number in numbers:
            about = self.load("ptr", self.element(self.arrays, number))
            both.append((self.word(about, entry.PLACE), self.word(about, entry.STOP)))
        (a, a_end), (b, b_end) = both
        below = self.let(f"icmp ule i64 {a_end}, {b}")
        above = self.let(f"icmp ule i64 {b_end}, {a}")
        self.either(self.let(f"or i1 {below}, {above}"), "apart", "any")
        self.block("apart")
        self.line("%i.next = add i64 %i, 1")
        self.go("pair")
        self.block("any")
        self.go("chosen")
        self.block("chosen")
        variant = self.let(f"phi i64 [{near}, %apart.all], [{pending.ANY_VARIANT}, %any]")
        functions = self.offset(self.plan, 8 * entry.FUNCTIONS)
        function = self.load("i64", self.element(functions, variant))
        self.must(f"icmp ne i64 {function}, 0")
        return function, variant

    def _take(self, variant: str) -> str:
        """The next place among the launches; its record's address is packed."""
        machine = self.machine
        number = self.word(machine, pending.TAIL)
        under_way = self.let(f"sub i64 {number}, {self.word(machine, pending.HEAD)}")
        self.must(f"icmp ult i64 {under_way}, {pending.RECORDS}")
        index = self.let(f"and i64 {number}, {pending.RECORDS - 1}")
        place = self.element(self.offset(machine, 8 * pending.PLACES), index, 16)
        self.store("ptr", "%self", place)
        self.store("i64", variant, place, 8)
        following = self.let(f"add i64 {number}, 1")
        self.store("i64", following, machine, 8 * pending.TAIL)
        self.store("i64", following, self.plan, 8 * entry.LAST)
        ordered = self.let(f"sub i64 1, {self.word(self.plan, entry.FOREIGN)}")
        work = self.let(f"add i64 {self.word(machine, pending.WORK)}, {ordered}")
        self.store("i64", work, machine, 8 * pending.WORK)
        offset = self.let(f"mul i64 {index}, {record.SIZE}")
        at = self.let(f"add i64 {self.word(machine, pending.RECORD)}, {offset}")
        self.store("i64", at, self.element(self.packed, self.word(self.plan, entry.RECORD), 1))
        return place

    def _start(self, function: str, variant: str, place: str) -> None:
        """Call the driver without the GIL."""
        plan, machine = self.plan, self.machine
        extra, size, found = self.alloca("i64", 5), self.alloca("i64"), self.alloca("ptr")
        self.store("i64", self.word(plan, entry.SIZE), size)
        for i, (type, value) in enumerate(
            (("i64", "1"), ("ptr", self.packed), ("i64", "2"), ("ptr", size), ("i64", "0"))
        ):
            self.store(type, value, extra, 8 * i)
        shape = self.offset(plan, 8 * entry.SHAPE)
        sizes = [
            f"i32 {self.let(f'load i32, ptr {self.offset(shape, 4 * i)}, align 4')}"
            for i in range(7)
        ]
        stream = self.word(plan, entry.STREAM)
        start, get, enter, context = (
            self.word(machine, n, "ptr")
            for n in (pending.START, pending.GET_CONTEXT, pending.SET_CONTEXT, pending.CONTEXT)
        )
        thread = self.host("PyEval_SaveThread")
        self.store("ptr", "null", found)
        self.let(f"call i32 {get}(ptr {found})")
        before = self.load("ptr", found)
        same = self.let(f"icmp eq ptr {before}, {context}")
        self.branch(same, "entered", "enter")
        self.block("enter")
        self.let(f"call i32 {enter}(ptr {context})")
        self.go("entered")
        self.block("entered")
        packed = f"i64 {stream}, ptr null, ptr {extra}"
        status = self.let(f"call i32 {start}(i64 {function}, {', '.join(sizes)}, {packed})")
        none = self.let(f"icmp eq ptr {before}, null")  # then it stays
        self.branch(self.let(f"or i1 {same}, {none}"), "left", "leave.it")
        self.block("leave.it")
        self.let(f"call i32 {enter}(ptr {before})")
        self.go("left")
        self.block("left")
        self.host("PyEval_RestoreThread", thread)
        self.store("i64", self.let(f"or i64 {variant}, {pending.HAS_BEGUN}"), place, 8)
        begun = self.let(f"add i64 {self.word(machine, pending.BEGUN)}, 1")
        self.store("i64", begun, machine, 8 * pending.BEGUN)
        self.unless(self.let(f"icmp eq i32 {status}, 0"), "refused")
        result = self.data("None")
        self.host("Py_IncRef", result)
        self.line(f"ret ptr {result}")
        self.block("refused")
        told = self.host(
            "PyLong_FromLongLong", self.let(f"sext i32 {status} to i64"), otherwise="no.memory"
        )
        operands = (self.data("slow_call"), "%self", told, self.data("None"), "null")
        # Its result, an exception, is handed on.
        answer = self.host("PyObject_CallFunctionObjArgs", *operands, otherwise=CANNOT)
        self.host("Py_DecRef", told)
        self.line(f"ret ptr {answer}")
        self.block("no.memory")
        self.line("ret ptr null")
