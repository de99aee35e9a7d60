from jitscript import script


@script
def f(flag: bool) -> bool:
    return flag


def call():
    f(1)
