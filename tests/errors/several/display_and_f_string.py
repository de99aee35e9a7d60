from jitscript import script


@script
def text(n: int) -> str:
    parts = [n + "1", n - "2"]
    return f"{n.name}: {len(n)} {parts}"
