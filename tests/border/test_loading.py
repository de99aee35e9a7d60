"""What `load` and `save` take, and what of a module file goes when nobody needs it any more."""

from __future__ import annotations

import gc
import inspect
import io
import os
import pydoc
import stat
import sys
import typing
from pathlib import Path

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, Array2, f64, u8
from jitscript.runtime import ArchiveError, archive, container, load

TABLE = np.arange(2000.0)
TABLE_ = TABLE + 1


@js.script(cache=False)
def ones(n: int) -> Array1[f64]:
    return np.ones(n)


@js.script(cache=False)
def table() -> Array1[f64]:
    return TABLE


@js.script(cache=False)
def pick(i: int) -> float:
    return float(TABLE[i] - 3 * TABLE_[i])


@js.script(cache=False)
def much(
    a: Array2[f64],
    b: list[tuple[int, str]],
    c: int | None = None,
    *,
    d: u8 = np.uint8(7),  # noqa: B008
) -> tuple[float, bool]:
    """Returns much."""
    return a[0, 0] + b[0][0] + d, c is None


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("modules") / "some.jsm"
    js.save(found, ones, table, pick, much)
    return found


def mappings() -> int:
    gc.collect()
    return Path("/proc/self/maps").read_text().count("memfd:jitscript")


@pytest.mark.skipif(sys.platform != "linux", reason="counts mappings of the process")
def test_code_is_unloaded_with_the_last_that_needs_it(path: Path) -> None:
    before = mappings()
    module = load(path)
    made, frozen, function = module.ones(1000), module.table(), module.ones
    del module
    assert mappings() > before
    assert function(2).tolist() == [1.0, 1.0]
    vars(function).clear()  # the function itself keeps its code, whatever it says of itself
    gc.collect()
    assert function(3).tolist() == [1.0, 1.0, 1.0]
    del function
    assert mappings() > before
    made[0] = 2.0
    assert made.sum() == 1001.0
    del made
    assert mappings() > before
    part = frozen[5:]
    del frozen
    assert mappings() > before
    assert part[0] == 5.0
    del part
    assert mappings() == before


@pytest.mark.skipif(sys.platform != "linux", reason="counts mappings of the process")
def test_loading_again_and_again_keeps_nothing(path: Path) -> None:
    before = mappings()
    for i in range(30):
        module = load(path)
        assert module.pick(i) == TABLE[i] - 3 * TABLE_[i]
        assert module.much(np.full((1, 1), 0.5), [(1, "a")]) == (8.5, True)
    del module
    assert mappings() == before


def test_bytes_and_files(path: Path) -> None:
    data = path.read_bytes()
    for content in (data, bytearray(data), memoryview(data)):
        assert load(content).pick(1) == TABLE[1] - 3 * TABLE_[1]
    with open(path, "rb") as file:
        module = load(file)
    assert (module.__name__, module.__file__) == ("some", str(path))
    assert not hasattr(load(io.BytesIO(data)), "__file__")


def test_save_to_a_file(path: Path, tmp_path: Path) -> None:
    memory = io.BytesIO()
    js.save(memory, pick)
    assert load(memory.getvalue()).pick(3) == pick(3)
    js.save(os.fsencode(tmp_path / "bytes.jsm"), pick)
    assert load(tmp_path / "bytes.jsm").pick(3) == pick(3)


@pytest.mark.parametrize("wrong", [3, None, 2.5, ["x"]])
def test_neither_path_nor_file(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"load takes the path .* got an object of type"):
        load(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"save takes a path, .* got an object of type"):
        js.save(wrong, pick)  # type: ignore[arg-type]


def test_text_files_and_paths_as_bytes(path: Path, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="not opened in binary mode"):
        load(io.StringIO("x"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not opened in binary mode"), open(os.devnull, "w") as file:
        js.save(file, pick)  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match="bytes are taken for its content"):
        load(os.fsencode(path))


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*gone"):
        js.save(tmp_path / "gone" / "x.jsm", pick)
    for folder in (tmp_path, ""):
        with pytest.raises(IsADirectoryError, match="needs the name of a file"):
            js.save(folder, pick)
    assert os.listdir(tmp_path) == []


def test_links_are_written_through_and_modes_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target.jsm", tmp_path / "link.jsm"
    target.write_bytes(b"old")
    target.chmod(0o600)
    link.symlink_to("target.jsm")
    js.save(link, pick)
    assert link.is_symlink() and load(target).pick(1) == pick(1)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    js.save(tmp_path / "new.jsm", pick)
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "new.jsm").stat().st_mode) == 0o666 & ~umask
    assert sorted(os.listdir(tmp_path)) == ["link.jsm", "new.jsm", "target.jsm"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_what_is_no_regular_file_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsm"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        js.save(pipe, ones)
        assert stat.S_ISFIFO(os.stat(pipe).st_mode)
        assert os.read(reader, 2) == b"PK"
    finally:
        os.close(reader)


@pytest.mark.parametrize("name", ["a b", "", "1st", "class", "None", "x.y", "__file__", "\ufb01x"])
def test_names_that_cannot_be_loaded(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be saved as"):
        js.save(tmp_path / "x.jsm", **{name: pick})
    assert os.listdir(tmp_path) == []


def test_a_loaded_function_is_not_saved(path: Path, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="pick was loaded from a module file: copy that file"):
        js.save(tmp_path / "x.jsm", load(path).pick)


def test_constants_come_back_from_their_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`TABLE` and `TABLE_` are two constants, whatever their files are called, and the IR only
    names them."""
    opened = archive.read(path)
    assert len(opened.manifest["constants"]) == 2
    assert max(map(len, opened.text("module.ir").splitlines())) < 1000  # no data in the text
    monkeypatch.setattr(archive.abi, "identity", lambda: "that of another runtime")
    assert js.load(path).pick(9) == pick(9)


def test_what_packs_too_well_is_stored(path: Path) -> None:
    zeros = bytes(1 << 20)
    assert container.Container(container.pack({"zeros": zeros})).read("zeros") == zeros


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of many entries within its own limit, all together hundreds of times the file."""
    entries = {f"sources/{i}": bytes(100_000) for i in range(20)}
    monkeypatch.setattr(container, "MAX_RATIO", 2000)
    data = container.pack(entries)
    monkeypatch.undo()
    with pytest.raises(ArchiveError, match="declares an impossible size"):
        container.Container(data)


def test_introspection(path: Path) -> None:
    module = load(path)
    hints = {
        "a": Array2[f64],
        "b": list[tuple[int, str]],
        "c": typing.Optional[int],  # noqa: UP045
        "d": np.uint8,
        "return": tuple[float, bool],
    }
    assert module.much.__annotations__ == typing.get_type_hints(module.much) == hints
    assert type(module.much).__annotations__ == {}
    shown = "(a: Array2[f64], b: list[tuple[int, str]], c: int | None = None, *, d: np.uint8 = "
    assert str(inspect.signature(module.much)).startswith(shown)
    page = pydoc.render_doc(module, renderer=pydoc.plaintext)
    assert "Returns much." in page and "pick(i: int) -> float" in page
    assert module.much(np.zeros((1, 1)), [(1, "")])[0] == 8.0  # the default is NumPy's still
