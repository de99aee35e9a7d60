from jitscript import script


@script
def shown(template: str, n: int) -> str:
    if n:
        return template.format(n)
    return template % n
