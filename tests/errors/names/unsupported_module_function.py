import threading

from jitscript import script


@script
def f(a: int) -> int:
    return threading.active_count()
