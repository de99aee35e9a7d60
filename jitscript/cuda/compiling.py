"""`@cuda.kernel`: from a Python function to a kernel's code, through the cache."""

from __future__ import annotations

from collections.abc import Sequence
from types import FunctionType
from typing import Any

from ..diagnostics import CompileError, Diagnostic, Span
from ..runtime.gpu import kernels
from ..runtime.gpu.machine import Machine
from ..runtime.typetext import parse, python_text
from ..scripted import Compiling, JitProvider

DEFAULT_ARCH = "sm_80"  # what PTX is made for where no device says otherwise
OWN, LIBDEVICE = "own", "libdevice"  # whose mathematical functions


class Options:
    """What a kernel is compiled with."""

    __slots__ = ("arch", "checks", "cubins", "fastmath", "math", "threads")

    def __init__(
        self,
        arch: str,
        checks: bool,
        fastmath: bool,
        threads: int,
        cubins: tuple[str, ...] = (),
        math: str | None = None,
    ):
        self.arch, self.checks, self.fastmath, self.threads = arch, checks, fastmath, threads
        self.cubins = cubins  # which a module file has beside the PTX
        self.math = math

    def __str__(self) -> str:
        return f"{self.checks} {self.fastmath} {self.threads}"

    def math_of(self, kind: str) -> str:
        """Whose mathematical functions code of a kind has: OWN, LIBDEVICE, or of the CPU grid those
        of the host's C library."""
        if self.math == OWN or kind == "grid":
            return self.math if self.math == OWN else ""
        from ..backend.cuda import libdevice

        return self.math or (LIBDEVICE if libdevice.find() is not None else OWN)


class KernelProvider(JitProvider, kernels.Provider):
    """Compiles one kernel on demand, for the machine that asks."""

    __slots__ = ("_signature", "options")

    def __init__(self, function: FunctionType, cached: bool, options: Options):
        super().__init__(function, cached)
        self.options = options
        self._signature: dict[str, Any] | None = None

    def check(self) -> None:
        """Report what is wrong with the kernel now, unless a former run found it right."""
        found = self._find("kernel") if self._caches() else None
        if found is not None:
            self._signature = found[1]
            return
        from .. import driver, frontend

        with Compiling(), driver.nesting(self._function):
            try:
                lowered = frontend.lower_function(self._function, check_only=True, device=True)
            except frontend.Postponed:
                return
        if not lowered.postponed:
            self._signature = self._right(lowered.signature)
            self._store(lowered.looks, "kernel", b"", self._signature)

    def signature(self) -> dict[str, Any]:
        """Parameters and their types; where names were missing before, they are needed now."""
        if self._signature is None:
            from .. import driver, frontend

            with Compiling(), driver.nesting(self._function):
                lowered = frontend.lower_function(self._function, device=True)
            self._signature = self._right(lowered.signature)
        return self._signature

    def _right(self, signature: dict[str, Any]) -> dict[str, Any]:
        """Refuse what no launch can pass."""
        code = self._function.__code__
        span = Span(code.co_filename, code.co_firstlineno)
        found = []
        if signature["result"] != "none":
            hint = "write results to an array that the kernel is given, and annotate `-> None`"
            found.append(
                Diagnostic(f"the kernel `{code.co_name}` returns a value", span, hint=hint)
            )
        for param in signature["params"]:
            tree = parse(param["type"])
            if not _can_pass(tree):
                title = f"a kernel takes no {python_text(tree)}: `{param['name']}`"
                hint = "numbers, tuples, and arrays in the device's memory can be passed"
                found.append(Diagnostic(title, span, hint=hint))
        if found:
            raise CompileError(found)
        return signature

    # --- code ------------------------------------------------------------------------------------

    def code(self, machine: Machine, variant: str) -> tuple[bytes, dict[str, Any]]:
        arch = machine.arch if machine.kind == "grid" else _nearest(machine.arch)
        return self.compiled(machine.kind, arch, variant)

    def compiled(self, kind: str, arch: str, variant: str) -> tuple[bytes, dict[str, Any]]:
        """Code of a kind (ptx, grid) for an architecture, and the facts about it."""
        key = f"kernel {kind} {arch} {variant} {self.options} {self.options.math_of(kind)}"
        found = self._find(key) if self._caches() else None
        if found is None:
            made = self._compile_kernel(kind, arch, variant)
            found = made.code, made.facts
            self._store(made.looks, key, *found)
        return found

    def _compile_kernel(self, kind: str, arch: str, variant: str) -> Compiled:
        from .. import driver, frontend
        from ..backend import cuda, grid
        from ..backend.cuda.target import Nvptx
        from ..backend.device import one_function
        from ..ir.ops.device import bound_threads

        with Compiling(), driver.nesting(self._function):
            own = self.options.math_of(kind) == OWN
            lowered = frontend.lower_function(self._function, device=True, own_math=own)
            self._right(lowered.signature)
            module, name = lowered.module, lowered.entry
            function = module.functions[name]
            _assume(function, variant)
            checks = self.options.checks or kind == "grid"
            if not checks:
                function.attrs["unchecked"] = True
            try:
                one_function(module, name)
                bound_threads(module, self.options.threads)
                driver.optimise(module, Nvptx(checks))
                facts = {**lowered.signature, "writes": _writes(module, function)}
                facts["threads"] = self.options.threads
                facts["prints"] = any(op.opcode == "device.print" for op in function.walk())
                facts["wide"] = bool(function.attrs.get("widened"))
                if kind == "grid":  # which tests everything: nothing may end the process
                    made = grid.compile(module, name)
                    facts.update(made.facts)
                    return Compiled(made.object, facts, lowered, made.source)
                ptx = cuda.compile(
                    module,
                    name,
                    arch,
                    checks=self.options.checks,
                    fastmath=self.options.fastmath,
                    disjoint=variant != kernels.ANY,
                    aligned=variant == kernels.FAST,
                    threads=self.options.threads,
                )
            except CompileError as error:
                raise CompileError(error.diagnostics, module.sources) from None
        facts.update(entry=ptx.entry, arch=ptx.arch, sites=ptx.sites)
        facts["math"] = LIBDEVICE if ptx.libdevice else OWN if lowered.own_math else ""
        facts["wide"] = facts["wide"] or (variant == kernels.FAST and ptx.wide)
        return Compiled(ptx.ptx.encode(), facts, lowered, ptx.source)

    def saved(self) -> dict[str, Any]:
        """What a module file holds of the kernel."""
        from .. import driver, frontend
        from ..ir.ops.device import bound_threads
        from ..ir.printer import print_module

        with Compiling(), driver.nesting(self._function):
            own = self.options.math == OWN
            lowered = frontend.lower_function(self._function, device=True, own_math=own)
            bound_threads(lowered.module, self.options.threads)
            text = print_module(lowered.module)
        _, facts = self.compiled("ptx", self.options.arch, kernels.FAST)
        variants = kernels.VARIANTS if facts["wide"] else (kernels.FAST, kernels.ANY)
        return {
            "signature": self.signature(),
            "entry": lowered.entry,
            "ir": text,
            "sources": lowered.module.sources,
            "variants": {v: self.compiled("ptx", self.options.arch, v) for v in variants},
            "cubins": {v: {a: self.cubin(a, v) for a in self.options.cubins} for v in variants},
        }

    def cubin(self, arch: str, variant: str) -> bytes:
        """Machine code for devices of an architecture, by NVIDIA's ptxas. Raises CudaError."""
        from ..backend.cuda import tools

        ptx, _ = self.compiled("ptx", self.options.arch, variant)
        return tools.assemble(ptx, arch)[0]

    def resources(self) -> Any:
        from ..backend.cuda import tools

        ptx, facts = self.compiled("ptx", self.options.arch, kernels.FAST)
        return tools.assemble(ptx, self.options.arch)[1]._replace(math=facts["math"])

    def text(self, stage: str) -> str:
        if stage == "ptx":
            return self.compiled("ptx", self.options.arch, kernels.FAST)[0].decode()
        if stage == "math":
            return str(self.compiled("ptx", self.options.arch, kernels.FAST)[1]["math"])
        if stage == "sass":
            from ..backend.cuda import tools

            return tools.disassemble(self.cubin(self.options.arch, kernels.FAST))
        made = self._compile_kernel("ptx", self.options.arch, kernels.FAST)
        if stage == "llvm":
            return made.llvm
        from ..ir.printer import print_module

        return print_module(made.module)


def recompile(archive: Any, kernel: dict[str, Any], variant: str) -> tuple[bytes, dict[str, Any]]:
    """Code for the CPU grid, from the IR of a kernel in a module file. Raises ArchiveError."""
    from .. import driver
    from ..backend import grid, pack
    from ..backend.device import one_function
    from ..backend.grid.target import Grid
    from ..ir.ops.device import most_threads
    from ..ir.parse_text import ParseError
    from ..ir.parser import parse as parse_ir
    from ..ir.verifier import InvalidIR
    from ..ir.verifier import check as check_module
    from ..runtime.container import ArchiveError

    with Compiling():
        name = kernel["function"]
        try:
            module = parse_ir(archive.text(kernel["ir"]), pack.constants(archive))
            check_module(module)
            function = module.functions[name]
        except (ParseError, InvalidIR, KeyError) as error:
            raise ArchiveError(f"the module file's IR cannot be used: {error}") from None
        _assume(function, variant)
        one_function(module, name)
        threads = most_threads(module)
        driver.optimise(module, Grid())
        facts = {**kernel, "writes": _writes(module, function), "threads": threads}
        facts["prints"] = any(op.opcode == "device.print" for op in function.walk())
        facts["wide"] = bool(function.attrs.get("widened"))
        made = grid.compile(module, name)
        facts.update(made.facts)
        return made.object, facts


def _writes(module: Any, function: Any) -> list[int]:
    """The parameters to arrays of which the kernel may write, in tuples and optional ones too."""
    from ..ir.passes import pipeline

    pipeline.run(module, passes=("params",))
    return sorted({*function.attrs["demands"], *function.attrs["writes"]})


def _assume(function: Any, variant: str) -> None:
    """Tell the passes what is known of the arrays that a variant is given."""
    if variant != kernels.ANY:
        function.attrs["contiguous"] = True
    if variant == kernels.FAST:
        function.attrs["wide"] = True


class Compiled:
    """A kernel compiled: its code, the facts about it, its texts."""

    __slots__ = ("code", "facts", "llvm", "looks", "module")

    def __init__(self, code: bytes, facts: dict[str, Any], lowered: Any, llvm: str):
        self.code, self.facts, self.llvm = code, facts, llvm
        self.looks, self.module = lowered.looks, lowered.module


def _can_pass(tree: Any) -> bool:
    kind, *parts = tree
    if kind == "tuple":
        return all(map(_can_pass, parts))
    if kind == "union":
        return all(part == ("none",) or _can_pass(part) for part in parts)
    return kind not in ("class", "none", "pyobj")


def _nearest(arch: str) -> str:
    """The newest known architecture that a device of `arch` runs code for."""
    from ..runtime.gpu.architectures import ARCHITECTURES

    number = int(arch.removeprefix("sm_"))
    fitting = [a for a in ARCHITECTURES if int(a.removeprefix("sm_")) <= number]
    return fitting[-1] if fitting else next(iter(ARCHITECTURES))


def kernel(
    function: Any = None,
    *,
    cache: bool = True,
    check: bool = True,
    fastmath: bool = False,
    max_threads: int = 0,
    arch: str = DEFAULT_ARCH,
    cubins: Sequence[str] = (),
    math: str | None = None,
) -> Any:
    """Make a kernel of a function with annotated parameters that returns nothing.

    Used as `@cuda.kernel` or `@cuda.kernel(check=False, …)`. The function is checked now and
    compiled on its first launch. `check=False`: threads test neither indices nor overflow nor
    division by zero. `fastmath`: products may be added without rounding between. `max_threads`:
    blocks have no more of them, so each thread may have more registers. `arch`: what `.ptx` and
    `save` make code for, and for what is newer. `cubins`: architectures, not older, for which
    `save` puts machine code beside the PTX, made by NVIDIA's ptxas: a device of the same generation
    takes it as it is, where it would have to translate the PTX. `math`: "libdevice", NVIDIA's
    mathematical functions, or "own", the language's, which give the same bits on every device and
    on the CPU grid; if neither is asked for, the first where it is found.

    Raises CompileError with every error found, ValueError for an unknown architecture.
    """
    __tracebackhide__ = True
    from ..runtime.gpu.architectures import check as known
    from ..runtime.gpu.architectures import number

    if not isinstance(max_threads, int) or not 0 <= max_threads <= 1024:
        raise ValueError(f"max_threads is a number up to 1024, not {max_threads!r}")
    if isinstance(cubins, str) or not all(isinstance(name, str) for name in cubins):
        raise TypeError(f"cubins is a sequence of names such as 'sm_90', not {cubins!r}")
    for name in cubins:
        if number(known(name)) < number(known(arch)):
            raise ValueError(f"PTX for {arch} makes no machine code for {name}, which is older")
    if math not in (None, OWN, LIBDEVICE):
        raise ValueError(f"math is {LIBDEVICE!r} or {OWN!r}, not {math!r}")
    machine_code = tuple(sorted(set(cubins), key=number))
    options = Options(known(arch), bool(check), bool(fastmath), max_threads, machine_code, math)
    if function is None:
        return lambda function: _made(function, cache, options)
    return _made(function, cache, options)


def _made(function: Any, cache: bool, options: Options) -> Any:
    __tracebackhide__ = True
    if isinstance(function, kernels.Kernel):
        return function
    if not isinstance(function, FunctionType):
        raise TypeError(f"kernel takes a Python function, not {type(function).__name__}")
    from .. import entries

    if entries.leaves_open(function):
        from .opened import OpenKernel

        return OpenKernel(function, lambda function: _made(function, cache, options))
    provider = KernelProvider(function, cache, options)
    try:
        provider.check()
    except CompileError as error:
        raise error.with_traceback(None) from None
    head = {
        "name": function.__name__,
        "qualname": function.__qualname__,
        "module": function.__module__,
        "doc": function.__doc__,
    }
    return kernels.Kernel(head, provider, function)
