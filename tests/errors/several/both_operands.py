from jitscript import script


@script
def total(name: str, size: int) -> int:
    return (name + 1) * (size - "1")
