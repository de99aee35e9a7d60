from jitscript import script


@script
def shown(n: int) -> str:
    return "%(count)d items" % {"count": n}
