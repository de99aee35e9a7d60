"""Fields that may hold anything, and of which nothing tells more: held as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from jitscript import script


class Option:
    def __init__(
        self,
        name: str,
        const: Any | None = None,
        rules: Mapping[str, re.Pattern[str]] | None = None,
        *,
        obj: object = None,
    ):
        self.name = name
        self.const = const
        self.rules = rules
        self.obj = obj
        self.times = 0

    def is_set(self) -> bool:
        return self.const is not None

    def asked(self) -> Any:
        self.times += 1
        return self.const

    def fits(self, rule: str, text: str) -> bool:
        if self.rules is None:
            return False
        return self.rules[rule].match(text) is not None


class Tokens:
    __slots__ = ("position", "rules", "source")

    def __init__(self, source: str, *, rules: Mapping[str, re.Pattern[str]]) -> None:
        self.source = source
        self.rules = rules
        self.position = 0

    def read(self, name: str) -> str:
        found = self.rules[name].match(self.source, self.position)
        if found is None:
            raise ValueError(f"no {name} at {self.position}")
        text: str = found.group(0)
        self.position += len(text)
        return text


@dataclass
class Record:
    key: int
    meta: Any = None
    more: dict[str, Any] = field(default_factory=dict)


class Foreign:
    pass


RULES = {"word": re.compile("[a-z]+"), "space": re.compile(" *")}


@script
def name_of(o: Option) -> str:
    return o.name * 2


@script
def is_set(o: Option) -> bool:
    return o.is_set()


@script
def asked(o: Option) -> Any:
    return o.asked()


@script
def fits(o: Option, rule: str, text: str) -> bool:
    return o.fits(rule, text)


@script
def given(o: Option, p: Option) -> bool:
    return o.const is p.const


@script
def made(name: str) -> tuple[bool, bool, bool]:
    plain, ruled = Option(name), Option(name, "x", RULES)
    return plain.is_set(), ruled.is_set(), ruled.fits("word", name)


@script
def words(t: Tokens) -> list[str]:
    found = [t.read("word")]
    while t.position < len(t.source):
        t.read("space")
        found.append(t.read("word"))
    return found


@script
def read_all(text: str) -> list[str]:
    t = Tokens(text, rules=RULES)
    return words(t)


@script
def key_of(r: Record) -> int:
    r.key += 1
    return r.key


@script
def has_meta(r: Record) -> bool:
    return r.meta is not None


@script
def same_record(r: Record) -> Record:
    return r


@pytest.mark.parametrize("const", [None, 5, "text", (1, "a"), [1, 2], {"a": [1]}, len, re])
def test_what_is_held_is_the_same_object(const: Any) -> None:
    o = Option("n", const, RULES, obj=const)
    assert name_of(o) == "nn"
    assert is_set(o) is (const is not None)
    assert asked(o) is const
    assert o.times == 1 and o.const is const and o.rules is RULES and o.obj is const
    assert given(o, Option("m", const)) and not given(o, Option("m", Ellipsis))


def test_what_is_held_is_asked() -> None:
    o = Option("n", rules=RULES)
    assert fits(o, "word", "ab") and not fits(o, "word", "1")
    assert not fits(Option("n"), "word", "ab")
    with pytest.raises(KeyError, match="no_such"):
        fits(o, "no_such", "ab")
    assert made("ab") == (False, True, True)


def test_instances_keep_what_they_hold() -> None:
    t = Tokens("ab cd  e", rules=RULES)
    assert words(t) == ["ab", "cd", "e"]
    assert t.position == 8 and t.rules is RULES
    t = Tokens("ab 1", rules=RULES)
    with pytest.raises(ValueError, match="no word at 3"):
        words(t)
    assert t.position == 3
    assert read_all("x yz") == ["x", "yz"]
    with pytest.raises(ValueError, match="no word at 0"):
        read_all("1")


def test_dataclasses() -> None:
    meta, more = object(), {"a": [1]}
    r = Record(1, meta, more)
    assert key_of(r) == 2 and r.meta is meta and r.more is more
    assert has_meta(r) and not has_meta(Record(2))
    assert same_record(r) is r and r.more["a"] == [1]


@pytest.mark.parametrize("const", [Foreign(), name_of, lambda: 1])
def test_what_compiled_code_may_have_a_copy_of_is_an_error(const: Any) -> None:
    o = Option("n", const)
    with pytest.raises(RuntimeError, match="through Python, of which it would have a copy"):
        name_of(o)
    assert o.const is const
