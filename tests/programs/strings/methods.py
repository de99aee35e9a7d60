"""join, split, strip, find, replace, startswith, endswith, upper, lower, count."""

from jitscript import script


@script
def join(sep: str, parts: list[str]) -> str:
    return sep.join(parts)


@script
def split(text: str, sep: str) -> list[str]:
    return text.split(sep)


@script
def split_blanks(text: str) -> list[str]:
    return text.split()


@script
def strip(text: str) -> tuple[str, str, str]:
    return text.strip(), text.lstrip(), text.rstrip()


@script
def find(text: str, part: str) -> tuple[int, int, int]:
    return text.find(part), text.rfind(part), text.count(part)


@script
def index(text: str, part: str) -> int:
    return text.index(part)


@script
def replace(text: str, old: str, new: str) -> str:
    return text.replace(old, new)


@script
def ends(text: str, part: str) -> tuple[bool, bool]:
    return text.startswith(part), text.endswith(part)


@script
def cases(text: str) -> tuple[str, str]:
    return text.upper(), text.lower()


@script
def kinds(text: str) -> tuple[bool, bool, bool]:
    return text.isdigit(), text.isalpha(), text.isspace()


CASES = {
    "join": [(", ", ["a", "b", "c"]), ("", ["x", "日"]), ("-", []), ("-", ["é"])],
    "split": [("a,b,,c", ","), ("", ","), ("abc", "bc"), ("aXXbXXc", "XX"), ("abc", "")],
    "split_blanks": [("  one two\tthree\n",), ("",), ("   ",), ("é ü",)],
    "strip": [("  a b \n",), ("",), ("\t",), ("x",)],
    "find": [
        ("banana", "an"),
        ("banana", "x"),
        ("banana", ""),
        ("", ""),
        ("日本語", "語"),
        ("aaa", "aa"),
    ],
    "index": [("banana", "nan"), ("banana", "x")],
    "replace": [
        ("banana", "an", "AN"),
        ("banana", "", "-"),
        ("banana", "x", "y"),
        ("aaa", "aa", "é"),
    ],
    "ends": [("banana", "ban"), ("banana", "na"), ("", ""), ("a", "abc")],
    "cases": [("Hello World 123",), ("",)],
    "kinds": [("123",), ("abc",), (" \t",), ("",), ("a1",)],
}
