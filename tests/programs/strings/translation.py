"""str.maketrans and translate: tables of numbers, texts and None, from texts and from dicts."""

from jitscript import script


@script
def by_texts(text: str, a: str, b: str) -> str:
    return text.translate(str.maketrans(a, b))


@script
def without(text: str, a: str, b: str, c: str) -> tuple[str, dict[int, int | None]]:
    table = str.maketrans(a, b, c)
    return text.translate(table), table


@script
def by_dict(text: str, table: dict[str, str]) -> tuple[str, dict[int, str]]:
    made = str.maketrans(table)
    return text.translate(made), made


@script
def by_codes(text: str, table: dict[int, str | int | None]) -> str:
    return text.translate(table)


@script
def large(text: str, code: int) -> str:
    return text.translate({97: code})


CASES = {
    "by_texts": [
        ("hello", "el", "ip"),
        ("日本a", "日a", "éb"),
        ("", "", ""),
        ("abc", "aa", "xy"),
        ("abc", "a", "xy"),
    ],
    "without": [
        ("hello world", "lo", "01", " "),
        ("abc", "", "", "abc"),
        ("aé", "a", "b", "é"),
        ("a", "ab", "c", ""),
    ],
    "by_dict": [("banana", {"a": "é", "n": ""}), ("x", {"ab": "c"}), ("x", {})],
    "by_codes": [("banana", {97: "AA", 110: 78, 98: None}), ("日", {26085: None}), ("z", {})],
    "large": [("banana", 98), ("a", 0x10FFFF), ("a", 0x110000), ("a", -1), ("b", -1)],
}
