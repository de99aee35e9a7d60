from jitscript import script


@script
def f(values: list[int]) -> int:
    return len(values)


def call():
    f((1, 2))
