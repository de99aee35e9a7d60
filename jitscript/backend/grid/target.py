"""The CPU grid as a target: threads of a kernel one after the other, or in turns.

What a thread is stands in its words (`runtime/gpu/block.py`), which `%ctx` leads to. An op that
waits is a suspension of a coroutine; a kernel without any is a plain function in loops.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from ...runtime.gpu import block, record
from ..cpu.target import Cpu
from ..device import Device, printing, shape_of
from ..layout import layout
from ..writer import LIKELY

if TYPE_CHECKING:
    from ...ir.core import Op, Value
    from ..lower.function import FunctionLowering
    from ..writer import Writer

# What a kernel's function returns besides 0 and 1: it is suspended; it is to end.
SUSPENDED, ENDED = 2, 3
_WORDS = {"tid": block.TID, "ntid": block.NTID, "ctaid": block.CTAID, "nctaid": block.NCTAID}


def word_of(name: str) -> int:
    """The word of an index."""
    if name == "shared.size":
        return block.SHARED_SIZE
    register, _, axis = name.partition(".")
    return _WORDS[register] + "xyz".index(axis)


class Grid(Device):
    """Answers the questions of `Target` for kernels on the CPU."""

    name = "cpu grid"

    def __init__(self, checks: bool = True):
        super().__init__(checks)
        self.host = Cpu()
        self.shared_size = 0  # bytes of the kernel's static shared arrays
        self.waits = False  # whether threads wait for each other
        self.polls = False  # whether a thread may take long, and looks whether it is to end

    def constant(self, w: Writer, name: str, kind: str, text: str, traits: str) -> str:
        return self.host.constant(w, name, kind, text, traits)

    def math(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str]:
        return self.host.math(w, name, arity, reg)

    def power(self, w: Writer, exponent: float) -> str | None:
        return self.host.power(w, exponent)

    def complex_math(self, w: Writer, name: str, arity: int, reg: str) -> str:
        return self.host.complex_math(w, name, arity, reg)

    def polled(self, f: FunctionLowering) -> bool:
        """End the thread where all are to end: somebody pressed Ctrl-C."""
        self.polls = True
        cell = f.address("%ctx", 8 * block.CELL)
        at = f.address(f.new(f"load ptr, ptr {cell}, align 8{f.w.tbaa('context')}"), record.STOP)
        quiet = f.new(f"icmp eq i32 {f.new(f'load volatile i32, ptr {at}, align 4')}, 0")
        after, ends = f.label("quiet"), f.label("ends")
        f.branch(quiet, after, ends, LIKELY)
        f.start(ends)
        f.emit(f"ret {f.result} {{i32 1, {layout(f.function.result).reg} poison}}")
        f.start(after)
        return True

    def report(self, w: Writer, args: int) -> str:
        return w.once(f"js.report.{args}", lambda: _report(args))

    def printer(self, w: Writer, args: int) -> str:
        def lines() -> list[str]:
            return [*_numbered("print", args), *printing("ptr", "", args)]

        return w.once(f"js.print.{args}", lines)

    def touch(self, f: FunctionLowering, op: Op, at: str) -> None:
        """Write down what threads do to shared memory (see `cuda/races.py`)."""
        if not _is_shared(op.operands[0]):
            return
        kind = str(block.READ)
        if op.opcode.startswith("device."):
            kind = str(block.ATOMIC)
        elif op.effects.writes:
            kind = _change(f, op.stored[0], at)
        touch = f.w.once("js.touch", lambda: _TOUCH)
        f.emit(f"call void {touch}(ptr %ctx, ptr {at}, i64 {f.w.site(op.span)}, i64 {kind})")

    # --- ops -------------------------------------------------------------------------------------

    def word(self, f: FunctionLowering, word: int, volatile: bool = False) -> str:
        at = f.address("%ctx", 8 * word)
        access = "" if volatile else f.w.tbaa("context")
        return f.new(f"load{' volatile' * volatile} i64, ptr {at}, align 8{access}")

    def set_word(self, f: FunctionLowering, word: int, value: str) -> None:
        f.emit(f"store volatile i64 {value}, ptr {f.address('%ctx', 8 * word)}, align 8")

    def index(self, f: FunctionLowering, op: Op) -> None:
        name = op.attrs["name"]
        if name == "laneid":
            f.set(op, f.new(f"and i64 {self.word(f, block.NUMBER)}, 31"))
        else:
            f.set(op, self.word(f, word_of(name)))

    def clock(self, f: FunctionLowering, op: Op) -> None:
        f.set(op, f.intrinsic("llvm.readcyclecounter", "i64"))

    def nothing(self, f: FunctionLowering, op: Op) -> None:
        """Threads run in turns: there is nothing to wait for, and what is written is there."""

    def wait(self, f: FunctionLowering, op: Op, state: int, mask: str, value: str) -> None:
        """Stop until the scheduler says so."""
        self.waits = True
        words = (block.SITE, f.w.site(op.span)), (block.MASK, mask), (block.VALUE, value)
        for word, text in (*words, (block.STATE, str(state))):
            self.set_word(f, word, text)
        f.w.declare("llvm.coro.suspend", "declare i8 @llvm.coro.suspend(token, i1)")
        found = f.new("call i8 @llvm.coro.suspend(token none, i1 false)")
        stops, ends, goes_on = (f.label(name) for name in ("stops", "ends", "goes_on"))
        f.emit(f"switch i8 {found}, label %{stops} [i8 0, label %{goes_on} i8 1, label %{ends}]")
        result = layout(f.function.result).reg
        for label, status in ((stops, SUSPENDED), (ends, ENDED)):
            f.start(label)
            f.emit(f"ret {f.result} {{i32 {status}, {result} poison}}")
        f.start(goes_on)

    def barrier(self, f: FunctionLowering, op: Op) -> None:
        self.wait(f, op, block.BARRIER, "0", "0")

    def barrier_vote(self, f: FunctionLowering, op: Op) -> None:
        value = f.new(f"zext i1 {f.one(op.operands[0])} to i64")
        self.wait(f, op, block.BARRIER, "0", value)
        count = self.word(f, block.RESULT, True)
        if op.attrs["how"] == "count":
            f.set(op, count)
            return
        wanted = self.word(f, block.MASK, True) if op.attrs["how"] == "and" else "0"
        test = "eq" if op.attrs["how"] == "and" else "ne"
        f.set(op, f.new(f"zext i1 {f.new(f'icmp {test} i64 {count}, {wanted}')} to i64"))

    def warp_barrier(self, f: FunctionLowering, op: Op) -> None:
        self.wait(f, op, block.WARP, self._mask(f, op), "0")

    def _mask(self, f: FunctionLowering, op: Op) -> str:
        """The mask, but for lanes that there are none of."""
        return f.new(f"and i64 {f.one(op.operands[0])}, 4294967295")

    def active(self, f: FunctionLowering, op: Op) -> None:
        self.wait(f, op, block.ACTIVE, "0", "0")
        f.set(op, self.word(f, block.RESULT, True))

    def match(self, f: FunctionLowering, op: Op) -> None:
        self.wait(f, op, block.WARP, self._mask(f, op), _word(f, op.operands[1]))
        alike = f.new(f"call i64 {f.w.once('js.match', lambda: _MATCH)}(ptr %ctx)")
        if op.attrs["how"] == "all":
            whole = f.new(f"icmp eq i64 {alike}, {self.word(f, block.MASK, True)}")
            alike = f.new(f"select i1 {whole}, i64 {alike}, i64 0")
        f.set(op, alike)

    def shuffle(self, f: FunctionLowering, op: Op) -> None:
        _, _, lane, width = (f.one(v) for v in op.operands)
        reg = layout(op.result.type).reg
        bits = f.w.size(reg) * 8
        value = _word(f, op.operands[1])
        self.wait(f, op, block.WARP, self._mask(f, op), value)
        number = self.word(f, block.NUMBER)
        here = f.new(f"and i64 {number}, 31")
        first = f.new(f"and i64 {here}, {f.new(f'sub i64 0, {width}')}")
        end = f.new(f"add i64 {first}, {width}")
        how = op.attrs["how"]
        if how == "idx":
            other = f.new(f"and i64 {lane}, {f.new(f'add i64 {width}, -1')}")
            source = f.new(f"add i64 {first}, {other}")
        elif how == "xor":
            source = f.new(f"xor i64 {here}, {lane}")
        else:
            source = f.new(f"{'sub' if how == 'up' else 'add'} i64 {here}, {lane}")
        below = f.new(f"icmp slt i64 {source}, {end}")
        # xor may go to a group before, as the hardware has it
        start = "0" if how == "xor" else first
        inside = f.new(f"and i1 {below}, {f.new(f'icmp sge i64 {source}, {start}')}")
        taken = f.new(
            f"lshr i64 {self.word(f, block.MASK, True)}, {f.new(f'and i64 {source}, 31')}"
        )
        there = f.new(f"and i1 {inside}, {f.new(f'trunc i64 {taken} to i1')}")
        chosen = f.new(f"select i1 {there}, i64 {source}, i64 {here}")
        away = f.new(f"mul i64 {f.new(f'sub i64 {chosen}, {here}')}, {block.SIZE}")
        at = f.new(f"getelementptr i8, ptr %ctx, i64 {away}")
        found = f.new(f"load volatile i64, ptr {f.address(at, 8 * block.SNAPSHOT)}, align 8")
        if bits == 32:
            found = f.new(f"trunc i64 {found} to i32")
        if reg in ("float", "double"):
            found = f.new(f"bitcast i{bits} {found} to {reg}")
        f.set(op, found)

    def vote(self, f: FunctionLowering, op: Op) -> None:
        value = f.new(f"zext i1 {f.one(op.operands[1])} to i64")
        self.wait(f, op, block.WARP, self._mask(f, op), value)
        ballot, mask = self.word(f, block.RESULT, True), self.word(f, block.MASK, True)
        how = op.attrs["how"]
        if how == "ballot":
            f.set(op, ballot)
            return
        all_, none = (f.new(f"icmp eq i64 {ballot}, {x}") for x in (mask, "0"))
        if how == "uni":
            f.set(op, f.new(f"or i1 {all_}, {none}"))
        else:
            f.set(op, all_ if how == "all" else f.new(f"xor i1 {none}, true"))

    def shared(self, f: FunctionLowering, op: Op) -> None:
        self.waits = True  # blocks one by one, whose threads are looked after
        whole = bool(op.attrs.get("all"))
        base = self.word(f, block.SHARED_ALL if whole else block.SHARED)
        at = f.new(f"inttoptr i64 {base} to ptr")
        if whole:
            self.array(f, op, at, [f.one(v) for v in op.operands])
            return
        size, dims = shape_of(op)
        offset, self.shared_size = self.shared_size, self.shared_size + -(-size // 16) * 16
        self.array(f, op, f.address(at, offset), dims)

    EMIT: ClassVar[dict[str, Callable[[Any, FunctionLowering, Op], None]]] = {
        **Device.EMIT,
        "device.index": index,
        "device.clock": clock,
        "device.sleep": nothing,
        "device.barrier": barrier,
        "device.barrier_vote": barrier_vote,
        "device.warp_barrier": warp_barrier,
        "device.active": active,
        "device.fence": nothing,
        "device.shuffle": shuffle,
        "device.vote": vote,
        "device.match": match,
        "device.shared": shared,
    }


def _is_shared(array: Value) -> bool:
    """Whether an array is known to lie in shared memory."""
    while array.op is not None and array.op.operands and array.op.info.view:
        array = array.op.operands[0]
    return array.op is not None and array.op.opcode == "device.shared"


def _change(f: FunctionLowering, value: Value, at: str) -> str:
    """What a store is: nothing, where it stores what is there."""
    of = layout(value.type)
    if len(of.leaves) != 1:
        return str(block.WRITE)
    bits = f"i{f.w.size(of.mem) * 8}"
    new = f.one(value)
    if of.reg != of.mem:
        new = f.new(f"zext {of.reg} {new} to {bits}")
    elif of.reg in ("half", "float", "double"):
        new = f.new(f"bitcast {of.reg} {new} to {bits}")
    old = f.new(f"load {bits}, ptr {at}, align 1")
    same = f.new(f"icmp eq {bits} {old}, {new}")
    return f.new(f"select i1 {same}, i64 {block.NOTHING}, i64 {block.WRITE}")


_TOUCH = f"""define internal void @js.touch(ptr %ctx, ptr %at, i64 %site, i64 %kind) nounwind {{
entry:
  %log.at = getelementptr i8, ptr %ctx, i64 {8 * block.LOG}
  %log = load ptr, ptr %log.at, align 8
  %n = load i64, ptr %log, align 8
  %room.at = getelementptr i8, ptr %log, i64 8
  %room = load i64, ptr %room.at, align 8
  %fits = icmp ult i64 %n, %room
  br i1 %fits, label %write, label %out
write:
  %more = add i64 %n, 1
  store i64 %more, ptr %log, align 8
  %shared.at = getelementptr i8, ptr %ctx, i64 {8 * block.SHARED}
  %shared = load i64, ptr %shared.at, align 8
  %address = ptrtoint ptr %at to i64
  %offset = sub i64 %address, %shared
  %offset.up = shl i64 %offset, 16
  %number.at = getelementptr i8, ptr %ctx, i64 {8 * block.NUMBER}
  %number = load i64, ptr %number.at, align 8
  %number.up = shl i64 %number, 2
  %clock.at = getelementptr i8, ptr %ctx, i64 {8 * block.CLOCK}
  %clock = load volatile i64, ptr %clock.at, align 8
  %clock.up = shl i64 %clock, 34
  %who = or i64 %number.up, %kind
  %when = or i64 %clock.up, %offset.up
  %word = or i64 %who, %when
  %before = shl i64 %n, 1
  %index = add i64 %before, 2
  %to = getelementptr i64, ptr %log, i64 %index
  store i64 %word, ptr %to, align 8
  %site.to = getelementptr i8, ptr %to, i64 8
  store i64 %site, ptr %site.to, align 8
  br label %out
out:
  ret void""".splitlines()


def _word(f: FunctionLowering, value: Value) -> str:
    """The bits of a number, as a word of a thread."""
    reg, found = layout(value.type).reg, f.one(value)
    bits = f.w.size(reg) * 8
    if reg in ("float", "double"):
        found = f.new(f"bitcast {reg} {found} to i{bits}")
    return f.new(f"zext i32 {found} to i64") if bits == 32 else found


# The mask of those threads of the last exchange that showed what this one did.
_MATCH = f"""define internal i64 @js.match(ptr %ctx) nounwind {{
entry:
  %number.at = getelementptr i8, ptr %ctx, i64 {8 * block.NUMBER}
  %number = load i64, ptr %number.at, align 8
  %lane = and i64 %number, 31
  %back = mul i64 %lane, -{block.SIZE}
  %first = getelementptr i8, ptr %ctx, i64 %back
  %mask.at = getelementptr i8, ptr %ctx, i64 {8 * block.MASK}
  %mask = load volatile i64, ptr %mask.at, align 8
  %mine.at = getelementptr i8, ptr %ctx, i64 {8 * block.SNAPSHOT}
  %mine = load volatile i64, ptr %mine.at, align 8
  br label %look
look:
  %i = phi i64 [0, %entry], [%i.next, %next]
  %found = phi i64 [0, %entry], [%found.next, %next]
  %bit = shl i64 1, %i
  %member = and i64 %mask, %bit
  %there = icmp ne i64 %member, 0
  br i1 %there, label %read, label %next
read:
  %offset = mul i64 %i, {block.SIZE}
  %other = getelementptr i8, ptr %first, i64 %offset
  %at = getelementptr i8, ptr %other, i64 {8 * block.SNAPSHOT}
  %theirs = load volatile i64, ptr %at, align 8
  %same = icmp eq i64 %theirs, %mine
  %add = select i1 %same, i64 %bit, i64 0
  br label %next
next:
  %new = phi i64 [0, %look], [%add, %read]
  %found.next = or i64 %found, %new
  %i.next = add i64 %i, 1
  %more = icmp ult i64 %i.next, 32
  br i1 %more, label %look, label %out
out:
  ret i64 %found.next""".splitlines()


def _load(name: str, word: int) -> list[str]:
    return [
        f"  %{name}.at = getelementptr i8, ptr %ctx, i64 {8 * word}",
        f"  %{name} = load i64, ptr %{name}.at, align 8",
    ]


def _numbered(name: str, args: int) -> list[str]:
    """The start of a function that knows the record, `%cell`, and the thread's number, `%me`."""
    params = "".join(f", i64 %a{i}" for i in range(args))
    words = {
        "c": block.CELL,
        "number": block.NUMBER,
        **{f"b{x}": block.CTAID + i for i, x in enumerate("xyz")},
        **{f"n{x}": block.NTID + i for i, x in enumerate("xyz")},
        **{f"g{x}": block.NCTAID + i for i, x in enumerate("xyz")},
    }
    head = f"define internal void @js.{name}.{args}(ptr %ctx, i64 %site{params}) cold noinline "
    lines = [head + "nounwind {", "entry:"]
    for word_name, word in words.items():
        lines += _load(word_name, word)
    return [
        *lines,
        "  %1 = mul i64 %bz, %gy",
        "  %2 = add i64 %1, %by",
        "  %3 = mul i64 %2, %gx",
        "  %4 = add i64 %3, %bx",
        "  %5 = mul i64 %nx, %ny",
        "  %6 = mul i64 %5, %nz",
        "  %7 = mul i64 %4, %6",
        "  %me = add i64 %7, %number",
        "  %cell = inttoptr i64 %c to ptr",
    ]


def _report(args: int) -> list[str]:
    """The thread that comes first stays. Threads run in turns: no lock is needed."""
    lines = [
        *_numbered("report", args),
        f"  %key = getelementptr i8, ptr %cell, i64 {record.KEY}",
        "  %now = load i64, ptr %key, align 8",
        "  %less = icmp ult i64 %me, %now",
        "  br i1 %less, label %write, label %out",
        "write:",
        "  store i64 %me, ptr %key, align 8",
    ]
    fields = [(record.SITE, "%site"), *((record.ARGS + 8 * i, f"%a{i}") for i in range(args))]
    for i, (offset, value) in enumerate(fields):
        lines.append(f"  %p{i} = getelementptr i8, ptr %cell, i64 {offset}")
        lines.append(f"  store i64 {value}, ptr %p{i}, align 8")
    return [
        *lines,
        f"  %flags = getelementptr i8, ptr %cell, i64 {record.FLAG}",
        "  %flag = load ptr, ptr %flags, align 8",
        "  store i32 1, ptr %flag, align 4",
        "  br label %out",
        "out:",
        "  ret void",
    ]
