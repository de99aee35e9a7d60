from jitscript import script


@script
def f(words: list[str]) -> list[str]:
    return sorted(words, cmp=len)
