from jitscript import script


def area(width: float, height: float) -> float:
    return width * height


@script
def picture(name: str) -> float:
    return area(name, height=None) + area(2.0, 3.0)
