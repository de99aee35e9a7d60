from jitscript import script


@script
def f(a: int) -> int:
    functions = [lambda x: x + i for i in range(a)]
    return functions[0](1)
