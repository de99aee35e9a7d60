from jitscript import script


@script
def evens(n: int) -> list[int]:
    return [i + (n + "1") for i in n if n - "2"]
