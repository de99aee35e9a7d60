from jitscript import script


@script
def total(values):
    s = 0.0
    for i in range(len(values)):
        s += values[i]
    return s


def call():
    total([])
