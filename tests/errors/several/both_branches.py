from jitscript import script


@script
def pick(flag: bool, n: int) -> int:
    return n + "1" if flag else len(n)
