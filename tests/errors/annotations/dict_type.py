from jitscript import script


@script
def f(a: dict[str, int]) -> int:
    return 0
