from jitscript import script


class Settings:
    width = 3


settings = Settings()


@script
def f(a: int) -> int:
    return a * settings.width
