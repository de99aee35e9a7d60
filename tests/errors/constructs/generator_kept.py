from jitscript import script


def cleaned(n: int):
    try:
        yield n
    finally:
        print(n)


def plain(n: int):
    yield n


@script
def f(n: int) -> int:
    k = n

    def scaled(m: int):
        yield m * k

    a = cleaned(n)
    b = scaled(n)
    k += 1
    c = plain(n)
    c.send(1)
    return len(plain(n))
