from jitscript import script


@script
async def f(a: int) -> int:
    return a
