import os

from jitscript import script


@script
def f(a: int) -> int:
    return os.getpid()
