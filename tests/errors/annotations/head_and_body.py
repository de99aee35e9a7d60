from jitscript import script


@script
def scaled(x, factor: float) -> float:
    total = x * factor
    total += "one"
    return factor[0]


def call():
    scaled(2, 1.5)
