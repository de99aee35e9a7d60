"""What caught exceptions hold: fields of own classes, args, attributes of builtin ones, methods."""

from jitscript import script


class ParseError(ValueError):
    def __init__(self, message: str, position: int, text: str = ""):
        super().__init__(message)
        self.position = position
        self.text: str = text
        self.kind = "parse"
        self.size = len(text)

    @property
    def place(self) -> tuple[int, str]:
        return self.position, self.text

    def where(self, more: int = 1, *, mark: str = "^") -> str:
        return f"{mark}{self.position + more}"

    def __str__(self) -> str:
        return f"{self.args[0]} at {self.position}"


class Deep(ParseError):
    level: int

    def __init__(self, position: int, level: int):
        super().__init__("deep", position, "x" * level)
        self.level = level


class Loose(Exception):
    def __init__(self, message, code, extra=None):
        super().__init__(message)
        self.message, self.code = message, code
        self.extra = extra


class Plain(Exception):
    pass


class Marked(Exception):
    weight: float = 2.5
    label = "marked"


class Alone(Exception):
    """Sets no args of its own: those are what it was made of."""

    def __init__(self, a: int, b: float):
        self.a = a
        self.b = b


def fail(k: int) -> int:
    if k == 0:
        raise ParseError("empty", 3)
    if k == 1:
        raise ParseError("odd", position=-1, text="abc")
    if k == 2:
        raise Deep(7, 2)
    if k == 3:
        raise Loose(f"loose {k}", code=k)
    if k == 4:
        raise Plain("plain", k)
    if k == 5:
        raise Marked
    if k == 6:
        raise Alone(k, 0.5)
    if k == 7:
        raise KeyError((k, "key"))
    if k == 8:
        return {"a": 1}["b"]
    if k == 9:
        raise OSError(2, "no such thing", "file.txt")
    if k == 10:
        raise StopIteration(k)
    if k == 11:
        return len(b"ab\xff".decode("utf-8"))
    if k == 12:
        raise SystemExit(k)
    if k == 13:
        assert k < 5, "too big"
    if k == 14:
        return [1, 2][k]
    if k == 15:
        return int("fifteen")
    if k == 16:
        raise ValueError
    if k == 17:
        return len("aé".encode("ascii"))
    return k


@script
def fields(k: int) -> str:
    try:
        fail(k)
    except Deep as e:
        return f"{e.level} {e.position} {e.text} {e.size} {e.kind}"
    except ParseError as e:
        return f"{e.position} {e.text!r} {e.size} {e.place} {e.place[1]} {e.where()} {e}"
    except Loose as e:
        return f"{e.message} {e.code + 1} {e.extra}"
    except Plain as e:
        word, number = e.args
        return f"{word} {number + 1} {e.args} {len(e.args)} {e.args[1]}"
    except Marked as e:
        return f"{e.weight} {e.label} {len(e.args)}"
    except Alone as e:
        return f"{e.a + 1} {e.b} {e!r} {e.args}"
    except (SystemExit, StopIteration) as e:
        return f"other {e.args[0]}"
    except Exception:
        return "another"
    return "none"


@script
def builtin_fields(k: int) -> str:
    try:
        fail(k)
    except KeyError as e:
        return f"{e} {e.args[0]!r} {e.args} {e!r}"
    except OSError as e:
        return f"{e.errno} {e.strerror} {e.filename} {e.args} {e}"
    except StopIteration as e:
        return f"{e.value} {e.args}"
    except UnicodeDecodeError as e:
        return f"{e.start} {e.end} {e.reason} {e.encoding} {e.object!r}"
    except UnicodeEncodeError as e:
        return f"{e.start} {e.end} {e.reason} {e.encoding} {e.object!r}"
    except SystemExit as e:
        return f"{e.code} {e.args}"
    except (IndexError, AssertionError, ValueError) as e:
        first = e.args[0] if len(e.args) > 0 else "nothing"
        return f"{len(e.args)} {first} {e.args}"
    return "none"


@script
def position(k: int) -> int:
    try:
        return fail(k)
    except ParseError as e:
        return e.position
    except (Loose, Plain):
        return -10


@script
def narrowed(k: int) -> int:
    try:
        fail(k)
    except Exception as e:
        if isinstance(e, Deep):
            return e.level
        if isinstance(e, ParseError) and e.position > 0:
            return e.position
        if isinstance(e, (Loose, Plain)):
            return -1
        raise
    return 0


@script
def methods(k: int) -> str:
    try:
        fail(k)
    except ParseError as e:
        return e.where() + e.where(5) + e.where(mark="!", more=-1) + str(e) + repr(e)
    return ""


@script
def changed(k: int) -> str:
    try:
        try:
            fail(k)
        except ParseError as e:
            e.position += 100
            e.text = "new"
            raise
    except ParseError as e:
        if e.position > 105:
            raise
        return f"{e.position} {e.text} {e}"
    return "none"


@script
def shared(k: int) -> tuple[int, str]:
    """Both classes have the field, their base has not."""
    try:
        fail(k)
    except (ParseError, Alone, Loose) as e:
        return len(e.args), type(e).__name__
    except KeyError as e:
        raise LookupError(e.args[0], k) from e
    return 0, ""


@script
def recursive(n: int) -> int:
    if n == 0:
        raise ParseError("bottom", n)
    try:
        return recursive(n - 1)
    except ParseError as e:
        raise ParseError("up", e.position + n) from e


@script
def many(n: int) -> int:
    total = 0
    for i in range(n):
        try:
            if i % 2:
                raise ParseError("odd", i)
            raise Alone(i, 0.5)
        except ParseError as e:
            total += e.position
        except Alone as e:
            total += e.a * 2
    return total


ALL = [(k,) for k in range(19)]
CASES = {name: ALL for name in ("fields", "builtin_fields")}
for name in ("position", "narrowed", "methods", "changed", "shared"):
    CASES[name] = [(k,) for k in range(19) if k != 12]  # which would end the process
CASES["recursive"] = [(0,), (1,), (5,)]
CASES["many"] = [(0,), (1,), (100,)]
