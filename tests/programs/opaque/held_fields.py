"""Fields that may hold anything, and of which nothing tells more."""

import re
from collections.abc import Mapping
from typing import Any

from jitscript import script

RULES = {"word": re.compile("[a-z]+"), "space": re.compile(" *"), "number": re.compile("[0-9]+")}


class Tokens:
    def __init__(self, source: str, *, rules: Mapping[str, re.Pattern[str]], mark: Any = None):
        self.source = source
        self.rules = rules
        self.mark = mark
        self.position = 0

    def read(self, name: str) -> str:
        found = self.rules[name].match(self.source, self.position)
        if found is None:
            raise ValueError(f"no {name} at {self.position}, {self.mark}")
        text: str = found.group(0)
        self.position += len(text)
        return text


@script
def read_all(text: str, name: str) -> list[str]:
    t = Tokens(text, rules=RULES)
    found = [t.read(name)]
    while t.position < len(t.source):
        t.read("space")
        found.append(t.read(name))
    return found


@script
def marked(text: str, mark: int) -> str:
    t = Tokens(text, rules=RULES, mark=mark)
    try:
        return t.read("word")
    except ValueError as error:
        return f"{error}: {t.mark + 1}"


@script
def unmarked(text: str) -> tuple[bool, bool, bool]:
    t, u = Tokens(text, rules=RULES), Tokens(text, rules=RULES, mark=text)
    return t.mark is None, u.mark is None, t.rules is u.rules


CASES = {
    "read_all": [("ab cd  e", "word"), ("1 23", "number"), ("a 1", "word"), ("a", "no_such")],
    "marked": [("ab", 1), ("1", 41)],
    "unmarked": [("x",)],
}
