import functools

from jitscript import script


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **keywords):
        return function(*args, **keywords)

    return wrapper


@script
@logged
def area(width: float) -> float:
    return width * width
