from jitscript import script


@script
def refuse(n: int) -> None:
    raise n.error(f"{n + 'a'} and {len(n)}")
