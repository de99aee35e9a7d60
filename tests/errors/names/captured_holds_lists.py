from jitscript import script

NESTED = {"a": [1]}


@script
def g(a: int) -> int:
    return NESTED["a"][0]
