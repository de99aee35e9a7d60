"""`pathlib.Path`: names, parts, files read and written."""

import atexit
import shutil
import tempfile
from pathlib import Path

from jitscript import script

FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, True)
ROOT = Path(FOLDER)
(ROOT / "a.txt").write_text("one\ntwo\n")
(ROOT / "sub").mkdir()
(ROOT / "sub" / "b.tar.gz").write_bytes(b"\x00\x01")


@script
def words(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").split()


@script
def given(path: Path) -> list[str]:
    if not path.exists():
        return ["none"]
    with path.open() as f:
        return [line.strip() for line in f]


@script
def opened(path: Path) -> bytes:
    with open(path, "rb") as f, path.open("rb") as g:
        return f.read() + g.read()


@script
def named(path: Path) -> str:
    q = path.with_suffix(".x").with_name("n" + path.name)
    return f"{path.name} {path.stem} {path.suffix} {path.suffixes} {path.parts} {q} {path!r} {path:>20}"


@script
def joined(a: str, b: str) -> list[str]:
    p = Path(a) / b / "c"
    q = Path(a, b)
    return [str(p), str(q), str(p.parent), p.as_posix(), str(p.parent == q), str(q < p), str("x" / q), str(Path())]


@script
def made(root: Path, name: str) -> str:
    folder = root / name / "deep"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "f"
    n = target.write_text("é!", encoding="utf-8")
    data = target.read_bytes()
    target.unlink()
    target.unlink(missing_ok=True)
    folder.rmdir()
    return f"{n} {data!r} {target.exists()} {folder.is_dir()}"


@script
def listed(root: Path) -> list[str]:
    found = []
    for p in sorted(root.iterdir()):
        found.append(p.name + ("/" if p.is_dir() else ""))
    return found + [p.name for p in sorted(root.rglob("*.gz"))] + [str(len(list(root.glob("*"))))]


@script
def keyed(paths: list[Path]) -> dict[str, int]:
    counts: dict[Path, int] = {}
    for p in paths:
        counts[p] = counts.get(p, 0) + 1
    return {str(p): n for p, n in counts.items()}


@script
def given_back(root: Path, names: list[str]) -> list[Path]:
    return [root / name for name in names]


@script
def first(root: Path, pattern: str) -> str:
    found = root.glob(pattern)
    name = "" if next(found, None) is None else "some"
    try:
        return name + next(root.glob(pattern)).name
    except StopIteration:
        return "stop"


CASES = {
    "first": [(ROOT, "*.txt"), (ROOT, "*.none")],
    "words": [(f"{FOLDER}/a.txt",), (f"{FOLDER}/none",)],
    "given": [(ROOT / "a.txt",), (ROOT / "none",)],
    "opened": [(ROOT / "sub" / "b.tar.gz",), (ROOT,)],
    "named": [(ROOT / "sub" / "b.tar.gz",), (Path("x"),), (Path("/"),)],
    "joined": [("a", "b"), ("/a", "/b"), ("", "")],
    "made": [(ROOT, "new"), (ROOT / "a.txt", "new")],
    "listed": [(ROOT,), (ROOT / "none",)],
    "keyed": [([Path("a"), Path("b"), Path("a")],), ([],)],
    "given_back": [(ROOT, ["x", "y"])],
}
