"""The entry of launches: `kernel[grid, block](…)` as machine code, one function for all kernels.

What it reads is in `runtime/gpu/entry.py` (a launch, its steps, device arrays) and `pending.py`
(the machine). It packs the arguments on its stack, takes the next place among the launches, and
calls the driver without the GIL, in the kernel's context, which it leaves as it found it. Whatever
is not exactly what it reads goes to Python, through `js.slow`; so does what the driver refuses.
"""

from __future__ import annotations

from functools import cache

from ...ir.core import Module
from ...runtime import abi
from ...runtime.gpu import entry, pending, record
from ..target import host
from ..writer import Writer
from .code import CANNOT, Code
from .support import PY_PARAMS, support

_LEVELS = entry.DEEPEST + 1


@cache
def compile_entry() -> bytes:
    """The object file, for every processor of this machine's kind."""
    from . import compile_written

    w = Writer(Module(), host())
    support(w)
    _Entry(w).write()
    return compile_written(w, host().saved_levels()[0])


class _Entry(Code):
    """The function. `step`, `args`, `left`, `depth` are in memory until LLVM sees them: the next
    step, the next argument, how many there are, in how many tuples they lie."""

    def __init__(self, w: Writer):
        super().__init__(w)
        self.step, self.args, self.left, self.depth = (self.alloca("i64") for _ in range(4))
        self.outer_args, self.outer_left = (self.alloca("i64", _LEVELS) for _ in range(2))
        self.arrays, self.array_count = self.alloca("ptr", entry.MOST_ARRAYS), self.alloca("i64")
        self.fast = self.alloca("i64")  # the flags that all arrays have
        self.plan = self.machine = self.packed = ""

    def write(self) -> None:
        self._begin()
        self._next()
        self._array()
        self._copied()
        self._float()
        self._int()
        self._bool()
        self._tuple()
        function, variant = self._variant()
        place = self._take(variant)
        self._start(function, variant, place)
        self.block("slow")
        self.line(f"ret ptr {self.let('call ptr @js.slow(' + PY_PARAMS + ')')}")
        self.w.define(self.function(f"define ptr @{entry.SYMBOL}({PY_PARAMS}) nounwind"))

    # --- words -----------------------------------------------------------------------------------

    def word(self, base: str, number: int, type: str = "i64") -> str:
        return self.load(type, base, 8 * number)

    def element(self, base: str, index: str, size: int = 8) -> str:
        at = self.let(f"mul i64 {index}, {size}") if size != 1 else index
        return self.let(f"getelementptr i8, ptr {base}, i64 {at}")

    def must(self, condition: str) -> None:
        self.unless(self.let(condition), "slow")

    def go(self, label: str) -> None:
        self.line(f"br label %{label}")

    def either(self, condition: str, then: str, otherwise: str) -> None:
        self.line(f"br i1 {condition}, label %{then}, label %{otherwise}")

    # --- arguments -------------------------------------------------------------------------------

    def _begin(self) -> None:
        """May it be launched from here?"""
        slot = self.let(f"ptrtoint ptr {self.data('callable_slot')} to i64")
        own = self.element("%self", slot, 1)
        self.plan = plan = self.word(own, entry.OWN, "ptr")
        self.machine = machine = self.word(plan, entry.MACHINE, "ptr")
        self.must(f"icmp eq i64 {self.word(machine, pending.OPEN)}, 1")
        self.must("icmp eq ptr %kwnames, null")
        given = self.let(f"and i64 %nargsf, {(1 << 63) - 1}")
        self.must(f"icmp eq i64 {given}, {self.word(plan, entry.ARGUMENTS)}")
        self.unless(self.let(f"icmp eq i64 {self.word(plan, entry.FOREIGN)}, 0"), "foreign")
        self.go("begin")
        self.block("foreign")  # has it waited for all that the others were given?
        work = self.word(machine, pending.WORK)
        self.must(f"icmp eq i64 {work}, {self.word(plan, entry.ORDERED)}")
        self.go("begin")
        self.block("begin")
        self.packed = self.let(f"alloca i8, i64 {self.word(plan, entry.SIZE)}, align 16")
        self.store("ptr", self.word(plan, entry.STEPS, "ptr"), self.step)
        self.store("ptr", "%args", self.args)
        self.store("i64", given, self.left)
        self.store("i64", "0", self.depth)
        self.store("i64", "0", self.array_count)
        self.store("i64", "-1", self.fast)
        self.go("next")

    def _next(self) -> None:
        """The next argument, by its step's kind, or the end of all, or of a tuple."""
        self.block("next")
        step, left = self.load("ptr", self.step), self.load("i64", self.left)
        depth = self.load("i64", self.depth)
        self.store("ptr", self.offset(step, 8 * entry.STEP_WORDS), self.step)
        self.either(self.let(f"icmp eq i64 {left}, 0"), "level.end", "argument")
        self.block("level.end")
        self.either(self.let(f"icmp eq i64 {depth}, 0"), "packed", "leave")
        self.block("leave")
        outer = self.let(f"sub i64 {depth}, 1")
        self.store("i64", outer, self.depth)
        for kept, to in ((self.outer_args, self.args), (self.outer_left, self.left)):
            self.store("i64", self.load("i64", self.element(kept, outer)), to)
        self.go("next")
        self.block("argument")
        args = self.load("ptr", self.args)
        self.value = self.load("ptr", args)
        self.store("ptr", self.offset(args, 8), self.args)
        self.store("i64", self.let(f"sub i64 {left}, 1"), self.left)
        self.now = step
        self.exact, self.width = self.word(step, entry.TYPE), self.word(step, entry.WIDTH)
        self.to = self.element(self.packed, self.word(step, entry.OFFSET), 1)
        self.type = self.type_of(self.value)
        cases = " ".join(
            f"i64 {kind}, label %{label}"
            for kind, label in (
                (entry.ARRAY, "array"),
                (entry.COPIED, "copied"),
                (entry.FLOAT, "float"),
                (entry.INT, "int"),
                (entry.BOOL, "bool"),
                (entry.TUPLE, "tuple"),
            )
        )
        self.line(f"switch i64 {self.word(step, entry.KIND)}, label %slow [{cases}]")

    def _array(self) -> None:
        """A device array: of this machine, not freed, of this dtype and rank."""
        self.block("array")
        self.must(f"icmp eq ptr {self.type}, {self.word(self.machine, pending.ARRAY, 'ptr')}")
        slot = self.word(self.plan, entry.SLOT)
        description = self.load("ptr", self.element(self.value, slot, 1))
        self.must(f"icmp ne ptr {description}, null")
        about = self.offset(description, entry.BYTES)
        self.must(f"icmp eq ptr {self.word(about, entry.OWNER, 'ptr')}, {self.machine}")
        alive = self.load("i64", self.word(about, entry.ALIVE, "ptr"))
        self.must(f"icmp eq i64 {alive}, 1")
        self.must(f"icmp eq i64 {self.word(about, entry.LAYOUT)}, {self.exact}")
        flags = self.word(about, entry.FLAGS)
        fixed = self.let(f"mul i64 {self.word(self.now, entry.LOW)}, {entry.READ_ONLY}")
        self.must(f"icmp eq i64 {self.let(f'and i64 {flags}, {fixed}')}, 0")
        self.must(f"icmp ne i64 {self.let(f'and i64 {flags}, {entry.USABLE}')}, 0")
        self.store("i64", self.let(f"and i64 {self.load('i64', self.fast)}, {flags}"), self.fast)
        count = self.load("i64", self.array_count)
        self.store("ptr", about, self.element(self.arrays, count))
        self.store("i64", self.let(f"add i64 {count}, 1"), self.array_count)
        words = self.offset(about, 8 * entry.PLACE)
        done = self.alloca("i64")
        self.store("i64", "0", done)
        self.go("words")
        self.block("words")  # a call of memcpy would take longer
        at = self.load("i64", done)
        word = self.let(f"load i64, ptr {self.element(words, at, 1)}, align 8")
        self.line(f"store i64 {word}, ptr {self.element(self.to, at, 1)}, align 8")
        self.store("i64", self.let(f"add i64 {at}, 8"), done)
        more = self.let(f"icmp ult i64 {self.load('i64', done)}, {self.width}")
        self.either(more, "words", "next")

    def _copied(self) -> None:
        """A scalar of the exact type: its bytes."""
        self.block("copied")
        exact = self.let(f"inttoptr i64 {self.exact} to ptr")
        self.must(f"icmp eq ptr {self.type}, {exact}")
        at = self.offset(self.value, abi.SCALAR_VALUE)
        self._by_width("copy", (1, 2, 4, 8, 16))
        for n in (1, 2, 4, 8, 16):
            self.block(f"copy{n}")
            for part in range(0, n, 8):
                bits = 8 * min(n, 8)
                source, to = self.offset(at, part), self.offset(self.to, part)
                value = self.let(f"load i{bits}, ptr {source}, align {bits // 8}")
                self.line(f"store i{bits} {value}, ptr {to}, align {bits // 8}")
            self.go("next")

    def _by_width(self, name: str, widths: tuple[int, ...]) -> None:
        cases = " ".join(f"i64 {n}, label %{name}{n}" for n in widths)
        self.line(f"switch i64 {self.width}, label %slow [{cases}]")

    def _float(self) -> None:
        """A float, or the exact type; for 32 bits only what they hold."""
        self.block("float")
        own = self.let(f"icmp eq ptr {self.type}, {self.data('PyFloat_Type')}")
        self.either(own, "float.own", "copied")
        self.block("float.own")
        number = self.load("double", self.value, abi.SCALAR_VALUE)
        self.either(self.let(f"icmp eq i64 {self.width}, 8"), "double", "single")
        self.block("double")
        self.line(f"store double {number}, ptr {self.to}, align 8")
        self.go("next")
        self.block("single")
        short = self.let(f"fptrunc double {number} to float")
        again = self.let(f"fpext float {short} to double")
        self.must(f"fcmp ueq double {again}, {number}")  # where it is a nan, too
        self.line(f"store float {short}, ptr {self.to}, align 4")
        self.go("next")

    def _int(self) -> None:
        self.block("int")
        own = self.let(f"icmp eq ptr {self.type}, {self.data('PyLong_Type')}")
        self.either(own, "int.own", "copied")
        self.block("int.own")
        beyond = self.alloca("i32")
        whole = self.host("PyLong_AsLongLongAndOverflow", self.value, beyond)
        self.must(f"icmp eq i32 {self.load('i32', beyond)}, 0")
        self.must(f"icmp sge i64 {whole}, {self.word(self.now, entry.LOW)}")
        self.must(f"icmp sle i64 {whole}, {self.word(self.now, entry.HIGH)}")
        self._by_width("int", (1, 2, 4, 8))
        for n in (1, 2, 4, 8):
            self.block(f"int{n}")
            part = self.let(f"trunc i64 {whole} to i{8 * n}") if n < 8 else whole
            self.line(f"store i{8 * n} {part}, ptr {self.to}, align {n}")
            self.go("next")

    def _bool(self) -> None:
        self.block("bool")
        true = self.let(f"icmp eq ptr {self.value}, {self.data('True')}")
        false = self.let(f"icmp eq ptr {self.value}, {self.data('False')}")
        self.either(self.let(f"or i1 {true}, {false}"), "bool.own", "copied")
        self.block("bool.own")
        self.line(f"store i8 {self.let(f'zext i1 {true} to i8')}, ptr {self.to}, align 1")
        self.go("next")

    def _tuple(self) -> None:
        """Its items are the next arguments."""
        self.block("tuple")
        self.must(f"icmp eq ptr {self.type}, {self.data('PyTuple_Type')}")
        self.must(f"icmp eq i64 {self.host('PyTuple_Size', self.value)}, {self.width}")
        depth = self.load("i64", self.depth)
        for kept, now in ((self.outer_args, self.args), (self.outer_left, self.left)):
            self.store("i64", self.load("i64", now), self.element(kept, depth))
        self.store("i64", self.let(f"add i64 {depth}, 1"), self.depth)
        items = self.word(self.plan, entry.ITEMS)
        self.store("ptr", self.element(self.value, items, 1), self.args)
        self.store("i64", self.width, self.left)
        self.go("next")

    # --- the launch ------------------------------------------------------------------------------

    def _variant(self) -> tuple[str, str]:
        """The function, and the number of the variant: the first where all arrays are contiguous,
        begin where it needs them to, and none that is written meets another."""
        self.block("packed")
        pairs = self.word(self.plan, entry.PAIRS, "ptr")
        count = self.word(self.plan, entry.PAIR_COUNT)
        simple = self.let(f"and i64 {self.load('i64', self.fast)}, {entry.SIMPLE}")
        self.either(self.let(f"icmp ne i64 {simple}, 0"), "pair", "any")
        self.block("pair")
        self.line("%i = phi i64 [0, %packed], [%i.next, %apart]")
        self.either(self.let(f"icmp ult i64 %i, {count}"), "compare", "apart.all")
        self.block("apart.all")
        needs = self.word(self.plan, entry.NEEDS)
        has = self.let(f"and i64 {self.load('i64', self.fast)}, {needs}")
        wide = self.let(f"icmp eq i64 {has}, {needs}")
        near = self.let(f"select i1 {wide}, i64 0, i64 {pending.NEAR_VARIANT}")
        self.go("chosen")
        self.block("compare")
        pair = self.element(pairs, "%i")
        both = []
        for k in (0, 4):
            short = self.let(f"load i32, ptr {self.offset(pair, k)}, align 4")
            number = self.let(f"zext i32 {short} to i64")
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
