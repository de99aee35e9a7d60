from jitscript import script


@script
def f(table: dict[list[int], int], sets: set[set[int]]) -> int:
    return len(table) + len(sets)
