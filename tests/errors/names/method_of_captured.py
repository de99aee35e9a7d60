from jitscript import script


class Settings:
    def __init__(self) -> None:
        self.width = 3

    def area(self) -> int:
        return self.width**2


SETTINGS = Settings()


@script
def f(a: int) -> int:
    return a * SETTINGS.area()
