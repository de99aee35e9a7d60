from jitscript import script


def cleaned(n: int):
    try:
        yield n
    finally:
        print(n)


def plain(n: int):
    yield n


def until(xs, k: int):
    for x in xs:
        if x == k:
            break
        yield x
    print("more")


@script
def f(n: int) -> int:
    a = cleaned(n)
    b = list(until(cleaned(n), n))
    c = plain(n)
    c.send(1)
    return len(plain(n))
