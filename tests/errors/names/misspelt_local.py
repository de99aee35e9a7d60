from jitscript import script


@script
def f(values: int) -> int:
    total = values
    return totl


def call():
    f(1)
