"""Module files that are damaged, hostile or foreign, and disks and machines that cannot save."""

from __future__ import annotations

import json
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from programs_apart import HEAD, output, run, run_command

import jitscript as js
from jitscript import Array1, f64
from jitscript.runtime import ArchiveError, abi, archive, load
from jitscript.runtime.container import COMMENT, pack
from jitscript.runtime.fingerprint import digest

TABLE = np.array([1.0, 2.0, 4.0])


@js.script(cache=False)
def weigh(x: Array1[f64], by: float = 2.0) -> float:
    total = 0.0
    for i in range(len(x)):
        total += x[i] * TABLE[i]
    return total * by


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("modules") / "weights.jsm"
    js.save(found, weigh)
    return found


@pytest.fixture
def no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "recompile", None)


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading machine code is the end of the test."""

    def loaded(*_: object) -> None:
        raise AssertionError("code was loaded before the file was verified")

    for name in ("load_shared", "load_object", "recompile"):
        monkeypatch.setattr(archive, name, loaded)


def entries_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def sealed(data: bytes) -> bytes:
    """`data` with a digest that fits it."""
    length = len(COMMENT) + 64
    return data[:-64] + digest(data[:-length]).hex().encode()


def refused(folder: Path, data: bytes) -> str:
    file = folder / "bad.jsm"
    file.write_bytes(data)
    with pytest.raises(ArchiveError) as caught:
        load(file)
    return str(caught.value)


@pytest.mark.usefixtures("nothing_runs")
def test_truncated_and_flipped_files(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    for length in (*range(200), *range(200, len(data), 211)):
        refused(tmp_path, data[:length])
    for at in (*range(0, len(data), 97), *range(len(data) - 150, len(data))):
        for bit in (0, 7):
            refused(tmp_path, data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
    for extra in (b"\0", b"PK\5\6" + bytes(18), data):
        refused(tmp_path, data + extra)
        refused(tmp_path, extra + data)


@pytest.mark.usefixtures("nothing_runs")
def test_every_field_of_the_directory(path: Path, tmp_path: Path) -> None:
    """Each byte of the headers set to extremes, with a digest that fits: never accepted with
    other content, never a crash, never much memory."""
    original = archive.parse(path.read_bytes())
    data = path.read_bytes()
    start = data.index(b"PK\1\2")
    places = [*range(60), *range(start, len(data) - len(COMMENT) - 64)]
    for at in places:
        for value in (0, 1, 0x7F, 0xFF):
            changed = sealed(data[:at] + bytes([value]) + data[at + 1 :])
            try:
                found = archive.parse(changed)
            except ArchiveError:
                continue
            assert found.container.names == original.container.names
            assert found.manifest == original.manifest


def bomb(size: int, declared: int) -> bytes:
    """A module file with one entry that unpacks to `size` zeros."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    packed = b"".join(engine.compress(block) for _ in range(size >> 20)) + engine.flush()
    name = b"manifest.json"
    common = struct.pack("<5H3L2H", 20, 0, 8, 0, 0x21, 0, len(packed), declared, len(name), 0)
    local = b"PK\3\4" + common + name + packed
    central = b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, 0)
    central += name
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), len(COMMENT) + 64
    )
    return sealed(local + central + end + COMMENT + bytes(64))


@pytest.mark.usefixtures("nothing_runs")
def test_bombs(tmp_path: Path) -> None:
    for declared in (10, 1 << 20, 64 << 20, 0xFFFFFFFF):
        assert "size" in refused(tmp_path, bomb(64 << 20, declared))


@pytest.mark.parametrize("declared", [1000, 512 << 20])
def test_bomb_within_little_memory(tmp_path: Path, declared: int) -> None:
    """What unpacks to more than it declares is not unpacked further; nor is what says the truth."""
    (tmp_path / "bomb.jsm").write_bytes(bomb(512 << 20, declared))
    text = (
        "import resource\nfrom jitscript.runtime import ArchiveError, load\n"
        "resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))\n"
        "try:\n    load('bomb.jsm')\nexcept ArchiveError:\n    print('refused')\n"
    )
    assert output(run(tmp_path, text, head="")) == ["refused"]


@pytest.mark.usefixtures("nothing_runs")
@pytest.mark.parametrize("gap", [b"", b"?"], ids=["within", "apart"])
def test_entries_side_by_side(path: Path, tmp_path: Path, gap: bytes) -> None:
    """An entry within another one (a small file would unpack to any size), or some way off."""
    inner = b"within the other one"
    data = pack({**entries_of(path), "native/aaaa": b"a", "native/bbbb": inner})
    second = data.index(b"PK\3\4", data.index(b"native/aaaa"))
    first = data.rindex(b"PK\3\4", 0, second)
    start = data.index(b"PK\1\2", second)
    if gap:
        data = data[:second] + gap + data[second:]
        start += 1
        data = _moved(data, start, b"native/bbbb", 42, second + 1)
    else:
        size = struct.pack("<2L", *[start - second + 1] * 2)
        data = data[: first + 18] + size + data[first + 26 :]
        data = _moved(data, start, b"native/aaaa", 20, start - second + 1)
        data = _moved(data, start, b"native/aaaa", 24, start - second + 1)
    end = len(data) - len(COMMENT) - 64 - 22
    data = data[: end + 16] + struct.pack("<L", start) + data[end + 20 :]
    assert "does not lie where it should" in refused(tmp_path, sealed(data))


def _moved(data: bytes, start: int, name: bytes, field: int, value: int) -> bytes:
    """With another number in the directory, at `field` of the row of `name`."""
    at = data.index(name, start) - 46 + field
    return data[:at] + struct.pack("<L", value) + data[at + 4 :]


@pytest.mark.usefixtures("nothing_runs")
def test_entry_twice(path: Path, tmp_path: Path) -> None:
    """One reader would verify the first, another run the second."""
    extra = {"native/aaaa": b"1", "native/bbbb": b"2"}
    data = pack({**entries_of(path), **extra}).replace(b"native/bbbb", b"native/aaaa")
    assert "malformed at 'native/aaaa'" in refused(tmp_path, sealed(data))


WRONG = [None, 0, -1, 1.5, True, "", "x", [], [None], {}, {"x": 1}, [[]], "../x", 2**70, "\ud800"]


@pytest.mark.usefixtures("no_compiler")
def test_every_value_of_the_manifest_replaced(path: Path, tmp_path: Path) -> None:
    """Whatever stands in a manifest, it is refused as an ArchiveError, or harmless."""
    accepted = tmp_path / "accepted.jsm"
    entries = entries_of(path)
    manifest = json.loads(entries["manifest.json"])

    def places(value: Any, way: tuple[Any, ...] = ()) -> Any:
        if way:
            yield way
        items = value.items() if isinstance(value, dict) else ()
        for key, item in enumerate(value) if isinstance(value, list) else items:
            yield from places(item, (*way, key))

    for way in places(manifest):
        for wrong in WRONG:
            changed = json.loads(entries["manifest.json"])
            inner = changed
            for step in way[:-1]:
                inner = inner[step]
            inner[way[-1]] = wrong
            data = pack({**entries, "manifest.json": json.dumps(changed).encode()})
            try:
                archive.parse(data).describe()
                accepted.write_bytes(data)
                module = load(accepted)
            except ArchiveError:
                continue
            for function in vars(module).values():
                if isinstance(function, js.ScriptFunction):
                    call(function)


def call(function: Any) -> None:
    locked = np.ones(3)
    locked.flags.writeable = False
    for args in ((locked,), (np.ones(3)[::-1], 3), (np.ones(4), 1.5), ("x",), (), (1, 2, 3)):
        try:
            function(*args)
        except (TypeError, ValueError, IndexError, OverflowError, ArchiveError):
            continue


def test_code_for_another_runtime(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_compiler: None
) -> None:
    """A table with one entry more is another ABI; nobody has to count that."""
    here = abi.identity()
    monkeypatch.setattr(abi, "HOST", (*abi.HOST, ("new", "void ()")))
    assert abi.identity() != here
    text = refused(tmp_path, path.read_bytes())
    assert "another runtime" in text and js.__version__ in text and "save it again" in text
    monkeypatch.undo()
    monkeypatch.setattr(abi, "CTX_SITE", abi.CTX_SITE + 8)
    assert abi.identity() != here


def test_foreign_code_is_compiled_from_the_ir(path: Path, tmp_path: Path) -> None:
    entries = entries_of(path)
    manifest = json.loads(entries["manifest.json"])
    manifest["abi"] = "0" * 32
    file = tmp_path / "other.jsm"
    file.write_bytes(pack({**entries, "manifest.json": json.dumps(manifest).encode()}))
    assert js.load(file).weigh(np.ones(3)) == 14.0


def test_no_linker(tmp_path: Path) -> None:
    """The message names both linkers that were looked for; an old file stays as it was."""
    text = (
        HEAD + "\n@script(cache=False)\ndef f(x: int) -> int:\n    return x\n"
        "from importlib import util\nfind = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'ziglang' else find(name, *rest)\n"
        "open('f.jsm', 'w').write('old')\n"
        "os.environ['PATH'] = ''\nos.environ.pop('CC', None)\n"
        "try:\n    js.save('f.jsm', f)\nexcept RuntimeError as error:\n    print(error)\n"
        "print(open('f.jsm').read(), f(3))\n"
    )
    message, rest = output(run(tmp_path, text, head=""))
    assert "C compiler" in message and "ziglang" in message and rest == "old 3"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f.jsm", "program.py"]


SAVING_FAILS: dict[str, Callable[[Path], Path]] = {
    "no folder": lambda folder: folder / "missing" / "f.jsm",
    "a file as folder": lambda folder: folder / "program.py" / "f.jsm",
    "a folder as file": lambda folder: folder,
    "a device": lambda folder: Path("/proc/f.jsm"),
}


@pytest.mark.parametrize("name", SAVING_FAILS)
def test_saving_to_places_that_are_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "program.py").write_text("")
    with pytest.raises(OSError):
        js.save(SAVING_FAILS[name](tmp_path), weigh)
    assert [p.name for p in tmp_path.iterdir()] == ["program.py"]


def test_full_disk_leaves_the_old_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "f.jsm"
    file.write_bytes(path.read_bytes())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        js.save(file, weigh, other=weigh)
    assert file.read_bytes() == path.read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_the_file_may_go_after_loading(path: Path, tmp_path: Path) -> None:
    """A loaded module depends on its file no more: not for calls, errors or texts."""
    file = tmp_path / "gone.jsm"
    file.write_bytes(path.read_bytes())
    module = load(file)
    file.unlink()
    assert module.weigh(np.ones(3)) == 14.0 and "func @" in module.weigh.ir
    with pytest.raises(IndexError):
        module.weigh(np.ones(9))


def test_the_command_line_says_it_in_a_line(path: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsm").write_bytes(path.read_bytes()[:-7])
    for command in (["inspect", "bad.jsm"], ["run", "bad.jsm", "weigh", "1"], ["inspect", "no"]):
        done = run_command([sys.executable, "-m", "jitscript", *command], tmp_path)
        assert done.returncode != 0 and "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) <= 2, done.stderr
