from jitscript import script


@script
def between(n: int, text: str) -> bool:
    return n.low < n < text - 1 and text - 2
