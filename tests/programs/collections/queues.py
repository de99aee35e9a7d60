"""`queue` in one thread."""

import queue
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue

from jitscript import script


@script
def in_order(n: int) -> list[int]:
    q: Queue[int] = Queue()
    for i in range(n):
        q.put(i * i)
    found = [q.qsize(), int(q.empty()), int(q.full())]
    while not q.empty():
        found.append(q.get() * q.qsize())
        q.task_done()
    q.join()
    return found


@script
def told_by_use(words: list[str]) -> list[str]:
    q = queue.Queue()
    for w in words:
        q.put_nowait(w + "!")
    found = []
    while q.qsize() > 0:
        found.append(q.get_nowait())
    return found


@script
def stack(n: int) -> list[str]:
    q: LifoQueue[str] = LifoQueue()
    for i in range(n):
        q.put(str(i))
    return [q.get() for _ in range(n)]


@script
def by_priority(items: list[tuple[int, str]]) -> list[str]:
    q: PriorityQueue[tuple[int, str]] = PriorityQueue()
    for item in items:
        q.put(item)
    found = []
    while not q.empty():
        level, name = q.get()
        found.append(f"{level}{name}")
        if level > 5:
            q.put((level - 5, name + "'"))
    return found


@script
def simple(n: int) -> list[int]:
    q: SimpleQueue[int] = SimpleQueue()
    for i in range(n):
        q.put(i)
    found = [q.qsize(), q.get() if n else -1]
    try:
        while True:
            found.append(q.get_nowait())
    except Empty:
        found.append(-2)
    return found


@script
def bounded(size: int, n: int) -> list[int]:
    q: Queue[int] = Queue(size)
    found = [q.maxsize]
    for i in range(n):
        try:
            q.put(i, block=False)
        except Full:
            found.append(q.get())
            q.put_nowait(10 * i)
        found.append(int(q.full()))
    return found + [q.unfinished_tasks]


@script
def errors(what: int) -> int:
    q: Queue[int] = Queue(1)
    q.put(3)
    if what == 0:
        q.put(4, timeout=0.0)
    if what == 1:
        q.put(4, True, -1.0)
    if what == 2:
        q.get(timeout=-1.0)
    if what == 3:
        q.get()
        q.get(timeout=0.0)
    if what == 4:
        q.task_done()
        q.task_done()
    if what == 5:
        q.get()
        q.get(False)
    if what == 6:
        q.put_nowait(3)
    return q.get()


@script
def levels(edges: dict[str, list[str]], start: str) -> dict[str, int]:
    found = {start: 0}
    todo: Queue[str] = Queue()
    todo.put(start)
    while not todo.empty():
        at = todo.get()
        for other in edges.get(at, []):
            if other not in found:
                found[other] = found[at] + 1
                todo.put(other)
    return found


CASES = {
    "in_order": [(0,), (1,), (20,)],
    "told_by_use": [([],), (["a", "bc"],)],
    "stack": [(0,), (3,)],
    "by_priority": [([],), ([(3, "a"), (1, "b"), (12, "c"), (1, "a")],)],
    "simple": [(0,), (1,), (3,)],
    "bounded": [(1, 3), (2, 5), (0, 3), (-1, 2)],
    "errors": [(i,) for i in range(8)],
    "levels": [({"a": ["b", "c"], "b": ["d"], "d": ["a"]}, "a"), ({}, "x")],
}
