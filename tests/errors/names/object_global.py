from jitscript import script


class Settings:
    width = 3


SETTINGS = Settings()


@script
def f(a: int) -> int:
    return a * SETTINGS.width
