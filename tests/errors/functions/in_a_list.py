from jitscript import script


@script
def f(a: int) -> int:
    functions = [lambda x: x + 1, lambda x: x * 2]
    return functions[0](a)
