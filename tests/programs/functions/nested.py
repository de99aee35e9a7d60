"""Functions in functions: what they capture, and when; defaults, keywords, recursion."""

from jitscript import script


@script
def captured(n: int) -> int:
    k = 3

    def add(x: int) -> int:
        return x + k

    return add(n) + add(1)


@script
def as_it_is_at_the_call(n: int) -> int:
    def f() -> int:
        return x + y

    x = n
    y = 2
    first = f()
    x = 5
    second = f()
    for x in range(3):
        second = second * 10 + f()
    return first * 1000000 + second


@script
def rebound_in_branches(n: int) -> list[int]:
    def f(a: int) -> int:
        return a * k

    k = 1
    found = []
    while n > 0:
        if n % 3 == 0:
            k = n
        elif n % 5 == 0:
            k += 1
        found.append(f(n))
        n -= 1
    return found


@script
def not_bound_yet(n: int) -> int:
    def f() -> int:
        return x

    if n > 3:
        x = 3
    r = f()
    x = 4
    return r + x


@script
def never_bound(n: int) -> int:
    def f() -> int:
        return x

    r = f()
    x = n
    return r + x


@script
def defaults(n: int) -> float:
    def g(x, y=2, *, z=n, w=0.5):
        return x + y * z + w

    return g(1.5) + g(n) + g(1, z=3) + g(w=1.0, x=2) + g(1, 2, w=n)


@script
def default_at_definition(n: int) -> int:
    total = 0
    for i in range(n):

        def f(x: int, i: int = i) -> int:
            return x * i

        i = 100
        total += f(i)
    return total


@script
def positional_only(n: int) -> int:
    def f(a, /, b, *, c):
        return a * 100 + b * 10 + c

    return f(n, 2, c=3) + f(n, c=1, b=4)


@script
def rest(n: int) -> int:
    def count(*xs):
        total = 0
        for x in xs:
            total += x
        return total * 10 + len(xs)

    return count() + count(n) + count(n, 2, 3)


@script
def fibonacci(n: int) -> int:
    def f(k):
        return k if k < 2 else f(k - 1) + f(k - 2)

    return f(n)


@script
def mutual(n: int) -> bool:
    def even(k):
        return True if k == 0 else odd(k - 1)

    def odd(k):
        return False if k == 0 else even(k - 1)

    return even(n)


@script
def ackermann(m: int, n: int) -> int:
    def ack(m, n):
        if m == 0:
            return n + 1
        if n == 0:
            return ack(m - 1, 1)
        return ack(m - 1, ack(m, n - 1))

    return ack(m, n)


@script
def without_end(n: int) -> int:
    def f(k):
        return f(k + 1)

    if n:
        f(n)
    return n


@script
def depth_first(graph: list[list[int]], start: int) -> list[int]:
    seen = [False] * len(graph)
    order = []

    def visit(u):
        seen[u] = True
        order.append(u)
        for v in graph[u]:
            if not seen[v]:
                visit(v)

    visit(start)
    return order


@script
def permutations(n: int) -> list[list[int]]:
    found: list[list[int]] = []
    current: list[int] = []
    used = [False] * n

    def extend() -> None:
        if len(current) == n:
            found.append(current[:])
            return
        for i in range(n):
            if not used[i]:
                used[i] = True
                current.append(i)
                extend()
                current.pop()
                used[i] = False

    extend()
    return found


@script
def queens(n: int) -> int:
    columns = [False] * n
    up = [False] * (2 * n)
    down = [False] * (2 * n)

    def place(row):
        if row == n:
            return 1
        total = 0
        for c in range(n):
            if not (columns[c] or up[row + c] or down[row - c + n]):
                columns[c] = up[row + c] = down[row - c + n] = True
                total += place(row + 1)
                columns[c] = up[row + c] = down[row - c + n] = False
        return total

    return place(0)


@script
def deeper(n: int) -> int:
    a = n

    def one(b):
        def two(c):
            def three(d):
                return a * 1000 + b * 100 + c * 10 + d

            return three(c + 1)

        return two(b + 1)

    return one(2)


@script
def shadowed(n: int) -> int:
    def first(x: int) -> int:
        return x + y

    def second(y: int) -> int:
        return first(y) * 10 + y

    y = n
    return second(3)


@script
def same_name_inside(n: int) -> int:
    def f(n: int) -> int:
        def f(n: int) -> int:
            return n * 2

        return f(n) + 1

    return f(n)


@script
def several_types(n: int) -> tuple[int, float, str]:
    def twice(x):
        return x + x

    return twice(n), twice(1.5), twice("ab")


@script
def raises(n: int) -> int:
    xs = [1, 2, 3]

    def at(i: int) -> int:
        if i > 5:
            raise ValueError(f"{i} of {len(xs)}")
        return xs[i]

    return at(n)


@script
def redefined(n: int) -> int:
    def f(x: int) -> int:
        return x + 1

    a = f(n)

    def f(x: int) -> int:
        return x + 2

    return a * 10 + f(n)


@script
def in_a_branch(n: int) -> int:
    if n > 2:

        def f(x: int) -> int:
            return x + n

        return f(1)
    return 0


@script
def in_a_loop(n: int) -> int:
    total = 0
    for i in range(n):

        def f(x: int) -> int:
            return x * i

        total += f(i + 1)
    return total


@script
def comprehension(n: int) -> list[int]:
    def square(x: int) -> int:
        return x * x + n

    return [square(i) for i in range(n) if square(i) % 2]


@script
def comprehension_of_the_same_name(n: int) -> list[int]:
    i = n

    def outside() -> int:
        return i * 10

    return [outside() + (lambda: i)() + (lambda j: (lambda: i + j)())(i) for i in range(n)]


@script
def inner_comprehensions(n: int) -> list[list[int]]:
    return [[(lambda a: a * i + j)(n) for i in range(j)] for j in range(n)]


@script
def comprehension_in_nested(n: int) -> int:
    def total(k: int) -> int:
        return sum([i * k for i in range(n)])

    i = 3
    return total(i) + i


@script
def nothing(n: int) -> int:
    def hook():
        pass

    def other() -> None: ...

    hook()
    other()
    return n


@script
def annotated_pass(n: int) -> int:
    def changes(xs: list[int], by: float = 2) -> float:
        xs[0] += n
        return xs[0] / by

    xs = [1, 2]
    return int(changes(xs) + changes(xs, 4)) + xs[0]


@script
def writes_into(xs: list[float], k: float) -> None:
    def scale(i: int) -> None:
        xs[i] = xs[i] * k

    for i in range(len(xs)):
        scale(i)


CASES = {
    "captured": [(0,), (5,), (-3,), (2**62,)],
    "as_it_is_at_the_call": [(0,), (7,)],
    "rebound_in_branches": [(0,), (20,)],
    "not_bound_yet": [(2,), (4,)],
    "never_bound": [(1,)],
    "defaults": [(3,), (-1,)],
    "default_at_definition": [(0,), (4,)],
    "positional_only": [(1,)],
    "rest": [(1,)],
    "fibonacci": [(0,), (1,), (15,)],
    "mutual": [(0,), (7,), (10,)],
    "ackermann": [(0, 3), (2, 3)],
    "without_end": [(0,), (1,)],
    "depth_first": [([[1, 2], [2, 3], [0], []], 0), ([[]], 0), ([[1], []], 5)],
    "permutations": [(0,), (1,), (4,)],
    "queens": [(0,), (1,), (6,)],
    "deeper": [(1,), (0,)],
    "shadowed": [(4,)],
    "same_name_inside": [(4,)],
    "several_types": [(4,)],
    "raises": [(1,), (4,), (7,)],
    "redefined": [(1,)],
    "in_a_branch": [(1,), (3,)],
    "in_a_loop": [(0,), (4,)],
    "comprehension": [(0,), (6,)],
    "comprehension_of_the_same_name": [(0,), (4,)],
    "inner_comprehensions": [(4,)],
    "comprehension_in_nested": [(4,)],
    "nothing": [(2,)],
    "annotated_pass": [(3,)],
    "writes_into": [([1.0, 2.0], 3.0), ([], 1.0)],
}
OVERFLOWS = {"captured": [(2**63 - 1,)], "in_a_branch": [(2**63 - 1,)]}
