from jitscript import script


@script
def f(a: int) -> int:
    functions = [lambda x: x + a]
    return len(functions)
