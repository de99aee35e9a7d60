"""`finally` on every way out, at any depth."""

from jitscript import script


@script
def order(x: int, log: list[int]) -> int:
    try:
        log.append(1)
        y = 10 // x
        log.append(2)
    except ZeroDivisionError:
        log.append(3)
        y = -1
    else:
        log.append(4)
    finally:
        log.append(5)
    log.append(6)
    return y


@script
def passes_on(x: int, log: list[int]) -> int:
    try:
        log.append(10 // x)
    finally:
        log.append(-1)
    return 3


@script
def returned_before(x: int, log: list[int]) -> int:
    try:
        if x > 0:
            return 100 // (x - 1)
        log.append(0)
    finally:
        log.append(x)
    return -5


@script
def the_value_is_computed_first(x: int) -> int:
    try:
        return x
    finally:
        x += 1


@script
def the_list_is_the_same(x: int) -> list[int]:
    out = [x]
    try:
        return out
    finally:
        out.append(x + 1)


@script
def finally_returns(x: int) -> int:
    try:
        return 10 // x
    finally:
        return -7  # noqa: B012


@script
def finally_breaks(xs: list[int]) -> int:
    n = 0
    for x in xs:
        try:
            n += 10 // x
        finally:
            n += 100
            break  # noqa: B012
    return n


@script
def finally_continues(xs: list[int]) -> int:
    n = 0
    for x in xs:
        try:
            n += 10 // x
            if n > 8:
                return n
        finally:
            n += 100
            continue  # noqa: B012
    return n


@script
def nested_three_deep(x: int, log: list[int]) -> int:
    for i in range(4):
        try:
            try:
                try:
                    if i == x:
                        break
                    if i == x - 1:
                        continue
                    if x == 10 + i:
                        return 100 + i
                    log.append(100 // (x - 20 - i))
                finally:
                    log.append(1)
            finally:
                log.append(2)
        finally:
            log.append(3)
    else:
        log.append(4)
    return x


@script
def in_the_handler(x: int, log: list[int]) -> int:
    try:
        return 10 // x
    except ZeroDivisionError:
        try:
            return len(log)
        finally:
            log.append(1)
    finally:
        log.append(2)


@script
def raises_in_finally(x: int) -> int:
    try:
        return 10 // x
    finally:
        10 // (x - 1)


@script
def try_in_finally(x: int, log: list[int]) -> int:
    n = 0
    try:
        n = 10 // x
    finally:
        try:
            n += 10 // (x - 1)
        except ZeroDivisionError:
            log.append(n)
        log.append(1)
    return n


@script
def while_true(n: int) -> int:
    k = 0
    while True:
        try:
            k += 1
            if k > n:
                break
        finally:
            k += 10
    return k


@script
def else_is_not_protected(x: int) -> int:
    try:
        y = 10 // x
    except ZeroDivisionError:
        y = -1
    else:
        y += 10 // (x - 1)
    finally:
        x = 0
    return y + x


@script
def else_returns(x: int) -> int:
    try:
        y = 10 // x
    except ZeroDivisionError:
        y = -1
    else:
        return y
    return y - 1


@script
def handler_continues(xs: list[int], log: list[str]) -> int:
    n = 0
    for x in xs:
        try:
            try:
                y = 12 // x
            except ZeroDivisionError:
                continue
            else:
                if y == 4:
                    break
            finally:
                log.append("in")
        finally:
            log.append("out")
        n += y
    return n


@script
def returns_of_several_types(x: int) -> float:
    try:
        if x == 0:
            return 1
        if x == 1:
            return 2.5
        return 3 // (x - 2)
    finally:
        x = 5


@script
def open_result(x: int):  # noqa: ANN201
    try:
        if x == 0:
            return None
        return x
    finally:
        x += 1


@script
def falls_off(x: int, log: list[int]) -> None:
    try:
        if x:
            return
        log.append(1)
    finally:
        log.append(2)


@script
def a_type_for_each_way(x: int) -> int:
    for i in range(3):
        try:
            if i == x:
                v = "text"
                break
            v = i + 1
        finally:
            w = i
        w += v
    return w


@script
def finally_in_a_loop_in_finally(x: int) -> int:
    n = 0
    try:
        n += 10 // x
    finally:
        for i in range(3):
            try:
                if i == 1:
                    continue
                n += 1
            finally:
                n += 100
    return n


FEW = [(i,) for i in range(-1, 4)]
CASES = {
    "order": [(0, []), (5, [])],
    "passes_on": [(0, []), (5, [])],
    "returned_before": [(0, []), (1, []), (3, [])],
    "the_value_is_computed_first": FEW,
    "the_list_is_the_same": FEW,
    "finally_returns": FEW,
    "finally_breaks": [([],), ([1, 2],), ([0, 2],)],
    "finally_continues": [([],), ([1, 2],), ([2, 0, 4],), ([0, 0],), ([1, 5, 5],)],
    "nested_three_deep": [(i, []) for i in (0, 1, 2, 3, 4, 5, 10, 11, 13, 14, 20, 21, 23, 25)],
    "in_the_handler": [(0, [7]), (2, [7])],
    "raises_in_finally": FEW,
    "try_in_finally": [(0, []), (1, []), (2, [])],
    "while_true": [(0,), (5,), (100,)],
    "else_is_not_protected": FEW,
    "else_returns": FEW,
    "handler_continues": [([1, 2], []), ([0, 0], []), ([1, 0, 3, 4], []), ([], [])],
    "returns_of_several_types": [*FEW, (9,)],
    "open_result": FEW,
    "falls_off": [(0, []), (1, [])],
    "a_type_for_each_way": [(0,), (1,), (5,)],
    "finally_in_a_loop_in_finally": FEW,
}
