"""Fields that only the annotated elements of what `__init__` is given tell: `Sequence[str]`."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pytest

from jitscript import script


def parted(option: str) -> tuple[str, str]:
    first = option[:1]
    if option[1:2] == first:
        return option[:2], option[2:]
    return first, option[1:]


class Option:
    def __init__(self, owner: object, options: Sequence[str], dest: str | None, const: Any = None):
        self.short = []
        self.long = []
        self.prefixes: set[str] = set()
        for option in options:
            prefix, value = parted(option)
            if not prefix:
                raise ValueError(f"no start: {option}")
            self.prefixes.add(prefix[0])
            if len(prefix) == 1 and len(value) == 1:
                self.short.append(option)
            else:
                self.long.append(option)
                self.prefixes.add(prefix)
        self.dest = dest
        self.const = const
        self.given = options

    def takes(self, text: str) -> bool:
        return text in self.short or text in self.long

    def also(self, text: str) -> None:
        self.short.append(text)


class Counted(Option):
    def __init__(self, options: Sequence[str], start: Sequence[int] = ()):
        super().__init__(None, options, "counted")
        self.seen = dict.fromkeys(options, 0)
        self.total = sum(start)

    def see(self, text: str) -> int:
        self.seen[text] += 1
        self.total += 1
        return self.seen[text]


class Weights:
    def __init__(self, values: Iterable[float], names: Collection[str] | None = None):
        self.values = [v * 2 for v in values]
        self.names = sorted(names) if names is not None else []


def asked(option: Option, texts: list[str]) -> list[bool]:
    return [option.takes(text) for text in texts]


def extended(option: Option, text: str) -> tuple[int, int, list[str]]:
    option.also(text)
    option.prefixes.discard("-")
    return len(option.short), len(option.long), sorted(option.prefixes)


def counting(option: Counted, texts: list[str]) -> tuple[int, dict[str, int]]:
    for text in texts:
        option.see(text)
    return option.total, option.seen


def either(option: Option | None, text: str) -> bool:
    return option is not None and option.takes(text)


def weighed(w: Weights) -> tuple[float, list[str]]:
    w.values.append(0.5)
    return sum(w.values), w.names


def fresh(options: Sequence[str]) -> Option:
    return Option(None, options, "x")


BOTH = (["-a", "--all", "+b"], ("-q",), "ab", [])


def given(option: Option) -> int:
    return len(option.given)


def made(text: str) -> bool:
    return Option(None, [text], None).takes(text)


CASES = [
    *((asked, fresh(o), ["-a", "--all", "+b", "-q", "a", ""]) for o in BOTH),
    *((extended, fresh(o), "-z") for o in BOTH),
    *((either, fresh(o), "-a") for o in BOTH),
    (either, None, "-a"),
    (asked, Counted(["-a", "bc"]), ["-a", "bc"]),
    (counting, Counted(["-a", "bc"]), ["-a", "bc", "-a"]),
    (counting, Counted(("-a", "bc"), [3, 4]), ["-a", "nope"]),
    (weighed, Weights([1.5, 2.5])),
    (weighed, Weights((1.5,), {"b", "a"})),
    (weighed, Weights([], "ba")),
]
SCRIPTED = {fn: script(fn) for fn in (asked, extended, counting, either, weighed)}


@pytest.mark.parametrize("case", range(len(CASES)))
def test_as_python(case: int) -> None:
    fn, *args = CASES[case]
    seen = []
    for f in (fn, SCRIPTED[fn]):
        own = copy.deepcopy(args)
        kept = [vars(a) for a in own if hasattr(a, "__dict__")]
        inner = [{n: id(v) for n, v in k.items()} for k in kept]
        try:
            result = repr(f(*own))
        except KeyError as error:
            result = repr(error)
        changed = [n for k, i in zip(kept, inner) for n in k if id(k[n]) != i[n]]
        seen.append((result, repr(kept), changed))
    assert seen[0] == seen[1]


def test_other_types_than_the_annotation_says() -> None:
    odd = Weights([1, 2])  # ints
    found = script(weighed)(copy.deepcopy(odd))
    assert repr(found) == repr(weighed(odd))


def test_the_sequence_itself_is_held() -> None:
    o = fresh(["-a"])
    assert script(given)(o) == given(o) == 1


def test_a_call_tells_more() -> None:
    assert script(made)("-a") is made("-a") is True
