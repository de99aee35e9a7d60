from jitscript import script


@script
def smaller(a: list[int], b: list[str]) -> bool:
    return a < b
