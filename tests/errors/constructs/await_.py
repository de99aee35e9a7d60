from jitscript import script


@script
async def f(a: int) -> int:
    return await g(a)


async def g(a: int) -> int:
    return a
