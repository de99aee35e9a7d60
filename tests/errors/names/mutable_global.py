from jitscript import script

table = {"a": 1}


@script
def f(a: int) -> int:
    return table["a"]
