from jitscript import script


@script
def f(count: int) -> int:
    return count


def call():
    f(2**70)
