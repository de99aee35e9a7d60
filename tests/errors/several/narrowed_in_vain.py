from jitscript import script


@script
def follow(n: int | None, text: str | None) -> int:
    if n is not None and n + "1":
        return n + 1
    assert text is not None and text - 1, n + 2
    while n is not None and n.next:
        n = n + 3
    return len(text) + n
