"""Text cases: IR with directives in its comments.

    ; === name                     starts another case in the same file
    ; run: verify                  valid IR; or exactly the errors noted on the guilty lines
    ; run: parse                   likewise for errors of the parser
    ; run: roundtrip               prints, parses and prints the same
    ; run: print                   prints what the CHECK lines say
    ; run: pass NAME…              applies the passes, verifies, and looks at the CHECK lines
    ; run: interp f(1, 2.0) == 3   or `raises IndexError: message`, or `undefined: message`

    %c = add %a, %b : i64          ; error: operands differ in type

    ; CHECK: text                  stands in a later line than the text found before
    ; CHECK-NEXT: text             stands in the very next line
    ; CHECK-NOT: text              does not stand before the next text that is found

Blanks in CHECK lines match any blanks, `{{…}}` is a regular expression. Where a case names passes,
`interp` lines run before and after them; after `refcount` they count references too.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from interpreted import call_python

from jitscript import ir
from jitscript.ir.parser import parse_with_lines

ERROR = re.compile(r";\s*error:\s*(.*)")
CHECK = re.compile(r";\s*(CHECK(?:-NEXT|-NOT)?):\s*(.*)")
RUN = re.compile(r";\s*run:\s*(\w+)\s*(.*)")


class Case(NamedTuple):
    name: str
    text: str


def cases_of(path: Path) -> list[Case]:
    """The cases of a file; each keeps the line numbers of the file."""
    found: list[Case] = []
    name, start = "", 0
    lines = path.read_text().splitlines()
    for i, line in enumerate([*lines, "; ==="]):
        if not line.startswith("; ==="):
            continue
        body = lines[start:i]
        if any(RUN.match(x) for x in body):
            title = f"{path.stem}:{name}" if name else path.stem
            found.append(Case(title, "\n" * start + "\n".join(body) + "\n"))
        name, start = line[5:].strip().replace(" ", "-"), i + 1
    return found


def run(case: Case) -> None:
    directives = [m.groups() for line in case.text.splitlines() if (m := RUN.match(line))]
    for command, rest in directives:
        if command == "parse":
            _parse_errors(case)
        elif command == "verify":
            _verify(case)
        elif command == "roundtrip":
            text = str(ir.parse(case.text))
            assert str(ir.parse(text)) == text
        elif command == "print":
            _check_lines(case, str(ir.parse(case.text)))
        elif command == "pass":
            module = ir.parse(case.text)
            ir.check(module)
            apply(module, rest.split())
            _check_lines(case, str(module))
        elif command == "interp":
            passes = [r for c, r in directives if c == "pass"]
            _interp(case, rest, [])
            for names in passes:
                _interp(case, rest, names.split())
        else:
            raise AssertionError(f"no directive `{command}`")


def apply(module: ir.Module, names: list[str]) -> None:
    from jitscript.ir.passes.pipeline import named
    from jitscript.ir.passes.pipeline import run as pipeline

    for name in names:
        if name == "pipeline":
            pipeline(module)
        else:
            named(name)(module)
        ir.check(module, after=name)


def _expected_errors(case: Case) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, line in enumerate(case.text.splitlines(), start=1):
        if match := ERROR.search(line):
            found.setdefault(number, []).extend(match[1].split(" & "))
    return found


def _compare(expected: dict[int, list[str]], found: dict[int, list[str]]) -> None:
    for number in sorted({*expected, *found}):
        left = list(found.get(number, ()))
        for text in expected.get(number, ()):
            hit = next((e for e in left if text.strip() in e), None)
            assert hit is not None, f"line {number}: no error {text!r}, but {left}"
            left.remove(hit)
        assert not left, f"line {number}: {left}"


def _parse_errors(case: Case) -> None:
    found: dict[int, list[str]] = {}
    try:
        ir.parse(case.text)
    except ir.ParseError as e:
        d = e.diagnostic
        found[d.span.line] = [" ".join([d.title, *d.notes, d.hint])]
    _compare(_expected_errors(case), found)


def _verify(case: Case) -> None:
    module, lines = parse_with_lines(case.text)
    found: dict[int, list[str]] = {}
    for error in ir.verify(module):
        place: Any = error.op or error.function
        found.setdefault(lines.get(place, 0), []).append(error.message)
        assert str(error)
    _compare(_expected_errors(case), found)


# --- CHECK lines ----------------------------------------------------------------------------------


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{\{(.*?)\}\}", text.strip())
    return re.compile("".join(p if i % 2 else _literal(p) for i, p in enumerate(parts)))


def _literal(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))


def _check_lines(case: Case, output: str) -> None:
    lines = output.splitlines()
    at, absent = -1, []
    for kind, text in CHECK.findall(case.text):
        pattern = _pattern(text)
        if kind == "CHECK-NOT":
            absent.append(pattern)
            continue
        rest = range(at + 1, len(lines) if kind == "CHECK" else min(at + 2, len(lines)))
        hit = next((i for i in rest if pattern.search(lines[i])), None)
        assert hit is not None, f"{kind}: {text}\n— not found after line {at + 1} of\n{output}"
        _check_absent(absent, lines[at + 1 : hit], output)
        at, absent = hit, []
    _check_absent(absent, lines[at + 1 :], output)


def _check_absent(absent: list[re.Pattern[str]], lines: list[str], output: str) -> None:
    for pattern in absent:
        bad = next((line for line in lines if pattern.search(line)), None)
        assert bad is None, f"CHECK-NOT: {bad}\n— found in\n{output}"


# --- interp ---------------------------------------------------------------------------------------

_EXPECT = re.compile(
    r"(\w+)\((.*)\)\s*(?:(==)|(raises)|(undefined):?)\s*(.*)",
)


def _interp(case: Case, text: str, passes: list[str]) -> None:
    match = _EXPECT.fullmatch(text)
    assert match, f"cannot read `interp {text}`"
    name, arguments, equals, raises, _, expected = match.groups()
    module = ir.parse(case.text)
    apply(module, passes)
    counted = bool({"refcount", "pipeline"} & set(passes))
    args = eval(f"[{arguments}]", {"np": np, "inf": np.inf, "nan": np.nan})
    try:
        python = functools.partial(call_python, module)
        result = ir.interpret(module, name, args, counted=counted, python=python)
    except ir.Undefined as e:
        assert not equals and not raises and expected in str(e), e
        return
    except Exception as e:
        assert raises, f"{type(e).__name__}: {e}"
        assert f"{type(e).__name__}: {e}".startswith(expected), f"{type(e).__name__}: {e}"
        return
    assert equals, f"gives {result!r}"
    want = eval(expected, {"np": np, "inf": np.inf, "nan": np.nan})
    assert same(result, want), f"{result!r}, expected {want!r}"


def same(a: Any, b: Any) -> bool:
    """Equal in type and bits."""
    if type(a) is not type(b):
        return False
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    return repr(a) == repr(b)
