"""The loader of object files: what it loads, and that damaged files are errors, never crashes."""

from __future__ import annotations

import ctypes
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from jitscript.backend.cpu import machine
from jitscript.runtime import elf, native
from jitscript.runtime.elf import ImageError

SOURCE = """
@table = internal constant [3 x double] [double 1.0, double 2.0, double 3.0]
@names = constant [2 x ptr] [ptr @a, ptr @b]
@a = internal constant [3 x i8] c"ab\\00"
@b = internal constant [4 x i8] c"cde\\00"
@count = global i32 5
@zeros = global [100 x i64] zeroinitializer
declare double @sin(double)
declare i64 @strlen(ptr)
define double @f(double %x, i64 %i) {
  %s = call double @sin(double %x)
  %p = getelementptr [3 x double], ptr @table, i64 0, i64 %i
  %t = load double, ptr %p
  %q = getelementptr [2 x ptr], ptr @names, i64 0, i64 %i
  %n = load ptr, ptr %q
  %l = call i64 @strlen(ptr %n)
  %d = sitofp i64 %l to double
  %u = fadd double %s, %t
  %r = fadd double %u, %d
  ret double %r
}
define i32 @next() {
  %n = load i32, ptr @count
  %m = add i32 %n, 1
  store i32 %m, ptr @count
  ret i32 %m
}
"""


@pytest.fixture(scope="module")
def code() -> bytes:
    text = machine.header(machine.NATIVE) + SOURCE
    return bytes(machine.emit(machine.parse(text), machine.NATIVE, 2))


def check(image: native.Image) -> None:
    f = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double, ctypes.c_int64)(image.symbol("f"))
    assert f(0.0, 0) == 3.0 and f(0.0, 1) == 5.0
    following = ctypes.CFUNCTYPE(ctypes.c_int32)(image.symbol("next"))
    assert [following(), following()] == [6, 7]
    assert image.find("nothing") == 0
    with pytest.raises(ImageError, match="no symbol 'nothing'"):
        image.symbol("nothing")


def test_object(code: bytes) -> None:
    check(native.load_object(code))
    check(native.load_object(code))  # another copy, with data of its own


def test_shared_library(code: bytes, tmp_path: Path) -> None:
    from jitscript.backend.link import link

    library = link(code, "x86_64-linux", "x86_64-linux")
    check(native.load_shared(library))
    check(native.load_shared(library))
    with pytest.raises(ImageError, match="cannot load the code"):
        native.load_shared(b"no library")


def test_memory_is_never_writable_and_executable(code: bytes) -> None:
    image = native.load_object(code)
    addresses = [image.symbol(name) for name in ("f", "count", "names")]
    found = {}
    for line in Path("/proc/self/maps").read_text().splitlines():
        bounds, flags, *_ = line.split()
        low, high = (int(part, 16) for part in bounds.split("-"))
        for address in addresses:
            if low <= address < high:
                found[address] = flags[:3]
    assert [found[a] for a in addresses][:2] == ["r-x", "rw-"]
    assert "w" not in found[addresses[0]]


def test_unknown_symbol() -> None:
    text = machine.header(machine.NATIVE) + (
        "\ndeclare i32 @no_such_function()\n"
        "define i32 @f() {\n  %r = call i32 @no_such_function()\n  ret i32 %r\n}\n"
    )
    code = machine.emit(machine.parse(text), machine.NATIVE, 0)
    with pytest.raises(ImageError, match="unknown symbol 'no_such_function'"):
        native.load_object(code)


def test_thread_local_data_is_refused() -> None:
    text = machine.header(machine.NATIVE) + (
        "\n@x = thread_local global i32 1\n"
        "define i32 @f() {\n  %r = load i32, ptr @x\n  ret i32 %r\n}\n"
    )
    code = machine.emit(machine.parse(text), machine.NATIVE, 0)
    with pytest.raises(ImageError, match=r"thread-local|not supported"):
        native.load_object(code)


def test_damaged_objects(code: bytes) -> None:
    """Any byte may be wrong: loading gives an error or an image, and does not crash."""
    rng = random.Random(1)
    for _ in range(600):
        damaged = bytearray(code)
        for _ in range(rng.randrange(1, 4)):
            damaged[rng.randrange(len(code))] = rng.randrange(256)
        try:
            elf.load(bytes(damaged), lambda name: 0x1000)
        except (ImageError, MemoryError):
            continue
    for length in range(0, len(code), 13):
        with pytest.raises(ImageError):
            elf.load(code[:length], lambda name: 0x1000)


def test_object_of_the_c_compiler(tmp_path: Path) -> None:
    """Other compilers use other relocations."""
    compiler = shutil.which("cc")
    assert compiler, "the tests need a C compiler"
    source = tmp_path / "a.c"
    source.write_text(
        "#include <math.h>\n#include <string.h>\n"
        "static double table[3] = {1, 2, 3};\n"
        'const char *names[2] = {"ab", "cde"};\nint count = 5;\n'
        "double f(double x, long i) { return sin(x) + table[i] + strlen(names[i]); }\n"
        "int next(void) { return ++count; }\n"
    )
    subprocess.run([compiler, "-O1", "-fPIC", "-c", "a.c"], cwd=tmp_path, check=True)
    check(native.load_object((tmp_path / "a.o").read_bytes()))
