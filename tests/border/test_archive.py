"""Module files: what comes back from them, and that no damaged or hostile one gets anywhere."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, f64
from jitscript.runtime import ArchiveError, archive, load
from jitscript.runtime.container import COMMENT, Container, pack
from jitscript.runtime.fingerprint import digest

WEIGHTS = np.array([1.0, 2.0, 4.0])


@js.script(cache=False)
def score(x: Array1[f64], scale: float = 2.0, *, shift: complex = 1j) -> float:
    """How much."""
    total = 0.0
    for i in range(len(x)):
        total += x[i] * WEIGHTS[i]
    return total * scale


@js.script(cache=False)
def greet(name: str, times: tuple[int, float] = (2, 0.5)) -> str:
    return name * times[0]


@pytest.fixture(scope="module")
def path(tmp_path_factory: Any) -> Path:
    found = tmp_path_factory.mktemp("archive") / "module.jsm"
    js.save(found, score, greet)
    return found


@pytest.fixture(scope="module")
def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_round_trip(path: Path) -> None:
    m = load(path)
    x = np.array([1.0, 1.0, 1.0])
    assert m.score(x) == score(x) == 14.0
    assert m.score(np.ones(6)[::2], scale=1) == 7.0
    assert m.greet("ab") == "abab" and m.greet("x", (3, 1.0)) == "xxx"
    assert m.score.__doc__ == "How much." and m.__file__ == str(path)
    with pytest.raises(
        TypeError, match="score\\(\\) argument 'x' must be Array1\\[f64\\], not list"
    ):
        m.score([1.0])
    with pytest.raises(AttributeError, match="loaded from a file"):
        _ = m.greet.python
    assert "func @" in m.score.ir


def test_errors_name_the_source(path: Path) -> None:
    import traceback

    with pytest.raises(IndexError) as caught:
        load(path).score(np.ones(5))
    frames = traceback.extract_tb(caught.value.__traceback__)
    assert frames[-1].line == "total += x[i] * WEIGHTS[i]"


def test_standard_tools_read_it(path: Path, entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries["manifest.json"])
    assert manifest["format"] == 1 < archive.FORMAT  # a later one only where it is needed
    assert {"module.ir", "module.h", *manifest["files"]} <= set(entries)
    described = archive.read(path).describe()
    assert "score(x: Array1[f64], scale: float, shift: complex) -> float" in described


def test_writing_is_deterministic(entries: dict[str, bytes], path: Path) -> None:
    assert pack(entries) == pack(entries) == path.read_bytes()


def test_every_flipped_bit_is_found(path: Path) -> None:
    data = path.read_bytes()
    rng = random.Random(2)
    for _ in range(400):
        at = rng.randrange(len(data))
        damaged = bytearray(data)
        damaged[at] ^= 1 << rng.randrange(8)
        with pytest.raises(ArchiveError):
            archive.parse(bytes(damaged))


def test_every_truncation_is_found(path: Path) -> None:
    data = path.read_bytes()
    for length in [*range(0, len(data), 997), *range(len(data) - 300, len(data))]:
        with pytest.raises(ArchiveError):
            archive.parse(data[:length])


def test_other_files_are_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK", b"\x7fELF" + bytes(200), b"#!/bin/sh\n" * 50):
        (tmp_path / "x.jsm").write_bytes(content)
        with pytest.raises(ArchiveError, match="not a module file"):
            load(tmp_path / "x.jsm")
    with zipfile.ZipFile(tmp_path / "z.jsm", "w") as file:
        file.writestr("manifest.json", "{}")
    with pytest.raises(ArchiveError, match="not a module file"):
        load(tmp_path / "z.jsm")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "missing.jsm")


def sealed(data: bytes) -> bytes:
    """`data` with a digest that fits, as somebody would make who wants to deceive."""
    length = len(COMMENT) + 64
    return data[:-64] + digest(data[:-length]).hex().encode()


def rewritten(entries: dict[str, bytes], change: Callable[[Any], None]) -> bytes:
    manifest = json.loads(entries["manifest.json"])
    change(manifest)
    return pack({**entries, "manifest.json": json.dumps(manifest).encode()})


def test_sealed_damage_is_no_crash(path: Path) -> None:
    data = path.read_bytes()
    rng = random.Random(3)
    refused = 0
    for _ in range(500):
        damaged = bytearray(data)
        for _ in range(rng.randrange(1, 4)):
            near_end = rng.random() < 0.7
            at = (
                rng.randrange(len(data) - 1500, len(data) - 64)
                if near_end
                else rng.randrange(len(data))
            )
            damaged[at] = rng.randrange(256)
        try:
            archive.parse(sealed(bytes(damaged)))
        except ArchiveError:
            refused += 1
    assert refused > 400


@pytest.mark.parametrize("format", [archive.FORMAT + 1, 99])
def test_too_new(entries: dict[str, bytes], format: int) -> None:
    data = rewritten(entries, lambda m: m.update(format=format))
    with pytest.raises(ArchiveError, match="install a newer jitscript-runtime"):
        archive.parse(data)


HOSTILE: list[tuple[str, Callable[[Any], Any]]] = [
    ("functions are no list", lambda m: m.update(functions=3)),
    ("no functions", lambda m: m.pop("functions")),
    ("a name that is code", lambda m: m["functions"][0].update(name="x): import os #")),
    ("a dunder name", lambda m: m["functions"][0].update(name="__class__")),
    (
        "a parameter that is code",
        lambda m: m["functions"][0]["params"][0].update(name="x=print('!')"),
    ),
    ("a type that is none", lambda m: m["functions"][0]["params"][0].update(type="int<<")),
    ("a deep type", lambda m: m["functions"][0].update(result="(" * 3000)),
    ("an unknown kind", lambda m: m["functions"][0]["params"][0].update(kind="magic")),
    (
        "a star that Python holds",
        lambda m: m["functions"][0]["params"][0].update(kind="vararg", held=True),
    ),
    ("a strange default", lambda m: m["functions"][0]["params"][1].update(default={"exec": "x"})),
    ("a default of lists", lambda m: m["functions"][0]["params"][1].update(default=[1])),
    ("entries missing", lambda m: m["functions"][0].pop("entries")),
    ("entries no text", lambda m: m["functions"][0].update(entries={"contiguous": 5})),
    ("writes no numbers", lambda m: m["functions"][0].update(writes=["0"])),
    ("native no list of dicts", lambda m: m.update(native=["native/x"])),
    ("a file too many", lambda m: m["files"].update(extra="00")),
    ("a file too few", lambda m: m["files"].popitem()),
    ("a wrong digest", lambda m: m["files"].update({"module.ir": "00" * 32})),
]


@pytest.mark.parametrize("change", [c for _, c in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_manifest(entries: dict[str, bytes], change: Callable[[Any], None]) -> None:
    with pytest.raises(ArchiveError):
        archive.parse(rewritten(entries, change))


@pytest.mark.parametrize("text", [b"", b"[", b"{", b"nul", b"\xff", b"[" * 100_000, b"3"])
def test_manifest_that_is_no_manifest(entries: dict[str, bytes], text: bytes) -> None:
    with pytest.raises(ArchiveError):
        archive.parse(pack({**entries, "manifest.json": text}))


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "a/../../b", "a\\b", "C:/x", "a//b", "./abc", "abcd/"]
)
def test_paths_that_leave_the_file(entries: dict[str, bytes], name: str) -> None:
    harmless = "Q" * len(name)
    data = pack({**entries, harmless: b"x"})
    with pytest.raises(ArchiveError, match="forbidden name"):
        Container(sealed(data.replace(harmless.encode(), name.encode())))


def test_huge_declared_size(entries: dict[str, bytes]) -> None:
    """A bomb is refused by its declared size, a lie about the size when it is unpacked."""
    data = pack({"manifest.json": b"".join(b"%07d " % i for i in range(625_000))})
    true_size = (5_000_000).to_bytes(4, "little")
    for lie in (0xFFFFFFFF, 1, 4_999_999, 5_000_001):
        with pytest.raises(ArchiveError, match="size"):
            archive.parse(sealed(data.replace(true_size, lie.to_bytes(4, "little"))))


def test_no_code_for_this_machine(entries: dict[str, bytes], tmp_path: Path) -> None:
    def elsewhere(manifest: Any) -> None:
        for native in manifest["native"]:
            native["target"] = "s390x-linux"

    file = tmp_path / "other.jsm"
    file.write_bytes(rewritten(entries, elsewhere))
    saved, archive.recompile = archive.recompile, None
    try:
        with pytest.raises(ArchiveError, match=r"no code for this machine, .* s390x-linux"):
            load(file)
    finally:
        archive.recompile = saved


def test_code_that_is_no_code(entries: dict[str, bytes], tmp_path: Path) -> None:
    manifest = json.loads(entries["manifest.json"])
    changed = dict(entries)
    for native in manifest["native"]:
        changed[native["path"]] = b"not a library"
        manifest["files"][native["path"]] = digest(b"not a library").hex()
    changed["manifest.json"] = json.dumps(manifest).encode()
    file = tmp_path / "empty.jsm"
    file.write_bytes(pack(changed))
    with pytest.raises(ArchiveError, match="code cannot be loaded"):
        load(file)
