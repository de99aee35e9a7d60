from functools import lru_cache

from jitscript import script


class Style:
    @classmethod
    @lru_cache(maxsize=4)
    def normal(cls, name: str) -> str:
        return name.strip()


@script
def f(name: str) -> str:
    return Style.normal(name)
