"""NVIDIA's processors as a target: special registers, barriers and warps are intrinsics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from ...ir.ops.device import within as values
from ...runtime.gpu import record
from ..device import Device, printing, shape_of
from ..layout import layout
from ..marks import within
from . import libdevice, parts

if TYPE_CHECKING:
    from ...ir.core import Op
    from ..lower.function import FunctionLowering
    from ..writer import Writer

_SREG = "llvm.nvvm.read.ptx.sreg."
_CELL = "ptr addrspace(1)"


class Nvptx(Device):
    """Answers the questions of `Target` for kernels as PTX."""

    name = "cuda"
    traits = " convergent"
    scope = 'syncscope("device") '
    private = True
    apart = True  # else what each passes on is moved where it may be wanted before each check

    def __init__(self, checks: bool = True):
        super().__init__(checks)
        self.called: set[str] = set()  # functions of libdevice

    def constant(self, w: Writer, name: str, kind: str, text: str, traits: str) -> str:
        *before, what = traits.split()  # LLVM wants the address space between
        place = " ".join(["private", *before, "addrspace(1)", what])
        w.globals.append(f"{name} = {place} {kind} {text}")
        return f"addrspacecast (ptr addrspace(1) {name} to ptr)"

    def math(self, w: Writer, name: str, arity: int, reg: str) -> tuple[str, str]:
        full = f"{libdevice.PREFIX}{name}{'f' if reg == 'float' else ''}"
        self.called.add(full)
        params = ", ".join([reg] * arity)
        traits = "nounwind memory(none)"
        return w.declare(full, f"declare {reg} @{full}({params}) {traits}"), traits

    def power(self, w: Writer, exponent: float) -> str | None:
        return None

    # --- errors ----------------------------------------------------------------------------------

    def report(self, w: Writer, args: int) -> str:
        return parts.declared(w, "report", args)

    def printer(self, w: Writer, args: int) -> str:
        return parts.declared(w, "print", args)

    # --- ops -------------------------------------------------------------------------------------

    def index(self, f: FunctionLowering, op: Op) -> None:
        name = op.attrs["name"]
        if name == "shared.size":
            text = 'call i32 asm "mov.u32 $0, %dynamic_smem_size;", "=r"()'
            f.set(op, f.new(f"zext i32 {f.new(text)} to i64"))
            return
        f.w.intrinsic(_SREG + name, "i32")
        mark = within(f.w, "i32", *values(op.attrs))
        f.set(op, f.new(f"zext nneg i32 {f.new(f'call i32 @{_SREG}{name}(){mark}')} to i64"))

    def clock(self, f: FunctionLowering, op: Op) -> None:
        name = "globaltimer" if op.attrs["what"] == "ns" else "clock64"
        f.set(op, f.intrinsic(_SREG + name, "i64"))

    def sleep(self, f: FunctionLowering, op: Op) -> None:
        (ns,) = (f.one(v) for v in op.operands)
        low = f.intrinsic("llvm.smax.i64", "i64", f"i64 {ns}", "i64 0")
        most = f.intrinsic("llvm.smin.i64", "i64", f"i64 {low}", "i64 1000000")
        short = f.new(f"trunc i64 {most} to i32")
        self._void(f, "llvm.nvvm.nanosleep", f"i32 {short}")

    def barrier(self, f: FunctionLowering, op: Op) -> None:
        self._void(f, "llvm.nvvm.barrier.cta.sync.aligned.all", "i32 0")

    def barrier_vote(self, f: FunctionLowering, op: Op) -> None:
        how = {"count": "popc"}.get(op.attrs["how"], op.attrs["how"])
        name = f"llvm.nvvm.barrier.cta.red.{how}.aligned.all"
        reg = "i32" if how == "popc" else "i1"
        found = f.intrinsic(name, reg, "i32 0", f"i1 {f.one(op.operands[0])}")
        f.set(op, f.new(f"zext {reg} {found} to i64"))

    def warp_barrier(self, f: FunctionLowering, op: Op) -> None:
        self._void(f, "llvm.nvvm.bar.warp.sync", f"i32 {_short(f, f.one(op.operands[0]))}")

    def active(self, f: FunctionLowering, op: Op) -> None:
        found = f.new('call i32 asm sideeffect "activemask.b32 $0;", "=r"() convergent')
        f.set(op, f.new(f"zext i32 {found} to i64"))

    def fence(self, f: FunctionLowering, op: Op) -> None:
        name = {"block": "cta", "device": "gl", "system": "sys"}[op.attrs["scope"]]
        self._void(f, f"llvm.nvvm.membar.{name}")

    def shuffle(self, f: FunctionLowering, op: Op) -> None:
        mask, value, lane, width = (f.one(v) for v in op.operands)
        how = {"xor": "bfly"}.get(op.attrs["how"], op.attrs["how"])
        groups = f.new(f"shl i32 {f.new(f'sub i32 32, {_short(f, width)}')}, 8")
        if how != "up":
            groups = f.new(f"or i32 {groups}, 31")
        reg = layout(op.result.type).reg
        bits = f.w.size(reg) * 8
        if reg in ("float", "double"):
            value = f.new(f"bitcast {reg} {value} to i{bits}")
        parts = [value]
        if bits == 64:
            high = f.new(f"trunc i64 {f.new(f'lshr i64 {value}, 32')} to i32")
            parts = [f.new(f"trunc i64 {value} to i32"), high]
        given = f"i32 {_short(f, mask)}", f"i32 {_short(f, lane)}", f"i32 {groups}"
        name = f"llvm.nvvm.shfl.sync.{how}.i32"
        found = [f.intrinsic(name, "i32", given[0], f"i32 {x}", *given[1:]) for x in parts]
        whole = found[0]
        if bits == 64:
            low, high = (f.new(f"zext i32 {x} to i64") for x in found)
            whole = f.new(f"or disjoint i64 {f.new(f'shl i64 {high}, 32')}, {low}")
        if reg in ("float", "double"):
            whole = f.new(f"bitcast i{bits} {whole} to {reg}")
        f.set(op, whole)

    def vote(self, f: FunctionLowering, op: Op) -> None:
        mask, value = (f.one(v) for v in op.operands)
        how = op.attrs["how"]
        reg = "i32" if how == "ballot" else "i1"
        name = f"llvm.nvvm.vote.{how}.sync"
        found = f.intrinsic(name, reg, f"i32 {_short(f, mask)}", f"i1 {value}")
        f.set(op, f.new(f"zext i32 {found} to i64") if how == "ballot" else found)

    def match(self, f: FunctionLowering, op: Op) -> None:
        mask, value = (f.one(v) for v in op.operands)
        reg = layout(op.operands[1].type).reg
        bits = f"i{f.w.size(reg) * 8}"
        if reg in ("float", "double"):
            value = f.new(f"bitcast {reg} {value} to {bits}")
        given = f"i32 {_short(f, mask)}", f"{bits} {value}"
        if op.attrs["how"] == "any":
            found = f.intrinsic(f"llvm.nvvm.match.any.sync.{bits}", "i32", *given)
        else:
            pair = f.intrinsic(f"llvm.nvvm.match.all.sync.{bits}p", "{i32, i1}", *given)
            found = f.new(f"extractvalue {{i32, i1}} {pair}, 0")
        f.set(op, f.new(f"zext i32 {found} to i64"))

    def shared(self, f: FunctionLowering, op: Op) -> None:
        if op.attrs.get("all"):
            name = "@js_dynamic"
            kind = f.w.named.setdefault(name, name)
            text = f"{name} = external addrspace(3) global [0 x i8], align 16"
            if text not in f.w.globals:
                f.w.globals.append(text)
            dims = [f.one(v) for v in op.operands]
            self.array(f, op, f"addrspacecast (ptr addrspace(3) {kind} to ptr)", dims)
            return
        size, dims = shape_of(op)
        name = f"@js.shared.{len(f.w.globals)}"
        space = "internal addrspace(3) global"
        f.w.globals.append(f"{name} = {space} [{size} x i8] poison, align 16")
        self.array(f, op, f"addrspacecast (ptr addrspace(3) {name} to ptr)", dims)

    def _void(self, f: FunctionLowering, name: str, *args: str) -> None:
        f.w.intrinsic(name, "void", *(a.split(" ", 1)[0] for a in args))
        f.emit(f"call void @{name}({', '.join(args)})")

    EMIT: ClassVar[dict[str, Callable[[Any, FunctionLowering, Op], None]]] = {
        **Device.EMIT,
        "device.index": index,
        "device.clock": clock,
        "device.sleep": sleep,
        "device.barrier": barrier,
        "device.barrier_vote": barrier_vote,
        "device.warp_barrier": warp_barrier,
        "device.active": active,
        "device.fence": fence,
        "device.shuffle": shuffle,
        "device.vote": vote,
        "device.match": match,
        "device.shared": shared,
    }


def _short(f: FunctionLowering, value: str) -> str:
    """An int as the 32 bits that the hardware takes."""
    return (
        str(int(value) & 0xFFFFFFFF)
        if not value.startswith("%")
        else f.new(f"trunc i64 {value} to i32")
    )


def missing(names: Sequence[str]) -> list[str]:
    """Those of libm's functions that no kernel can call."""
    return [name for name in names if name not in libdevice.FUNCTIONS]


def _numbered(w: Writer, name: str, args: int) -> list[str]:
    """The start of a function that knows the record, `%cell`, and the thread's number, `%me`."""
    for register in ("tid", "ntid", "ctaid", "nctaid"):
        for axis in "xyz":
            w.intrinsic(f"{_SREG}{register}.{axis}", "i32")
    params = "".join(f", i64 %a{i}" for i in range(args))
    lines = [
        f"define void @{parts.symbol_of(name, args)}(ptr %ctx, i64 %site{params}) cold noinline "
        "nounwind convergent {",
        "entry:",
        f"  %cell = addrspacecast ptr %ctx to {_CELL}",
    ]
    for register in [f"{r}.{axis}" for r in ("tid", "ntid", "ctaid", "nctaid") for axis in "xyz"]:
        lines.append(f"  %s.{register} = call i32 @{_SREG}{register}()")
        lines.append(f"  %{register} = zext i32 %s.{register} to i64")
    return [
        *lines,
        # (((bz * nby + by) * nbx + bx) * threads + (tz * nty + ty) * ntx + tx
        "  %b1 = mul i64 %ctaid.z, %nctaid.y",
        "  %b2 = add i64 %b1, %ctaid.y",
        "  %b3 = mul i64 %b2, %nctaid.x",
        "  %b4 = add i64 %b3, %ctaid.x",
        "  %t1 = mul i64 %tid.z, %ntid.y",
        "  %t2 = add i64 %t1, %tid.y",
        "  %t3 = mul i64 %t2, %ntid.x",
        "  %t4 = add i64 %t3, %tid.x",
        "  %n1 = mul i64 %ntid.x, %ntid.y",
        "  %n2 = mul i64 %n1, %ntid.z",
        "  %m = mul i64 %b4, %n2",
        "  %me = add i64 %m, %t4",
    ]


def _print(w: Writer, args: int) -> list[str]:
    return [*_numbered(w, "print", args), *printing(_CELL, Nvptx.scope, args)]


def _report(w: Writer, args: int) -> list[str]:
    """A thread that fails looks at the record first, so that of millions few take its lock. The
    lowest number of a thread stays, with what belongs to it."""
    lines = [
        *_numbered(w, "report", args),
        f"  %key = getelementptr i8, {_CELL} %cell, i64 {record.KEY}",
        "  br label %look",
        "look:",
        f'  %seen = load atomic i64, {_CELL} %key syncscope("device") monotonic, align 8',
        "  %less = icmp ult i64 %me, %seen",
        "  br i1 %less, label %try, label %out",
        "try:",
        f'  %pair = cmpxchg {_CELL} %cell, i32 0, i32 1 syncscope("device") acquire monotonic',
        "  %got = extractvalue {i32, i1} %pair, 1",
        "  br i1 %got, label %have, label %look",
        "have:",
        f'  %now = load atomic i64, {_CELL} %key syncscope("device") monotonic, align 8',
        "  %still = icmp ult i64 %me, %now",
        "  br i1 %still, label %write, label %release",
        "write:",
    ]
    fields = [(record.SITE, "%site"), *((record.ARGS + 8 * i, f"%a{i}") for i in range(args))]
    for i, (offset, value) in enumerate(fields):
        lines.append(f"  %p{i} = getelementptr i8, {_CELL} %cell, i64 {offset}")
        lines.append(f"  store volatile i64 {value}, {_CELL} %p{i}, align 8")
    lines += [
        f'  store atomic i64 %me, {_CELL} %key syncscope("device") release, align 8',
        f"  %flags = getelementptr i8, {_CELL} %cell, i64 {record.FLAG}",
        f"  %flag = load ptr addrspace(1), {_CELL} %flags, align 8",
        "  store volatile i32 1, ptr addrspace(1) %flag, align 4",
        "  br label %release",
        "release:",
        f'  store atomic i32 0, {_CELL} %cell syncscope("device") release, align 4',
        "  br label %out",
        "out:",
        "  ret void",
    ]
    return lines


PARTS: dict[str, Callable[[Writer, int], list[str]]] = {"report": _report, "print": _print}
