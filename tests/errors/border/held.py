import jitscript as js
from jitscript import script


@script
def f(values: js.List[int]) -> int:
    return len(values)


def call():
    f([1, 2])
