"""for over the characters of a string."""

from jitscript import script


@script
def count(text: str, c: str) -> int:
    n = 0
    for x in text:
        if x == c:
            n += 1
    return n


@script
def spaced(text: str) -> str:
    out = ""
    for x in text:
        out += x + " "
    return out


@script
def numbered(text: str) -> str:
    out = ""
    for i, x in enumerate(text):
        out += str(i) + x
    return out


@script
def palindrome(text: str) -> bool:
    i, j = 0, len(text) - 1
    while i < j:
        if text[i] != text[j]:
            return False
        i += 1
        j -= 1
    return True


@script
def codes(text: str) -> list[int]:
    return [ord(c) for c in text]


@script
def caesar(text: str, k: int) -> str:
    out = ""
    for c in text:
        if "a" <= c <= "z":
            out += chr((ord(c) - ord("a") + k) % 26 + ord("a"))
        else:
            out += c
    return out


CASES = {
    "count": [("banana", "a"), ("", "a"), ("日日本", "日")],
    "spaced": [("abc",), ("",), ("é😀",)],
    "numbered": [("abc",)],
    "palindrome": [("level",), ("ab",), ("",), ("日本日",)],
    "codes": [("aé日😀",), ("",)],
    "caesar": [("hello, world", 3), ("xyz", -1)],
}
