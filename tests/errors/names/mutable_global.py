from jitscript import script

TABLE = {"a": 1}


@script
def f(a: int) -> int:
    return TABLE["a"]
