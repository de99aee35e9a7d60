"""Algorithms over strings."""

from jitscript import script


@script
def word_lengths(text: str) -> list[int]:
    return [len(w) for w in text.split()]


@script
def longest_word(text: str) -> str:
    best = ""
    for w in text.split():
        if len(w) > len(best):
            best = w
    return best


@script
def run_length(text: str) -> str:
    if not text:
        return ""
    parts: list[str] = []
    current = text[0]
    n = 0
    for c in text:
        if c == current:
            n += 1
        else:
            parts.append(f"{n}{current}")
            current, n = c, 1
    parts.append(f"{n}{current}")
    return "".join(parts)


@script
def to_binary(n: int) -> str:
    if n == 0:
        return "0"
    out = ""
    while n > 0:
        out = str(n % 2) + out
        n //= 2
    return out


@script
def roman(n: int) -> str:
    if not 0 < n < 4000:
        raise ValueError(f"{n} is out of range")
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    symbols = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    out = ""
    for v, s in zip(values, symbols):
        while n >= v:
            out += s
            n -= v
    return out


@script
def fizz_buzz(n: int) -> list[str]:
    out: list[str] = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            out.append("FizzBuzz")
        elif i % 5 == 0:
            out.append("Buzz")
        elif i % 3 == 0:
            out.append("Fizz")
        else:
            out.append(str(i))
    return out


@script
def edit_distance(a: str, b: str) -> int:
    previous = [j for j in range(len(b) + 1)]
    for i in range(len(a)):
        current = [i + 1]
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + cost))
        previous = current
    return previous[len(b)]


@script
def sorted_words(text: str) -> str:
    return " ".join(sorted(text.split()))


CASES = {
    "word_lengths": [("the quick brown fox",), ("",)],
    "longest_word": [("the quick brown fox",), ("",)],
    "run_length": [("aaabccd",), ("",), ("日日x",)],
    "to_binary": [(0,), (10,), (255,)],
    "roman": [(1994,), (3999,), (0,)],
    "fizz_buzz": [(15,)],
    "edit_distance": [("kitten", "sitting"), ("", "日本"), ("flaw", "lawn")],
    "sorted_words": [("the quick brown fox",)],
}
