from typing import Final

from jitscript import script


class Settings:
    depth = (10, 20)
    limit: Final = 3


def helper() -> int:
    return 1


helper.calls = 3


@script
def f(n: int) -> int:
    return n + Settings.depth[0] + Settings.limit + helper.calls
