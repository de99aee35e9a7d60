"""Own exceptions that hold what can change: instances, lists, dicts, arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jitscript import Array1, f64, script


class Order:
    def __init__(self, id: int, price: float):
        self.id = id
        self.price = price
        self.notes: list[str] = []


class OrderRejected(Exception):
    def __init__(self, order: Order, reason: str):
        super().__init__(reason)
        self.order = order
        self.reason = reason


def check(o: Order) -> None:
    if o.price < 0:
        raise OrderRejected(o, "negative")


@script
def rejected(prices: list[float]) -> list[str]:
    out: list[str] = []
    for i, p in enumerate(prices):
        o = Order(i, p)
        try:
            check(o)
        except OrderRejected as e:
            e.order.notes.append("rejected")
            out.append(f"{e.order.id} {e.reason} {len(o.notes)} {e}")
    return out


class CycleError(ValueError):
    def __init__(self, path: list[str]):
        super().__init__("cycle: " + " -> ".join(path))
        self.path = path


def visit(graph: dict[str, list[str]], n: str, path: list[str], done: set[str]) -> None:
    if n in path:
        raise CycleError([*path[path.index(n) :], n])
    if n in done:
        return
    for m in graph.get(n, []):
        visit(graph, m, [*path, n], done)
    done.add(n)


@script
def cycle(graph: dict[str, list[str]]) -> list[str]:
    try:
        done: set[str] = set()
        for n in graph:
            visit(graph, n, [], done)
    except CycleError as e:
        e.path.append(str(e))
        return e.path
    return []


@script
def cycle_leaves(graph: dict[str, list[str]]) -> int:
    done: set[str] = set()
    for n in graph:
        visit(graph, n, [], done)
    return len(done)


@dataclass
class Task:
    name: str
    tries: int = 0


class TaskFailed(Exception):
    def __init__(self, task: Task, message: str = "failed") -> None:
        self.task = task
        self.message = message
        super().__init__(self.message)


class Fatal(TaskFailed):
    pass


def do(t: Task) -> int:
    t.tries += 1
    if t.name == "bad":
        raise TaskFailed(t)
    if t.name == "worst":
        raise Fatal(t, "fatal")
    return len(t.name)


@script
def retries(names: list[str]) -> list[str]:
    out: list[str] = []
    for n in names:
        t = Task(n)
        for _ in range(3):
            try:
                out.append(str(do(t)))
                break
            except Fatal as e:
                out.append(f"fatal {e.task.name} {e.message} {e.task.tries}")
                break
            except TaskFailed as e:
                if e.task.tries >= 3:
                    out.append(f"{e.task.name}: {e} {e.task.tries} {e!r}")
    return out


class NotConverged(RuntimeError):
    def __init__(self, x: Array1[f64], iterations: int, residual: float):
        super().__init__(f"no convergence after {iterations}: {residual:.3e}")
        self.x = x
        self.iterations = iterations


def solve(x: Array1[f64], n: int) -> Array1[f64]:
    for _ in range(n):
        x = x * 0.5
        if x.sum() < 1e-3:
            return x
    raise NotConverged(x, n, float(x.sum()))


@script
def best(x: Array1[f64], n: int) -> Array1[f64]:
    try:
        return solve(x, n)
    except NotConverged as e:
        return e.x + e.iterations


class Missing(KeyError):
    def __init__(self, key: str, table: dict[str, int]) -> None:
        super().__init__(key)
        self.key = key
        self.table = table


class Plain(Exception):
    """Its `args` are what it is made of."""

    def __init__(self, a: int, xs: list[int]) -> None:
        self.a = a
        self.xs = xs


class Both(Plain):
    def __init__(self, a: int) -> None:
        super().__init__(a, [a])


@script
def texts(table: dict[str, int], k: str) -> str:
    try:
        if k == "p":
            raise Plain(1, [1, 2])
        if k == "b":
            raise Both(4)
        if k not in table:
            raise Missing(k, table)
        return "there"
    except Missing as e:
        e.table[e.key] = 0
        return f"{e} {e!r} {len(e.table)} {e.args}"
    except Plain as e:
        return f"{e} {e!r} {e.xs} {e.args} {type(e).__name__}"


class HttpError(Exception):
    status: int = 500

    def __init__(self, detail: str = "", *, headers: dict[str, str] | None = None):
        super().__init__(detail)
        self.detail = detail
        self.headers = headers or {}

    @property
    def line(self) -> str:
        return f"{self.status} {self.detail} {len(self.headers)}"


class NotFound(HttpError):
    status = 404

    def __str__(self) -> str:
        return f"<{self.line}> {super().__str__()} {super().__repr__()}"


@script
def answered(path: str) -> str:
    try:
        if path == "x":
            raise NotFound(path, headers={"a": "b"})
        if path == "y":
            raise HttpError()
        return "ok"
    except HttpError as e:
        return f"{e.line} | {e}"


@script
def leaves(path: str) -> int:
    if path == "x":
        raise NotFound(path, headers={"a": "b"})
    if path == "y":
        raise HttpError()
    return 1


class Node:
    def __init__(self, v: int):
        self.v = v
        self.next: Node | None = None
        self.error: NotFoundHere | None = None


class NotFoundHere(KeyError):
    def __init__(self, key: int, last: Node):
        super().__init__(key)
        self.key = key
        self.last = last
        last.error = self


def find(n: Node, k: int) -> Node:
    while n.v != k:
        if n.next is None:
            raise NotFoundHere(k, n)
        n = n.next
    return n


def insert(h: Node, k: int) -> Node:
    try:
        return find(h, k)
    except NotFoundHere as e:
        e.last.next = Node(e.key)
        return e.last.next


@script
def inserted(xs: list[int]) -> list[int]:
    """Each exception and its node refer to each other."""
    h = Node(0)
    for x in xs:
        insert(h, x)
    out: list[int] = []
    n: Node | None = h
    while n is not None:
        out.append(n.v if n.error is None else -n.error.key)
        n = n.next
    return out


class Retry(Exception):
    def __init__(self) -> None:
        super().__init__("retry")
        self.history: list[int] = []

    def add(self, n: int) -> Retry:
        self.history.append(n)
        return self


@script
def made_without_raise(n: int) -> list[int]:
    try:
        if n == 1:
            raise Retry
        if n == 2:
            raise Retry().add(3).add(4)
        e = Retry()
        e.add(9)
        raise e
    except Retry as r:
        return r.add(n).history


def attempt(n: int) -> Retry | None:
    try:
        if n % 2:
            raise Retry().add(n)
    except Retry as e:
        return e
    return None


@script
def kept(n: int) -> list[str]:
    found: list[Retry] = []
    log: list[str] = []
    for i in range(n):
        r = attempt(i)
        if r is not None:
            found.append(r)
    for r in found:
        try:
            try:
                raise r
            except Retry as e:
                e.add(10)
                raise
        except Retry as e:
            log.append(f"{e is r} {e.history}")
        finally:
            r.add(20)
    log += [str(r.history) for r in found]
    return log


def numbers(n: int):
    for i in range(n):
        try:
            if i % 3 == 2:
                raise Retry().add(i)
            yield i
        except Retry as e:
            yield len(e.add(1).history) * 100


@script
def in_generators(n: int) -> list[int]:
    return list(numbers(n))


@script
def among_others(n: int) -> str:
    try:
        if n == 0:
            raise Retry().add(1)
        if n == 1:
            raise ValueError("v")
        if n == 2:
            raise NotFound("here")
        return str([1, 2][n])
    except (Retry, ValueError) as e:
        return f"{type(e).__name__} {e} {e!r} {isinstance(e, Retry)}"
    except Exception as e:
        if isinstance(e, NotFound):
            e.headers["seen"] = e.detail
            return f"{e.headers} {e}"
        return repr(e)


class Recorder:
    def __init__(self) -> None:
        self.log: list[str] = []
        self.last: BaseException | None = None

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, kind, error, traceback) -> bool:
        self.last = error
        if kind is not None:
            self.log.append(f"{kind.__name__}: {error}")
        return kind is not None and issubclass(kind, HttpError)


@script
def through_managers(n: int) -> list[str]:
    r = Recorder()
    try:
        with r:
            if n == 0:
                raise Retry().add(5)
            if n == 1:
                raise HttpError("gone")
            if n == 2:
                raise ValueError(f"{n}")
    except Retry as e:
        r.log.append(f"{e.add(6).history}")
    except Exception as e:
        r.log.append(repr(e))
    r.log.append(repr(r.last))
    return r.log


@script
def many(n: int) -> list[str]:
    """Python's objects of what is a native instance, and changes later."""
    errors: list[Exception] = []
    first: Retry | None = None
    for i in range(n):
        try:
            try:
                if i % 2:
                    raise Retry().add(i)
                print([0][i])
            except Retry as r:
                first = first or r
                raise
        except Exception as e:
            errors.append(e)
        if first is not None:
            first.add(-i)
    return [str(e) for e in errors] + [str(first.history) if first is not None else ""]


GRAPH = {"a": ["b", "c"], "b": ["c"], "c": ["d"], "d": ["b"]}
CASES = {
    "rejected": [([1.0, -2.0, -3.0],), ([],)],
    "cycle": [(GRAPH,), ({"a": ["b"]},)],
    "cycle_leaves": [(GRAPH,), ({"a": ["b"]},)],
    "retries": [(["a", "bad", "worst"],)],
    "best": [(np.ones(3), 3), (np.ones(3), 100)],
    "texts": [({"a": 1}, k) for k in ("a", "p", "b", "x")],
    "answered": [("x",), ("y",), ("z",)],
    "leaves": [("x",), ("y",), ("z",)],
    "inserted": [([1, 2, 1, 3, 0, 2],)],
    "made_without_raise": [(0,), (1,), (2,)],
    "kept": [(0,), (5,)],
    "in_generators": [(10,)],
    "among_others": [(n,) for n in range(5)],
    "through_managers": [(n,) for n in range(4)],
    "many": [(0,), (6,)],
}
