"""Variables that are no constants: of what kind they are, and which globals a module sets."""

from __future__ import annotations

from types import CodeType, FunctionType

from .texts import place, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_KINDS = (int, float, bool, complex, str)
_WIDER = {("int", "float"): "float", ("int", "complex"): "complex", ("float", "complex"): "complex"}
_WORD = b"global "
_HEADS = (b"def ", b"async def ", b"class ", b"@")
_NO_STATEMENT = (b"", b" ", b"\t", b"\n", b"\r", b"#", b")", b"]", b"}")
_INSIDE = rb"[^\[\]\n]*"  # of brackets, which pair, eight deep
for _ in range(8):
    _INSIDE = rb"(?:[^\[\]\n]|\[" + _INSIDE + rb"\])*"
_PART = rb"(?:\.\w+|\[" + _INSIDE + rb"\])"
_SET = rb"\s*(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=(?!=)"
_METHODS = (
    rb"\.(?:append|extend|insert|remove|pop|popitem|clear|sort|reverse|update|setdefault|add"
    rb"|discard|\w+_update)\("
)
_OTHERS = rb"(?:[^=()\[\]\n]|\[" + _INSIDE + rb"\])*"  # targets of the same assignment
_CHANGES = (
    rb"\bNAME(?:" + _PART + rb"+" + _SET + rb"|" + _PART + rb"*" + _METHODS + rb")"
    rb"|^\s*[(\[]?" + _OTHERS + rb"\bNAME" + _PART + rb"+\s*," + _OTHERS + rb"[)\]]?\s*=(?!=)"
    rb"|\bas\s+NAME[.\[]"
    rb"|\bdel\s[^#]*\bNAME[.\[]|[.]NAME\s*(?:[-+*/%&|^@]|//|\*\*|<<|>>)="
)
_SETS = tuple(op + b"=" for op in b" + - * / // % @ & | ^ << >> **".split(b" "))


def annotations_of(space: Any) -> dict[str, Any]:
    """What a namespace has as annotations, if it is a dict: a program may put anything there."""
    found = space.get("__annotations__")
    return found if isinstance(found, dict) else {}


def is_settled(space: Any, name: str) -> bool:
    """Whether a name says that nothing changes what it stands for: in capitals, or annotated as
    Final."""
    return name.isupper() or "Final" in str(annotations_of(space).get(name, ""))


def kind(space: Any, name: str) -> str:
    """The name of the type that a variable in this namespace has or is declared to have; empty
    where it is none of a number or text."""
    if name not in space or type(space[name]) not in _KINDS:
        return ""
    held = type(space[name]).__name__
    declared = annotations_of(space).get(name)
    shown = _declared_type(declared)
    if not shown:
        return held
    return _WIDER.get((held, shown), held if shown == held else "")


def _declared_type(declared: Any) -> str:
    """What an annotation says, whether of a class's variable or of an instance's."""
    if declared is None:
        return ""
    text = declared if isinstance(declared, str) else repr(declared)
    head, _, rest = text.partition("[")
    if head.rpartition(".")[2] == "ClassVar":
        inner = getattr(declared, "__args__", None)
        return _declared_type(inner[0]) if inner else rest.removesuffix("]")
    return text if isinstance(declared, str) else getattr(declared, "__name__", "other")


_TIMES = 3  # that a constant may be another one, until it is a variable
_changes: dict[int, tuple[Any, dict[str, int]]] = {}  # by a module's globals: how often, of names


def note_change(space: dict[str, Any], name: str) -> int:
    """Remember that a global was bound to something else after it was taken for a constant. How
    often it was."""
    _, counts = _changes.setdefault(id(space), (space, {}))
    counts[name] = counts.get(name, 0) + 1
    return counts[name]


_contents: dict[int, tuple[Any, int]] = {}  # by id: a container, and how often it held others


def note_contents(container: Any) -> None:
    """Remember that a container holds something else than when it was taken for a constant."""
    _contents[id(container)] = container, _contents.get(id(container), (None, 0))[1] + 1


def changing_containers() -> frozenset[int]:
    """The ids of the containers that are no constants, as they were seen to change."""
    return frozenset(id for id, (_, count) in _contents.items() if count >= _TIMES)


def changing(space: dict[str, Any]) -> tuple[str, ...]:
    """The globals of a module that are no constants, as they were seen to change."""
    _, counts = _changes.get(id(space), (None, {}))
    return tuple(sorted(name for name, count in counts.items() if count >= _TIMES))


def rebound(function: FunctionType) -> tuple[str, ...]:
    """The names that some function of the function's file declares `global`, so that it may set
    them. A comment may look like one."""
    reading = read(place(function.__code__, function.__globals__))
    if reading is None:
        return ()
    if reading.rebound is None:
        reading.rebound = tuple(sorted(set(_declared(reading.lines))))
    return reading.rebound


def changed(function: FunctionType, name: str) -> int:
    """The number of a line of the function's file in which a function seems to change what a name,
    of a global or an attribute, stands for; 0 where there is none. What a module does while it is
    imported comes before."""
    return next(_changing_lines(function, name), 0)


def written(function: FunctionType, name: str) -> int:
    """As `changed`, of a global: lines count in functions only in which the name is no local."""
    for line in _changing_lines(function, name):
        for code in _codes(function.__globals__):
            if line in _lines(code) and name in code.co_names:
                return line
    return 0


def put(function: FunctionType, name: str) -> int:
    """The line where a function of the file assigns to an attribute of this name, of something that
    is not called `self`; 0 where none does."""
    reading, word = read(place(function.__code__, function.__globals__)), b"." + name.encode()
    lines = reading.lines if reading is not None else []
    return next((n for n in _changing_lines(function, name) if _assigns(lines[n - 1], word)), 0)


def _codes(space: dict[str, Any]) -> Iterator[CodeType]:
    """The code of the functions of a module, and of its classes."""
    work: list[Any] = []
    for value in list(space.values()):
        owned = vars(value).values() if isinstance(value, type) else (value,)
        for found in owned:
            code = getattr(getattr(found, "__wrapped__", found), "__code__", None)
            if type(code) is CodeType and getattr(found, "__globals__", space) is space:
                work.append(code)
    while work:
        code = work.pop()
        yield code
        work += [c for c in code.co_consts if type(c) is CodeType]


def _lines(code: CodeType) -> set[int | None]:
    return {line for _, _, line in code.co_lines()}


def _changing_lines(function: FunctionType, name: str) -> Iterator[int]:
    reading = read(place(function.__code__, function.__globals__))
    if reading is None:
        return
    word, inside, pattern = name.encode(), False, None
    for number, line in enumerate(reading.lines, 1):
        if line[:1] not in _NO_STATEMENT:
            inside = line.startswith(_HEADS)
        if inside and word in line and line.lstrip()[:1] != b"#":
            if pattern is None:
                import re  # few programs come here

                pattern = re.compile(_CHANGES.replace(b"NAME", re.escape(word)))
            if pattern.search(line):
                yield number


def assigned(function: FunctionType, name: str) -> bool:
    """Whether the function's file has what looks like an assignment to an attribute of this name
    of something that is not called `self`."""
    reading = read(place(function.__code__, function.__globals__))
    if reading is None:
        return True
    word = b"." + name.encode()
    return any(word[1:] in line and _assigns(line, word) for line in reading.lines)


def _assigns(line: bytes, word: bytes) -> bool:
    if b"setattr" in line:
        return True
    before, found, after = line.partition(word)
    while found:
        after = after.lstrip()
        is_set = after.startswith(_SETS) and not after.startswith(b"==")
        several = after.startswith((b",", b":")) and b"=" in after
        if (is_set or several) and not before.endswith(b"self"):
            return True
        before, found, after = after.partition(word)
    return False


def _declared(lines: list[bytes]) -> list[str]:
    found = []
    for line in lines:
        if _WORD in line:
            before, _, names = line.partition(_WORD)
            if not before.strip() or before.rstrip()[-1:] in b":;":
                names = names.partition(b";")[0].partition(b"#")[0]
                found += [name.strip().decode("utf-8", "replace") for name in names.split(b",")]
    return found
