"""`break` and `continue` in the `else` of a loop mean the loop around it."""

from jitscript import script


@script
def while_in_for(n: int, m: int) -> list[int]:
    seen: list[int] = []
    for i in range(n):
        j = 0
        while j < i:
            j += 1
            if j == m:
                break
        else:
            seen.append(i)
            if i % 3 == 1:
                continue
            if i == 5:
                break
            seen.append(-i)
        seen.append(100 + j)
    else:
        seen.append(1000)
    return seen


@script
def while_in_while(n: int, m: int) -> tuple[int, int, int]:
    i = rounds = 0
    while i < n:
        i += 1
        k = i
        while k > 0:
            k -= 2
            rounds += 1
            if k == m:
                continue
        else:
            if k == 0:
                continue
            break
        rounds += 100
    else:
        rounds += 1000
    return i, k if n > 0 else 0, rounds


@script
def for_in_while(n: int, m: int) -> list[int]:
    seen: list[int] = []
    while len(seen) < n:
        for i in range(len(seen)):
            if seen[i] == m:
                break
        else:
            seen.append(len(seen))
            if len(seen) == 4:
                break
            continue
        seen.append(-len(seen))
    else:
        seen.append(99)
    return seen


@script
def over_values(words: list[str], letter: str) -> str:
    found = ""
    for word in words:
        for c in word:
            if c == letter:
                break
        else:
            if not word:
                break
            continue
        found += word
    else:
        found += "."
    return found


@script
def three_deep(n: int) -> int:
    total = 0
    for i in range(n):
        while True:
            total += 1
            for j in range(i):
                while j < 2:
                    j += 1
                    if i == j:
                        break
                else:
                    if total % 2:
                        break
                    continue
                total += 10
            else:
                break
            if total > 40:
                return -total
    return total


@script
def with_a_finally(n: int) -> list[str]:
    told: list[str] = []
    for i in range(n):
        try:
            while i > 2:
                break
            else:
                if i == 1:
                    continue
                told.append(f"else {i}")
                if i == 2:
                    break
        finally:
            told.append(f"end {i}")
        told.append(f"after {i}")
    return told


CASES = {
    "while_in_for": [(n, m) for n in (0, 1, 4, 8) for m in (0, 1, 3, 9)],
    "while_in_while": [(n, m) for n in (0, 1, 2, 5) for m in (0, 1)],
    "for_in_while": [(n, m) for n in (0, 1, 3, 6) for m in (0, 1, 9)],
    "over_values": [
        (["ab", "ca", "x", "ba"], "a"),
        (["ab", "", "ba"], "a"),
        (["", "a"], "a"),
        (["xyz"], "a"),
        ([], "a"),
    ],
    "three_deep": [(n,) for n in range(7)],
    "with_a_finally": [(n,) for n in range(5)],
}
