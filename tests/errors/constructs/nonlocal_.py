from jitscript import script


def outer():
    count = 0

    @script
    def f(a: int) -> int:
        nonlocal count
        count += a
        return count


outer()
