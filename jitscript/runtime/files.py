"""What compiled code asks of text files."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO


def is_text_file(value: Any) -> bool:
    from io import TextIOBase

    return isinstance(value, TextIOBase)


def is_binary_file(value: Any) -> bool:
    from io import BufferedIOBase, RawIOBase

    return isinstance(value, (BufferedIOBase, RawIOBase))


def getvalue(file: Any) -> Any:
    return file.getvalue()


def truncate(file: Any, size: int | None) -> int:
    n: int = file.truncate(size)
    return n


def open_text(
    file: str,
    mode: str,
    buffering: int,
    encoding: str | None,
    errors: str | None,
    newline: str | None,
) -> TextIO:
    if "b" in mode:
        raise ValueError(f"compiled code opens files as text, not in the mode {mode!r}")
    opened: Any = open(file, mode, buffering, encoding, errors, newline)  # noqa: SIM115
    return opened


def enter(file: TextIO) -> None:
    file.__enter__()


def read(file: TextIO, size: int | None) -> str:
    return file.read(size)  # type: ignore[arg-type]


def readline(file: TextIO, size: int) -> str:
    return file.readline(size)


def readlines(file: TextIO, hint: int) -> list[str]:
    return file.readlines(hint)


def write(file: TextIO, text: str) -> int:
    return file.write(text)


def flush(file: TextIO) -> None:
    file.flush()


def close(file: TextIO) -> None:
    file.close()


def seek(file: TextIO, cookie: int, whence: int) -> int:
    return file.seek(cookie, whence)


def tell(file: TextIO) -> int:
    return file.tell()


def standard(name: str) -> Any:
    """`sys.stdin`, `sys.stdout` or `sys.stderr`."""
    import sys

    return getattr(sys, name)
