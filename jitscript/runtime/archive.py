"""Module files (.jsm): what is in them, how they are checked and loaded.

    manifest.json       format, ABI, functions (signatures), native code, digests of all files
    module.ir           the typed IR, from which code for other machines can be made
    module.h            C header of the entries js_c_*
    native/T/launching.o (or .so), which launches kernels on target T
    native/T/L.so       machine code for target T (x86_64-linux …) and CPU level L
    cuda/K.V.ptx        PTX of the kernel K for arrays of the layout V, and its IR
    constants/N.npy     frozen arrays that the IR only names (also part of the native code)
    sources/N           the user's source text, for tracebacks

Nothing of a file runs before its bytes are verified; an entry's digest is checked when it is read.
Digests find damage; they do not say who made the file: load only what you would also import.
"""

from __future__ import annotations

import os
import sys

from . import abi
from .callable import CONTIGUOUS, STRIDED, Provider, make
from .container import MAX_FILE, ArchiveError, Container
from .fingerprint import digest
from .native import Image, ImageError, load_object, load_shared, machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

FORMAT = 3  # 2 where no kernel has wide accesses, 1 where there are no classes either
MANIFEST = "manifest.json"
_ELF_OBJECT = ".o"

# Set by the compiler: object code for this machine, made from an archive's IR, and what it needs in
# the table `js_objects` (`instances.py`).
recompile: Callable[[Archive], tuple[bytes, list[str]]] | None = None


class Archive:
    """A verified module file."""

    def __init__(self, container: Container, manifest: dict[str, Any]):
        self.container = container
        self.manifest = manifest
        self.functions: list[dict[str, Any]] = manifest["functions"]
        self.classes: dict[str, Any] = manifest.get("classes", {})

    def read(self, name: str) -> bytes:
        """The content of one file, its digest checked."""
        content = self.container.read(name)
        entry = self.manifest["files"].get(name)
        if entry is None or digest(content).hex() != entry:
            raise ArchiveError(f"{name} is damaged: its digest does not match the manifest's")
        return content

    def text(self, name: str) -> str:
        try:
            return self.read(name).decode()
        except UnicodeDecodeError:
            raise ArchiveError(f"{name} is no text") from None

    def describe(self) -> str:
        """A page for people."""
        from .typetext import parse, python_text

        lines = [f"jitscript module, format {self.manifest['format']}"]
        lines.append(f"made by jitscript {self.manifest['jitscript']}")
        lines.append("functions")
        for function in self.functions:
            params = ", ".join(
                f"{p['name']}: {python_text(parse(p['type']))}" for p in function["params"]
            )
            result = python_text(parse(function["result"]))
            lines.append(f"    {function['name']}({params}) -> {result}")
        lines += ["classes"] * bool(self.classes)
        lines += [f"    {c['place'].replace(':', '.')}" for c in self.classes.values()]
        kernels = self.manifest.get("kernels", ())
        lines += ["kernels"] * bool(kernels)
        for kernel in kernels:
            params = ", ".join(
                f"{p['name']}: {python_text(parse(p['type']))}" for p in kernel["params"]
            )
            archs = {v["arch"] for v in kernel["variants"].values()}
            lines.append(f"    {kernel['name']}({params}) for {', '.join(sorted(archs))}")
        lines.append("files")
        lines += [f"    {self.container.size(n):>10,}  {n}" for n in self.container.names]
        return "\n".join(lines)


class _ArchiveProvider(Provider):
    def __init__(self, archive: Archive, image: Image, entries: dict[str, str]):
        self._archive, self._image, self._entries = archive, image, entries

    def entry(self, kind: str) -> tuple[Image, int]:
        symbol = self._entries.get(kind) or self._entries[STRIDED]
        return self._image, self._image.symbol(symbol)

    def text(self, stage: str) -> str:
        if stage == "ir":
            return self._archive.text("module.ir")
        raise AttributeError(f"a module file holds no {stage}; it is there where the compiler is")


def read(source: Any) -> Archive:
    """Open and verify a module file, given as `load` takes it; runs nothing of it."""
    return parse(_content(source))


def _content(source: Any) -> bytes:
    if isinstance(source, (bytes, bytearray, memoryview)):
        if bytes(source[:2]) != b"PK":
            raise ArchiveError(
                "these bytes are not those of a module file (bytes are taken for its content; a "
                "path is a str or a pathlib.Path)"
            )
        return bytes(source)
    if isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_FILE:
                raise ArchiveError("the module file is larger than 1 GiB")
            return file.read()
    if not hasattr(source, "read"):
        raise TypeError(
            "load takes the path of a module file, its bytes, or a file opened in binary mode; "
            f"got an object of type {type(source).__name__}"
        )
    content = source.read()
    if not isinstance(content, bytes):
        raise TypeError(f"the file given to load is not opened in binary mode: {source!r}")
    return content


def _title(source: Any) -> tuple[str, str | None]:
    """The name of the module, and its file if it has one."""
    path = source if isinstance(source, (str, os.PathLike)) else getattr(source, "name", None)
    if not isinstance(path, (str, os.PathLike)):
        return "module", None
    path = os.fsdecode(path)
    return os.path.splitext(os.path.basename(path))[0], path


def parse(data: bytes) -> Archive:
    """Verify the bytes of a module file, and each file in it."""
    archive = _opened(data)
    for name in archive.manifest["files"]:
        archive.read(name)
    return archive


def _opened(data: bytes) -> Archive:
    """A module file whose bytes are those that were written. What is in it is unpacked, and its
    own digest checked, when it is read."""
    container = Container(data)
    raw = container.read(MANIFEST)
    archive = Archive(container, _check_manifest(_parse_json(raw)))
    listed = {MANIFEST, *archive.manifest["files"]}
    if listed != set(container.names):
        raise ArchiveError("the manifest does not list the files that are there")
    return archive


def load(source: Any) -> ModuleType:
    """The functions of a module file, see `jitscript.runtime.load`."""
    archive = _opened(_content(source))
    own: dict[str, type] = {}
    if archive.classes:
        from .saved_classes import find

        own = find(archive.classes)
    image = _load_code(archive, own) if archive.functions else None
    from types import ModuleType

    name, path = _title(source)
    module = ModuleType(name, f"Compiled functions of {path or 'a module file'}")
    if path is not None:
        module.__file__ = path
    kernels = archive.manifest.get("kernels", ())
    names = [s["name"] for s in (*archive.functions, *kernels) if "method" not in s]
    module.__dict__["__all__"] = names
    if kernels:
        from .gpu.saved import load_kernels

        vars(module).update(load_kernels(archive, kernels))
    if own or archive.manifest.get("exceptions"):
        _show_classes(module, archive, own)
    for signature in archive.functions:
        assert image is not None
        if not all(map(image.find, signature["entries"].values())):
            raise ArchiveError(f"the module file's code lacks entries of {signature['name']!r}")
        provider = _ArchiveProvider(archive, image, signature["entries"])
        function = make(signature, provider)
        if "method" in signature:
            from .held import adopt

            text, method = signature["method"]
            adopt(text, method, function)
        else:
            setattr(module, signature["name"], function)
    _register_sources(archive)
    return module


def _show_classes(module: ModuleType, archive: Archive, own: dict[str, type]) -> None:
    """Have the module know its classes, and what the signatures say of them."""
    from .saved_classes import names
    from .saved_values import settled

    vars(module).update(names(own, archive.manifest.get("exceptions", ())))
    for signature in archive.functions:
        for param in signature["params"]:
            if "default" in param:
                param["default"] = settled(param["default"], own)


def _load_code(archive: Archive, own: dict[str, type]) -> Image:
    """The best native code for this machine."""
    target, levels = f"{machine()}-{sys.platform}", cpu_levels()
    native = archive.manifest["native"]
    fitting = [n for n in native if n["target"] == target and n["level"] in levels]
    known = archive.manifest["abi"] == abi.identity()
    try:
        if fitting and known:
            best = max(fitting, key=lambda n: levels.index(n["level"]))
            code, objects = archive.read(best["path"]), best.get("objects", ())
            load = load_object if best["path"].endswith(_ELF_OBJECT) else load_shared
            return _supplied(load(code), objects, archive, own)
        if recompile is not None:
            code, objects = recompile(archive)
            return _supplied(load_object(code), objects, archive, own)
    except ImageError as error:
        raise ArchiveError(f"the module file's code cannot be loaded: {error}") from None
    if not known:
        raise ArchiveError(
            "the module file's code was made for another runtime, that of jitscript "
            f"{archive.manifest['jitscript']}: install that jitscript-runtime, or save it again; "
            "with the package jitscript installed it is compiled from the IR"
        )
    has = ", ".join(f"{n['target']} ({n['level']})" for n in native) or "none"
    raise ArchiveError(
        f"no code for this machine, {target} ({levels[-1]}), in the module file (it has: {has}); "
        "with the package jitscript installed it is compiled from the IR"
    )


def _supplied(image: Image, objects: Any, archive: Archive, own: dict[str, type]) -> Image:
    if objects:
        from .instances import fill

        fill(image, objects, own, archive.classes)
    return image


# CPU levels of the x86-64 psABI: what each adds to the one before.
_X86_LEVELS = {
    "x86-64": "",
    "x86-64-v2": "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3",
    "x86-64-v3": "avx avx2 bmi1 bmi2 f16c fma abm movbe xsave",
    "x86-64-v4": "avx512f avx512bw avx512cd avx512dq avx512vl",
}


def cpu_levels() -> list[str]:
    """The CPU levels whose code runs here, the best last."""
    if machine() != "x86_64":
        return ["generic"]
    flags: set[str] = set()
    try:
        with open("/proc/cpuinfo", "rb") as file:
            for line in file.read(8192).decode("ascii", "replace").splitlines():
                if line.startswith("flags"):
                    flags = set(line.split())
                    break
    except OSError:
        pass
    levels = []
    for level, needed in _X86_LEVELS.items():
        if not flags.issuperset(needed.split()):
            break
        levels.append(level)
    return levels


def _register_sources(archive: Archive) -> None:
    """They are there as long as something of the module is."""
    from _weakref import ref
    from functools import partial

    from .frames import sources

    for file, name in archive.manifest["sources"].items():
        sources[file] = partial(_source, ref(archive), name)


def _source(archive: Callable[[], Archive | None], name: str) -> str:
    found = archive()
    try:
        return found.text(name) if found else ""
    except ArchiveError:  # the whole file's digest fits, this one's does not
        return ""


# --- the manifest --------------------------------------------------------------------------------


def _parse_json(raw: bytes) -> Any:
    """JSON as the json module reads it; its C scanner alone imports in no time."""
    try:
        text = raw.decode()
        try:
            from _json import make_scanner

            scan: Any = make_scanner
            return scan(_ScannerOptions())(text, 0)[0]
        except ImportError:
            from json import loads

            return loads(text)
    except (ValueError, RecursionError, StopIteration) as error:
        raise ArchiveError(f"the manifest is no JSON: {error}") from None


class _ScannerOptions:
    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int = float, int

    @staticmethod
    def parse_constant(name: str) -> float:
        return float(name)


def _check_manifest(manifest: Any) -> dict[str, Any]:
    """The manifest with defaults decoded, if every part of it has the shape it must have."""
    if not isinstance(manifest, dict) or not isinstance(manifest.get("format"), int):
        raise ArchiveError("the manifest is malformed")
    if manifest["format"] > FORMAT:
        raise ArchiveError(
            f"the module file has format {manifest['format']}, this runtime reads up to {FORMAT}; "
            "install a newer jitscript-runtime"
        )
    try:
        _expect(isinstance(manifest["jitscript"], str) and isinstance(manifest["abi"], str))
        for kind in ("files", "sources", "constants"):
            _expect(isinstance(manifest[kind], dict))
            _expect(all(isinstance(v, str) for v in manifest[kind].values()))
        for native in manifest["native"]:
            _expect(all(isinstance(native[k], str) for k in ("path", "target", "level")))
            _expect(all(isinstance(text, str) for text in native.get("objects", ())))
        _expect(all(isinstance(name, str) for name in manifest.get("exceptions", ())))
        if "classes" in manifest:
            from .saved_classes import check

            check(manifest["classes"])
        for function in manifest["functions"]:
            _check_function(function)
        for kernel in manifest.get("kernels", ()):
            _check_kernel(kernel)
        if "launching" in manifest:
            _expect(all(isinstance(manifest["launching"][k], str) for k in ("path", "abi")))
            _expect(manifest["launching"]["path"] in manifest["files"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ArchiveError(f"the manifest is malformed ({error!r})") from None
    return manifest


def _check_function(function: dict[str, Any]) -> None:
    _check_head(function)
    _expect(isinstance(function["entries"], dict))
    _expect({CONTIGUOUS, STRIDED}.intersection(function["entries"]))
    _expect(all(s.startswith(abi.py_symbol("")) for s in function["entries"].values()))
    _expect(all(type(i) is int for i in function["writes"]))
    _expect(all(isinstance(name, str) for name in function.get("python", ())))
    if "method" in function:
        from .held import is_method

        _expect(is_method(*function["method"]))


_KINDS = ("pos", "posonly", "kwonly", "vararg", "kwarg")


def _check_head(function: dict[str, Any]) -> None:
    from .typetext import parse as parse_type

    _expect(possible_name(function["name"]))
    for text in ("qualname", "module", "doc"):
        _expect(isinstance(function.get(text), (str, type(None))))
    parse_type(function["result"])
    for param in function["params"]:
        _expect(param["name"].isidentifier() and param["kind"] in _KINDS)
        _expect(not (param.get("held") and param["kind"] in _KINDS[-2:]))  # which Python made
        parse_type(param["type"])
        if "default" in param:
            from .saved_values import decode

            param["default"] = decode(param["default"])


def _check_kernel(kernel: dict[str, Any]) -> None:
    _check_head(kernel)
    _expect(isinstance(kernel["ir"], str) and isinstance(kernel["function"], str))
    wide = kernel["variants"].get(CONTIGUOUS, {}).get("wide", False)
    _expect(set(kernel["variants"]) == {CONTIGUOUS, STRIDED, *["unaligned"] * bool(wide)})
    for variant in kernel["variants"].values():
        _expect(all(isinstance(variant[k], str) for k in ("path", "entry", "arch")))
        _expect(all(isinstance(site, str) for site in variant["sites"]))
        _expect(all(type(i) is int for i in variant["writes"]))


def possible_name(name: str) -> bool:
    """Whether a function of a module file may have this name: it becomes an attribute."""
    return name.isidentifier() and not name.startswith("__")


def _expect(condition: object) -> None:
    if not condition:
        raise ValueError("a part has the wrong shape")
