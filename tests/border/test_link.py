"""Linking for `save`, and the C header."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import pytest

from jitscript.backend import link
from jitscript.backend.header import header
from jitscript.ir import types as ty

SIGNATURES = [
    (
        {"name": "mix", "doc": "Mixes */ things.", "params": [{"name": n} for n in "abcdef"]},
        (
            ty.U8,
            ty.BOOL,
            ty.C64,
            ty.Array(ty.F32, 3),
            ty.union_of(ty.INT, ty.NONE),
            ty.Tuple((ty.INT, ty.Tuple((ty.FLOAT, ty.B1)))),
        ),
        ty.Array(ty.F64, 0),
    ),
    (
        {"name": "nothing", "params": [{"name": "a"}, {"name": "text"}], "writes": [0]},
        (ty.NONE, ty.Object("str")),
        ty.NONE,
    ),
    ({"name": "number", "params": []}, (), ty.COMPLEX),
]


def test_no_linker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    monkeypatch.setattr(link, "_has_zig", lambda: False)
    with pytest.raises(link.LinkError) as caught:
        link.link(b"", "x86_64-linux", "x86_64-linux")
    assert str(caught.value) == (
        "saving needs a linker, and neither was found: a C compiler ('no-such-compiler' on PATH, "
        "or named by CC), or the package ziglang (pip install ziglang)"
    )
    with pytest.raises(link.LinkError, match="needs a linker for aarch64-linux"):
        link.link(b"", "aarch64-linux", "x86_64-linux")


def test_linker_that_fails() -> None:
    with pytest.raises(link.LinkError, match="the linker failed"):
        link.link(b"no object", "x86_64-linux", "x86_64-linux")


@pytest.mark.parametrize("linker", ["cc", "zig"])
def test_no_version_of_a_library_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linker: str
) -> None:
    if linker == "zig":
        pytest.importorskip("ziglang")
        monkeypatch.setenv("CC", "no-such-compiler")
    source, made = tmp_path / "code.c", tmp_path / "code.o"
    source.write_text("double pow(double, double); double f(double x) { return pow(x, x); }")
    subprocess.run(["cc", "-fPIC", "-O1", "-c", str(source), "-o", str(made)], check=True)
    library = tmp_path / "code.so"
    library.write_bytes(link.link(made.read_bytes(), "x86_64-linux", "x86_64-linux"))
    assert b"GLIBC" not in library.read_bytes()
    f = ctypes.CDLL(str(library)).f
    f.restype, f.argtypes = ctypes.c_double, [ctypes.c_double]
    assert f(2.5) == 2.5**2.5


@pytest.mark.parametrize("language", ["c", "c++"])
def test_header_compiles(tmp_path: Path, language: str) -> None:
    text = header("module", SIGNATURES)
    file = tmp_path / "module.h"
    file.write_text(text)
    done = subprocess.run(
        ["cc", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", language, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "int32_t js_c_nothing(js_ctx *ctx, void *ret, void *text);" in text
    assert "/* nothing; writes a */" in text


def test_header_layout_is_llvms(tmp_path: Path) -> None:
    """The structs of the header lie in memory as the back end lays them out."""
    from jitscript.backend.layout import layout
    from jitscript.runtime import abi

    checked = {
        "js_f32_3d": ty.Array(ty.F32, 3),
        "js_int___none": ty.union_of(ty.INT, ty.NONE),
        "js_int___float__b1": ty.Tuple((ty.INT, ty.Tuple((ty.FLOAT, ty.B1)))),
    }
    lines = [f"_Static_assert(sizeof({n}) == {layout(t).size}, {n!r});" for n, t in checked.items()]
    lines.append(f'_Static_assert(sizeof(js_ctx) == {abi.CTX_SIZE}, "js_ctx");')
    lines.append(f'_Static_assert(offsetof(js_ctx, args) == {abi.CTX_ARGS}, "args");')
    source = tmp_path / "check.c"
    text = header("module", SIGNATURES) + "\n".join(lines).replace("'", '"') + "\n"
    source.write_text(text)
    done = subprocess.run(
        ["cc", "-fsyntax-only", str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
