"""The arguments of a launch, checked and packed by machine code (`launching.py`): a loop over the
steps of `runtime/gpu/entry.py`, which ends in the block `packed`, or in `slow`."""

from __future__ import annotations

from ...runtime import abi
from ...runtime.gpu import entry, pending
from ..writer import Writer
from .code import Code

_LEVELS = entry.DEEPEST + 1


class Arguments(Code):
    """`step`, `args`, `left`, `depth`, `missing` are in memory until LLVM sees them: the next step,
    the next argument, how many there are, in how many tuples they lie, how many defaults follow;
    `row` is the step that is taken."""

    def __init__(self, w: Writer):
        super().__init__(w)
        self.step, self.args, self.left, self.depth = (self.alloca("i64") for _ in range(4))
        self.missing, self.row, self.case = (self.alloca("i64") for _ in range(3))
        self.outer_args, self.outer_left = (self.alloca("i64", _LEVELS) for _ in range(2))
        self.outer_step = self.alloca("i64", _LEVELS)
        self.arrays, self.seen = self.alloca("ptr", entry.MOST_ARRAYS), self.alloca("i64")
        self.fast = self.alloca("i64")  # the flags that all arrays have; `seen`: a bit for each
        self.plan = self.machine = self.packed = ""

    def pack(self) -> None:
        """All of it."""
        self._begin()
        self._next()
        self._array()
        self._copied()
        self._float()
        self._int()
        self._bool()
        self._tuple()
        self._union()

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
        self.must(f"icmp ule i64 {given}, {self.word(plan, entry.ARGUMENTS)}")
        self.must(f"icmp uge i64 {given}, {self.word(plan, entry.REQUIRED)}")
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
        missing = self.let(f"sub i64 {self.word(plan, entry.ALL)}, {given}")
        self.store("i64", missing, self.missing)
        self.store("i64", "0", self.depth)
        self.store("i64", "0", self.seen)
        self.store("i64", "-1", self.fast)
        self.go("clear")
        self.block("clear")
        self.line("%at = phi i64 [0, %begin], [%at.next, %clear.word]")
        cleared = self.let(f"icmp uge i64 %at, {self.word(plan, entry.CLEARED)}")
        self.either(cleared, "next", "clear.word")
        self.block("clear.word")
        self.line(f"store i64 0, ptr {self.element(self.packed, '%at', 1)}, align 8")
        self.line("%at.next = add i64 %at, 8")
        self.go("clear")

    def _next(self) -> None:
        """The next argument, by its step's kind, or the end of all, or of a tuple."""
        self.block("next")
        left, depth = self.load("i64", self.left), self.load("i64", self.depth)
        self.either(self.let(f"icmp eq i64 {left}, 0"), "level.end", "argument")
        self.block("level.end")
        self.either(self.let(f"icmp eq i64 {depth}, 0"), "given.end", "leave")
        self.block("leave")
        outer = self.let(f"sub i64 {depth}, 1")
        self.store("i64", outer, self.depth)
        for kept, to in self._kept():
            self.store("i64", self.load("i64", self.element(kept, outer)), to)
        self.go("next")
        self.block("given.end")
        missing = self.load("i64", self.missing)
        self.either(self.let(f"icmp eq i64 {missing}, 0"), "packed", "defaults")
        self.block("defaults")
        first = self.let(f"sub i64 {self.word(self.plan, entry.ALL)}, {missing}")
        defaults = self.word(self.plan, entry.DEFAULTS, "ptr")
        self.store("ptr", self.element(defaults, first), self.args)
        self.store("i64", missing, self.left)
        self.store("i64", "0", self.missing)
        self.go("next")
        self.block("argument")
        args = self.load("ptr", self.args)
        self.value = self.load("ptr", args)
        self.type = self.type_of(self.value)
        self.store("ptr", self.offset(args, 8), self.args)
        self.store("i64", self.let(f"sub i64 {left}, 1"), self.left)
        self.store("ptr", self.load("ptr", self.step), self.row)
        self.go("take")
        self.block("take")
        self.now = self.load("ptr", self.row)
        self.store("ptr", self.element(self.now, self.word(self.now, entry.NEXT), 1), self.step)
        self.exact, self.width = self.word(self.now, entry.TYPE), self.word(self.now, entry.WIDTH)
        self.to = self.element(self.packed, self.word(self.now, entry.OFFSET), 1)
        cases = " ".join(
            f"i64 {kind}, label %{label}"
            for kind, label in (
                (entry.ARRAY, "array"),
                (entry.COPIED, "copied"),
                (entry.FLOAT, "float"),
                (entry.INT, "int"),
                (entry.BOOL, "bool"),
                (entry.TUPLE, "tuple"),
                (entry.UNION, "union"),
                (entry.NOTHING, "nothing"),
            )
        )
        self.line(f"switch i64 {self.word(self.now, entry.KIND)}, label %slow [{cases}]")

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
        number = self.word(self.now, entry.HIGH)
        self.store("ptr", about, self.element(self.arrays, number))
        bit = self.let(f"shl i64 1, {number}")
        self.store("i64", self.let(f"or i64 {self.load('i64', self.seen)}, {bit}"), self.seen)
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
        for kept, now in self._kept():
            self.store("i64", self.load("i64", now), self.element(kept, depth))
        self.store("i64", self.let(f"add i64 {depth}, 1"), self.depth)
        items = self.word(self.plan, entry.ITEMS)
        self.store("ptr", self.element(self.value, items, 1), self.args)
        self.store("ptr", self.offset(self.now, 8 * entry.STEP_WORDS), self.step)
        self.store("i64", self.width, self.left)
        self.go("next")

    def _kept(self) -> tuple[tuple[str, str], ...]:
        """What is put aside while a tuple's items are the arguments."""
        return (
            (self.outer_args, self.args),
            (self.outer_left, self.left),
            (self.outer_step, self.step),
        )

    def _union(self) -> None:
        """The first case that the value's type fits; then its member's step is taken."""
        self.block("union")
        size = 8 * entry.STEP_WORDS
        first = self.offset(self.now, size)
        last = self.element(self.now, self.width, size)
        self.store("ptr", first, self.case)
        self.go("case")
        self.block("case")
        case = self.load("ptr", self.case)
        kind = self.word(case, entry.TYPE)
        fits = self.let(f"icmp eq i64 {kind}, {self.let(f'ptrtoint ptr {self.type} to i64')}")
        both = self.let(f"or i1 {fits}, {self.let(f'icmp eq i64 {kind}, 0')}")
        self.either(both, "member", "case.next")
        self.block("case.next")
        self.must(f"icmp ne ptr {case}, {last}")
        self.store("ptr", self.offset(case, size), self.case)
        self.go("case")
        self.block("member")
        tag = self.let(f"trunc i64 {self.word(case, entry.WIDTH)} to i8")
        self.line(f"store i8 {tag}, ptr {self.to}, align 1")
        self.store("ptr", self.element(case, self.word(case, entry.LOW), 1), self.row)
        self.go("take")
        self.block("nothing")
        self.must(f"icmp eq ptr {self.value}, {self.data('None')}")
        self.go("next")
