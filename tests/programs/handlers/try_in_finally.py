"""What a `try` in a `finally` does to the way that the outer one is left by."""

from __future__ import annotations

from jitscript import script


@script
def returned(a: int) -> int:
    try:
        if a > 3:
            return a
        a += 10
    except ValueError:
        a = 0
    finally:
        try:
            a = a * 2
        finally:
            a ^= 1
    return -a


@script
def returned_twice(a: int, log: list[int]) -> int:
    try:
        return a
    finally:
        for i in range(3):
            try:
                log.append(i)
                if i == a:
                    continue
                if i > a:
                    break
            finally:
                log.append(-i)
        try:
            log.append(10 // a)
        except ZeroDivisionError:
            log.append(99)
        finally:
            log.append(100)


@script
def replaced(a: int) -> int:
    try:
        return a
    finally:
        try:
            if a == 1:
                return 10
        finally:
            if a == 2:
                return 20


@script
def three_deep(a: int, log: list[str]) -> str:
    try:
        try:
            return str(a)
        finally:
            try:
                log.append("first")
                if a == 1:
                    raise KeyError("k")
            finally:
                try:
                    log.append("second")
                finally:
                    log.append("third")
    except KeyError:
        return "caught"
    finally:
        try:
            log.append("last")
        finally:
            log.append("end")


CASES = {
    "returned": [(0,), (3,), (4,), (9,)],
    "returned_twice": [(0, []), (1, []), (2, []), (5, [])],
    "replaced": [(0,), (1,), (2,)],
    "three_deep": [(0, []), (1, [])],
}
