"""C programs without Python that call compiled functions which need it for something."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

import jitscript as js
from jitscript.runtime import abi, read_in_place


@js.script(cache=False)
def shown(x: float) -> int:
    """How long the text is."""
    return len(f"{x}")


@js.script(cache=False)
def checked(x: float) -> int:
    if x < 0.0:
        raise ValueError(f"negative: {x}")
    return int(x)


@js.script(cache=False)
def caught(n: int) -> int:
    try:
        if n > 5:
            raise ValueError("too large")
        if n > 0:
            raise KeyError(n)
    except ValueError as e:
        return len(str(e))
    except KeyError:
        return -n
    return 0


@js.script(cache=False)
def handled(x: float) -> int:
    """No handler takes the error for one of its own; what is final is done."""
    done = [0]
    try:
        try:
            done[0] = len(str(x))
        except (RuntimeError, ValueError, OSError):
            return -1
        finally:
            done.append(1)
    except Exception:
        return -2
    return len(done)


@js.script(cache=False)
def printed(n: int) -> int:
    for i in range(n):
        print("line", i)
    return n


@js.script(cache=False)
def texts(n: int) -> int:
    words = {str(i).upper(): int(str(i)) for i in range(n)}
    return words[str(n - 1)] + len(set(words.values()))


@js.script(cache=False)
def beyond(n: int) -> int:
    return len(("ä" * n).upper())


@js.script(cache=False)
def indirect(n: int) -> int:
    return texts(n) if n > 0 else shown(n - 1.1e-30)


class Node:
    def __init__(self, value: int) -> None:
        self.value = value
        self.other: Node | None = None


@js.script(cache=False)
def circles(n: int) -> int:
    """Takes more memory than there is, unless circles are freed."""
    total = 0
    for i in range(n):
        a, b = Node(i), Node(i + 1)
        a.other, b.other = b, a
        total += b.value - a.value
    return total


FUNCTIONS = (shown, checked, caught, handled, printed, texts, beyond, indirect, circles)
CALLS = [
    *(("shown", 1.1e-30), ("checked", 7.5), ("checked", -1.0)),
    *(("caught", 0), ("caught", 5), ("caught", 6), ("handled", 1.1e-30)),
    *(("printed", 0), ("printed", 3), ("texts", 12), ("beyond", 3), ("indirect", 4)),
    *(("indirect", 0), ("circles", 10), ("circles", 2_000_000)),
]
NEEDS = {
    "shown": "the text of a float",
    "caught": "the text of an exception",
    "handled": "the text of a float",
    "printed": "print",
    "beyond": "a method of str on text beyond ASCII",
    "indirect": "the text of a float",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: Any) -> tuple[str, list[str]]:
    """The C header, and what the C program prints of each call."""
    folder: Path = tmp_path_factory.mktemp("alone")
    js.save(folder / "m.jsm", *FUNCTIONS)
    with zipfile.ZipFile(folder / "m.jsm") as archive:
        library = min(name for name in archive.namelist() if name.endswith(".so"))
        (folder / "libm1.so").write_bytes(archive.read(library))
        text = archive.read("module.h").decode()
    (folder / "module.h").write_text(text)
    calls = "".join(f"  CALL({name}, {value!r});\n" for name, value in CALLS)
    (folder / "main.c").write_text(
        '#include <stdio.h>\n#include "module.h"\n'
        "#define CALL(F, X) do { js_ctx c; js_ctx_init(&c); int64_t r; \\\n"
        "  if (js_c_##F(&c, &r, X)) { fputs(js_error(&c), stdout); \\\n"
        '    for (int64_t i = 0; i < c.nframes; i++) printf("\\t%s", c.frames[i]); puts(""); } \\\n'
        '  else printf("%d\\n", (int)r); } while (0)\n'
        f"int main(void) {{\n{calls}  return 0;\n}}\n"
    )
    link = ["-L.", "-lm1", f"-Wl,-rpath,{folder}", "-lm", "-o", "main"]
    subprocess.run(["cc", "-I.", "main.c", *link], cwd=folder, check=True)
    limited = ["sh", "-c", "ulimit -v 150000 && ./main"]
    done = subprocess.run(limited, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return text, done.stdout.splitlines()


def test_calls(built: tuple[str, list[str]]) -> None:
    """What needs Python is an error where there is none, and nothing else is."""
    _, lines = built
    assert len(lines) == len(CALLS)
    alone = {("checked", -1.0), ("caught", 6), ("printed", 3), ("indirect", 0)}
    alone |= {c for c in CALLS if c[0] in ("shown", "handled", "beyond")}
    for (name, value), line in zip(CALLS, lines):
        if (name, value) not in alone:
            expected = next(f for f in FUNCTIONS if f.__name__ == name).python(value)
            assert line == str(expected), name
            continue
        error, *frames = map(json.loads, line.split("\t"))
        places = [*error["at"], *(place for frame in frames for place in frame["at"])]
        if name == "checked":
            assert (error["e"], error["m"]) == ("ValueError", "negative: {}")
            continue
        message = f"{NEEDS[name]} needs Python, which this process does not have"
        assert (error["e"], error["m"]) == ("PythonNeeded", message)
        assert places[0][1] == ("shown" if name == "indirect" else name)


def test_header_says_what_needs_python(built: tuple[str, list[str]]) -> None:
    text, _ = built
    lines = text.splitlines()
    for function in FUNCTIONS:
        name = function.__name__
        at = next(i for i, line in enumerate(lines) if f" js_c_{name}(" in line)
        _, _, words = lines[at - 1].partition("; needs Python for: ")
        if name in ("checked", "texts", "circles"):
            both = (
                "a method of str on text beyond ASCII",
                "an int from text that is not plain digits",
            )
            assert words == (", ".join(both) + " */" if name == "texts" else "")
        else:
            assert NEEDS[name] in words, lines[at - 1]


def test_python_has_it_all(tmp_path: Path) -> None:
    """The same file, loaded in Python."""
    js.save(tmp_path / "m.jsm", *FUNCTIONS)
    module = js.load(tmp_path / "m.jsm")
    for name, value in CALLS:
        function = next(f for f in FUNCTIONS if f.__name__ == name)
        if (name, value) == ("checked", -1.0):
            with pytest.raises(ValueError, match=r"^negative: -1\.0$"):
                module.checked(value)
        else:
            assert getattr(module, name)(value) == function.python(value)


def test_words() -> None:
    """Whatever helper a program's code may come to is told in words."""
    border = {name for name in abi.HELPERS if name.startswith(("host_set", "host_drop"))}
    border |= {"host_is_text", "host_utf8_size", "host_same_items", "host_put_bytes"}
    border |= {"host_copy_bytes", "host_copy_utf8", "host_deque_swap"}
    border |= set(read_in_place.IN_PLACE) - set(abi.WITHOUT_PYTHON)
    assert set(abi.HELPERS) == border | set(abi.NEEDS) | set(abi.WITHOUT_PYTHON)
