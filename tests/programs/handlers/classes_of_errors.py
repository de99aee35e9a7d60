"""Which clause is for which error: hierarchies, tuples, order, none at all."""

from jitscript import script


@script
def raise_one(k: int) -> int:
    if k == 0:
        raise ZeroDivisionError("zero")
    if k == 1:
        raise OverflowError("over")
    if k == 2:
        raise FloatingPointError("fp")
    if k == 3:
        raise IndexError("index")
    if k == 4:
        raise KeyError("key")
    if k == 5:
        raise ValueError("value")
    if k == 6:
        raise UnicodeError("unicode")
    if k == 7:
        raise TypeError("type")
    if k == 8:
        raise NotImplementedError
    if k == 9:
        raise RecursionError("deep")
    if k == 10:
        raise StopIteration(3)
    if k == 11:
        raise FileNotFoundError(2, "no such file")
    if k == 12:
        raise AssertionError
    if k == 13:
        raise MemoryError
    if k == 14:
        raise UserWarning("warn")
    if k == 15:
        raise KeyboardInterrupt
    if k == 16:
        raise SystemExit(3)
    if k == 17:
        raise GeneratorExit
    if k == 18:
        raise BaseException("base")
    if k == 19:
        raise Exception(1, 2)
    if k == 20:
        raise LookupError("lookup")
    if k == 21:
        raise ArithmeticError("arith")
    if k == 22:
        raise EnvironmentError(5, "io")
    return -1


@script
def many_clauses(k: int) -> str:
    try:
        raise_one(k)
    except ZeroDivisionError:
        return "zero"
    except (IndexError, KeyError):
        return "index or key"
    except ArithmeticError:
        return "arithmetic"
    except LookupError:
        return "lookup"
    except UnicodeError:
        return "unicode"
    except ValueError:
        return "value"
    except NotImplementedError:
        return "not implemented"
    except RuntimeError:
        return "runtime"
    except OSError:
        return "os"
    except (TypeError, AssertionError, MemoryError):
        return "three"
    except Exception:
        return "exception"
    except KeyboardInterrupt:
        return "interrupt"
    except BaseException:
        return "base"
    return "none"


@script
def base_before_derived(k: int) -> int:
    try:
        raise_one(k)
    except Exception:
        return 1
    except ZeroDivisionError:
        return 2
    return 3


@script
def only_exception(k: int) -> int:
    try:
        return raise_one(k)
    except Exception:
        return 99


@script
def bare(k: int) -> int:
    try:
        return raise_one(k)
    except:  # noqa: E722
        return 98


@script
def nothing_is_caught(k: int) -> int:
    try:
        return raise_one(k)
    except ():
        return 97


GROUP = (KeyError, ZeroDivisionError)


@script
def a_named_tuple_of_classes(k: int) -> int:
    try:
        return raise_one(k)
    except GROUP:
        return 96


@script
def aliases(k: int) -> int:
    try:
        return raise_one(k)
    except IOError:  # noqa: UP024
        return 94


ALL = [(k,) for k in range(-1, 24)]
ORDINARY = [(k,) for (k,) in ALL if not 15 <= k <= 18]
CASES = {
    "many_clauses": ALL,
    "bare": ALL,
    **{
        name: ORDINARY
        for name in (
            "base_before_derived",
            "only_exception",
            "nothing_is_caught",
            "a_named_tuple_of_classes",
            "aliases",
        )
    },
}
