from jitscript import script


def numbers(n: int):
    for i in range(n):
        print((yield i))


def cleaned(n: int):
    try:
        pass
    finally:
        yield n


def everything(n: int):
    try:
        yield n
    except BaseException:
        pass


@script
def f(n: int) -> int:
    a = b = c = d = 0
    for x in numbers(n):
        a += x
    for x in cleaned(n):
        b += x
    for x in everything(n):
        c += x
    for i, x in zip(range(n), cleaned(n)):
        d += x
    with everything(n):
        pass
    return 0
