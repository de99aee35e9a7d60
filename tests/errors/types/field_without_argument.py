from jitscript import script


@script
def shown(n: int) -> str:
    return "{cuont} items, {}".format(n, count=n)
