"""What compiled code asks of paths."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def is_path(value: Any) -> bool:
    from pathlib import Path

    return isinstance(value, Path)


def exists(path: Path) -> bool:
    return path.exists()


def is_file(path: Path) -> bool:
    return path.is_file()


def is_dir(path: Path) -> bool:
    return path.is_dir()


def is_absolute(path: Path) -> bool:
    return path.is_absolute()


def as_posix(path: Path) -> str:
    return path.as_posix()


def read_bytes(path: Path) -> bytes:
    return path.read_bytes()


def rmdir(path: Path) -> None:
    path.rmdir()


def absolute(path: Path) -> Path:
    return path.absolute()


def read_text(path: Path, encoding: str | None, errors: str | None) -> str:
    return path.read_text(encoding, errors)


def write_text(
    path: Path, data: str, encoding: str | None, errors: str | None, newline: str | None
) -> int:
    return path.write_text(data, encoding, errors, newline)


def write_bytes(path: Path, data: bytes) -> int:
    return path.write_bytes(data)


def mkdir(path: Path, mode: int, parents: bool, exist_ok: bool) -> None:
    path.mkdir(mode, parents, exist_ok)


def touch(path: Path, mode: int, exist_ok: bool) -> None:
    path.touch(mode, exist_ok)


def unlink(path: Path, missing_ok: bool) -> None:
    path.unlink(missing_ok)


def rename(path: Path, target: Any) -> Path:
    return path.rename(target)


def with_name(path: Path, name: str) -> Path:
    return path.with_name(name)


def with_stem(path: Path, stem: str) -> Path:
    return path.with_stem(stem)


def with_suffix(path: Path, suffix: str) -> Path:
    return path.with_suffix(suffix)


def relative_to(path: Path, other: Any) -> Path:
    return path.relative_to(other)


def resolve(path: Path, strict: bool) -> Path:
    return path.resolve(strict)


def match(path: Path, pattern: str) -> bool:
    return path.match(pattern)


def iterdir(path: Path) -> list[Path]:
    return list(path.iterdir())


def glob(path: Path, pattern: str) -> list[Path]:
    return list(path.glob(pattern))


def rglob(path: Path, pattern: str) -> list[Path]:
    return list(path.rglob(pattern))
