"""Objects that lead back to themselves are freed: while a function makes more, at the end of its
call, and when what outlived the call is gone."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Callable, Iterator

import counting
import pytest

from jitscript import python, script
from jitscript.runtime import native

pytestmark = pytest.mark.skipif(
    not native.runs_elf_x86_64(), reason="elsewhere the system's loader binds malloc"
)


class Node:
    def __init__(self, value: int) -> None:
        self.value = value
        self.name = f"node number {value}"
        self.next: Node | None = None
        self.prev: Node | None = None
        self.all: list[Node] = []


def pair(i: int) -> Node:
    a, b = Node(i), Node(i + 1)
    a.next, b.prev = b, a
    b.all.append(a)
    return a


def many(n: int) -> int:
    total = 0
    for i in range(n):
        total += pair(i).value
    return total


def long(n: int) -> int:
    head = Node(0)
    tail = head
    for i in range(n):
        node = Node(i)
        node.prev, tail.next = tail, node
        tail = node
    return tail.value


def raising(n: int) -> int:
    for i in range(n):
        a = pair(i)
    return 1 // (a.value - n + 1)


def given(node: Node) -> int:
    """A circle comes in, and is made longer."""
    n, at = 0, node.next
    while at is not None and at is not node:
        n += at.value
        at = at.next
    more = Node(100)
    more.next, more.prev = node.next, node
    node.next = more
    return n


def made(n: int) -> Node:
    first = Node(0)
    at = first
    for i in range(1, n):
        node = Node(i)
        node.prev, at.next = at, node
        at = node
    at.next, first.prev = first, at
    return first


def around(n: int) -> Iterator[int]:
    """Holds a circle, and makes others, some of which it keeps."""
    first, kept = pair(n), Node(0)
    while True:
        at: Node | None = first
        while at is not None:
            yield at.value
            at = at.next
        first = pair(first.value + 1)
        kept.next, first.prev = first, kept


def busy(n: int) -> Iterator[int]:
    """What is new leads to what is old, while there is so much that it is looked at."""
    kept = pair(0)
    while True:
        for i in range(n):
            a = pair(i)
            a.all.append(kept)
            if i % 10 == 0:
                kept.all.append(a)
        total = 0
        for a in kept.all:
            if a.next is not None and a.next.prev is a and a.all[0] is kept:
                total += a.value + a.next.value
        if len(kept.all) > 5 * n:
            kept.all = []
        yield total


def few(n: int) -> int:
    """Hardly any of what is listed is a circle: the rest is dropped before it is looked at."""
    total = 0
    for i in range(n):
        if i % 10 == 0:
            total += pair(i).value
        a, b = Node(i), Node(i + 1)
        b.next = a
        held = [a, b]
        a = b
        held.clear()
        total += b.value
    return total


def leading(n: int) -> Iterator[int]:
    """Circles that go lead to what an earlier call has listed."""
    kept = pair(0)
    while True:
        yield kept.value
        for i in range(n):
            a = pair(i)
            if kept.next is not None:
                a.all.append(kept.next)
        a = kept


held: list[Iterator[int]] = []


@python
def step() -> None:
    next(held[0])


def stepping(n: int) -> int:
    a = pair(n)
    step()
    return a.value


# Each leads to itself and to what lies below it, through a set that does not: groups one under the
# other, more of them than there are ranks.


class Lowest:
    def __init__(self, value: int) -> None:
        self.value = value
        self.me: Lowest | None = None


class Low:
    def __init__(self, below: Lowest) -> None:
        self.below = below
        self.all = {below}
        self.me: Low | None = None


class Middle:
    def __init__(self, below: Low) -> None:
        self.below = below
        self.all = {below}
        self.deep = below.below
        self.me: Middle | None = None


class High:
    def __init__(self, below: Middle) -> None:
        self.all = {below}
        self.me: High | None = None


class Higher:
    def __init__(self, below: High) -> None:
        self.all = [below]
        self.me: Higher | None = None


class Highest:
    def __init__(self, below: Higher) -> None:
        self.all = {below: 1}
        self.me: Highest | None = None


def layers(i: int) -> Highest:
    """Six circles, each of which holds the next."""
    lowest = Lowest(i)
    lowest.me = lowest
    low = Low(lowest)
    low.me = low
    middle = Middle(low)
    middle.me = middle
    high = High(middle)
    high.me = high
    higher = Higher(high)
    higher.me = higher
    highest = Highest(higher)
    highest.me = highest
    return highest


def lowest_of(highest: Highest) -> Lowest:
    for higher in highest.all:
        for middle in higher.all[0].all:
            return middle.deep
    raise ValueError


def layered(n: int) -> int:
    """Of some the lower parts are kept while the upper ones go, of some all is kept."""
    kept: list[Lowest] = []
    whole: list[Highest] = []
    middles: list[Middle] = []
    for i in range(n):
        made = layers(i)
        if i % 3 == 0:
            kept.append(lowest_of(made))
        if i % 7 == 0:
            whole.append(made)
        if i % 5 == 0:
            for higher in made.all:
                middles.extend(higher.all[0].all)
        if len(whole) > 100:
            whole.pop(0)
    total = 0
    for at in kept:
        if at.me is at:
            total += at.value
    for middle in middles:
        if middle.me is middle and middle.below.me is middle.below:
            total += middle.below.below.value
    for top in whole:
        if top.me is top:
            total += lowest_of(top).value
    return total


@pytest.fixture(scope="module")
def memory() -> counting.Memory:
    return counting.Memory()


@contextlib.contextmanager
def nothing_left(memory: counting.Memory) -> Iterator[Callable[..., Callable[..., object]]]:
    """Functions that are compiled in here count; nothing is left of their blocks at the end."""
    with counting.counted(memory):
        yield lambda f: script(cache=False)(f)
        gc.collect()
        assert memory.live == 0


def walked(node: Node) -> list[int]:
    found, at = [], node
    while True:
        found.append(at.value)
        if at.next is None or at.next is node:
            return found
        at = at.next


@pytest.mark.parametrize("function", [many, long, raising, layered, few], ids=lambda f: f.__name__)
def test_calls_leave_nothing(function: Callable[[int], int], memory: counting.Memory) -> None:
    with nothing_left(memory) as compiled:
        fast = compiled(function)
        for n in (1, 10, 999, 1000, 1001, 20_000):
            before = memory.live
            try:
                expected: object = function(n)
            except ZeroDivisionError as error:
                expected = str(error)
            try:
                got = fast(n)
            except ZeroDivisionError as error:
                got = str(error)
            assert got == expected
            assert memory.live == before, n


def test_memory_stays_bounded(memory: counting.Memory) -> None:
    """A block that cannot be had shows how many there are at most: of a million circles of six
    blocks each, some thousands are there at once."""
    with nothing_left(memory) as compiled:
        fast = compiled(most)
        peak: list[int] = []
        done = threading.Event()

        def look() -> None:
            while not done.is_set():
                peak.append(memory.live)

        thread = threading.Thread(target=look)
        thread.start()
        try:
            assert fast(300_000) == sum(range(300_000))
        finally:
            done.set()
            thread.join()
        assert len(peak) > 10 and 100 < max(peak) < 30_000, (len(peak), max(peak))


def most(n: int) -> int:
    total = 0
    for i in range(n):
        total += pair(i).value
    return total


def test_the_border(memory: counting.Memory) -> None:
    with nothing_left(memory) as compiled:
        inward, outward = compiled(given), compiled(made)
        for n in (1, 2, 50):
            mine, theirs = made(n), made(n)
            assert inward(mine) == given(theirs)
            assert walked(mine) == walked(theirs)
            assert mine.next.prev is mine  # type: ignore[union-attr]
            got = outward(n)
            assert walked(got) == walked(made(n))
            assert got.prev.next is got
            assert memory.live == 0
        broken = made(30)
        broken.prev.value = "text"  # type: ignore[union-attr, assignment]
        with pytest.raises(TypeError):
            inward(broken)
        assert memory.live == 0


def test_generators_that_python_holds(memory: counting.Memory) -> None:
    """What they hold outlives calls, also of others; it goes when they do."""
    with nothing_left(memory) as compiled:
        fast, other = compiled(around), compiled(many)
        held = [fast(10 * i) for i in range(5)]
        plain = [around(10 * i) for i in range(5)]
        for rounds in range(400):
            assert [next(g) for g in held] == [next(g) for g in plain]
            if rounds % 50 == 0:
                assert other(30) == many(30)
            if rounds % 100 == 99:
                held.pop(), plain.pop()
        assert memory.live > 0
        held.clear()
        gc.collect()
        assert memory.live == 0


def test_old_and_new(memory: counting.Memory) -> None:
    with nothing_left(memory) as compiled:
        fast, plain = compiled(busy)(2500), busy(2500)
        for _ in range(80):
            assert next(fast) == next(plain)
        del fast


@pytest.mark.parametrize("n", [1, 3, 2000])
def test_what_others_have_listed(n: int, memory: counting.Memory) -> None:
    """In the middle of a call, and at the end of one within another."""
    with nothing_left(memory) as compiled:
        made, outer = compiled(leading)(n), compiled(stepping)
        held[:] = [made]
        for _ in range(4):
            assert next(made) == 0
        assert [outer(k) for k in range(4)] == [0, 1, 2, 3]
        held.clear()
        del made


def test_threads(memory: counting.Memory) -> None:
    with nothing_left(memory) as compiled:
        fast, wrong = compiled(many), []
        expected = sum(range(5000))

        def work() -> None:
            wrong.extend(x for x in (fast(5000) for _ in range(20)) if x != expected)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong and memory.live == 0


@pytest.mark.parametrize("function", [many, long, made, layered], ids=lambda f: f.__name__)
def test_where_an_allocation_fails(
    function: Callable[[int], object], memory: counting.Memory
) -> None:
    with nothing_left(memory) as compiled:
        fast, failed = compiled(function), 0
        fast(3)
        for nth in (*range(1, 60), *range(1000, 1020)):
            memory.fail(nth)
            try:
                fast(300)
            except MemoryError:
                failed += 1
            finally:
                memory.fail(0)
            assert memory.live == 0, nth
        assert failed > 70


def led_back(all: list[Node]) -> list[Node]:
    new = [*all, Node(1)]
    new[-1].all = new
    all.append(new[-1])
    return new


def test_lists_that_their_elements_lead_back_to(memory: counting.Memory) -> None:
    def call() -> None:
        nodes = [Node(0), Node(1)]
        nodes[1].all = nodes[0].all = nodes
        assert scripted(nodes)[-1] is nodes[-1]
        nodes.clear()

    with counting.counted(memory):
        scripted = script(cache=False)(led_back)
        call()
        before = memory.live
        for _ in range(50):
            call()
        gc.collect()
        assert memory.live == before
