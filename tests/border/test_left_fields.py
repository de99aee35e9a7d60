"""Instances with fields that compiled code does not have: they stay what they were in Python."""

from __future__ import annotations

import copy
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from threading import Thread

import pytest

from jitscript import CompileError, script


class Worker(Thread):
    pass


class Job:
    """Of each kind of field that is left."""

    note = PurePosixPath("1/2")

    def __init__(self, name: str, part: PurePosixPath, parent: Job | None = None):
        self.name = name
        self.part = part
        self.files: AsyncExitStack = AsyncExitStack()
        self.worker: Worker | None = None
        self.parent = parent
        self.depth: int = 0
        self.history = []
        self.history.append(part)

    def down(self) -> int:
        self.depth += 1
        return self.depth


class Long(Job):
    def down(self) -> int:
        self.depth += 10
        return self.depth


class Cached:
    """Fields that may not be set, and one that is given another type than it says."""

    declared: int

    def __init__(self, size: int):
        self.size = size
        self.odd: PurePosixPath = 3
        if size > 2:
            self.sometimes = size

    @cached_property
    def double(self) -> int:
        return 2 * self.size

    @cached_property
    def half(self):
        return self.size // 2


@dataclass(frozen=True)
class Fixed:
    key: int
    part: PurePosixPath
    names: list[str]


THIRD = PurePosixPath("1/3")


@dataclass
class Row:
    key: int
    part: PurePosixPath = THIRD
    seen: list[int] = field(default_factory=list)
    late: PurePosixPath | None = None


def walk(job: Job) -> Job:
    while job.parent is not None:
        job = job.parent
        job.down()
    return job


def rename(jobs: list[Job], names: dict[str, Job]) -> list[Job]:
    for job in jobs:
        names[job.name] = job
        job.name = job.name + "!"
    jobs.reverse()
    return [job for job in jobs if job.depth == 0]


def bump(row: Row) -> Row:
    row.key += 1
    row.seen.append(row.key)
    if row.key > 5:
        raise ValueError(row.key)
    return row


def same(a: Job, b: Job) -> bool:
    return a is b or a == b


def grow(x: Cached, by: int) -> list[Cached]:
    x.size += by
    return [x, x]


def pick(xs: list[Fixed], key: int) -> Fixed | None:
    for x in xs:
        if x.key == key:
            x.names.append("picked")
            return x
    return None


def doubled(x: Cached) -> int:
    return x.double


def sometimes(x: Cached) -> int:
    return x.sometimes


def state(job):
    return {k: v for k, v in vars(job).items() if k not in ("files", "parent")}


def line():
    first = Long("a", PurePosixPath("1/7"))
    return first, Job("b", PurePosixPath("2/7"), Long("c", PurePosixPath("3/7"), first))


@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
def test_identity_and_state(compiled):
    of = script if compiled else lambda f: f
    first, last = line()
    files = last.files
    assert of(walk)(last) is first
    assert first.depth == 10 and last.parent.depth == 10 and last.depth == 0
    assert last.files is files and first.part == PurePosixPath("1/7")
    jobs, names = [first, last], {}
    last.part = "anything at all"
    found = of(rename)(jobs, names)
    assert jobs == [last, first] and found == [last] and found[0] is last
    assert names == {"a": first, "b": last} and last.name == "b!"
    assert last.part == "anything at all" and last.history == [PurePosixPath("2/7")]
    assert of(same)(first, first) and not of(same)(first, last)


@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
def test_dataclass(compiled):
    of = script if compiled else lambda f: f
    row = Row(3)
    part = row.part
    assert of(bump)(row) is row and row.key == 4 and row.seen == [4] and row.part is part
    row.key = 5
    with pytest.raises(ValueError, match="6"):
        of(bump)(row)
    assert row.seen == [4, 6] and row.late is None
    del row.part  # the class has a value for it, too
    row.key = 0
    assert of(bump)(row).key == 1 and "part" not in vars(row)


@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
def test_what_may_not_be_set(compiled):
    of = script if compiled else lambda f: f
    x, y = Cached(1), Cached(5)
    assert y.double == 10
    for one in x, y:
        found = of(grow)(one, 3)
        assert found[0] is one and found[1] is one
    assert vars(x) == {"size": 4, "odd": 3}
    assert vars(y) == {"size": 8, "odd": 3, "sometimes": 5, "double": 10}


@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
def test_frozen_ones_are_the_same_objects(compiled):
    of = script if compiled else lambda f: f
    xs = [Fixed(k, PurePosixPath(f"{k}/7"), []) for k in range(3)]
    assert of(pick)(xs, 1) is xs[1] and of(pick)(xs, 5) is None
    assert [x.names for x in xs] == [[], ["picked"], []] and xs[2].part == PurePosixPath("2/7")


def reads(job: Job) -> bool:
    return job.part == 1


def asks(job: Job) -> bool:
    return hasattr(job, "files")


def by_name(row: Row, name: str) -> bool:
    return getattr(row, name, None) is None


def grows(job: Job) -> int:
    return len(job.history)


def copies(job: Job) -> Job:
    return copy.copy(job)


def copies_whole(row: Row) -> Row:
    return copy.deepcopy(row)


def makes(name: str) -> Job:
    return Job(name, 1)


def makes_row(key: int) -> Row:
    return Row(key)


def replaces(row: Row) -> Row:
    return replace(row, key=1)


def compares(a: Row, b: Row) -> bool:
    return a == b


def shows(row: Row) -> str:
    return repr(row)


def matches(row: Row) -> bool:
    match row:
        case Row(late=None):
            return True
    return False


def default(row: Row) -> bool:
    return row.part is None


REFUSED = {
    reads: "the field `part` of Job: the type `PurePosixPath` is not supported yet",
    asks: "the field `files` of Job: the type `AsyncExitStack`",
    grows: "the field `history` of Job",
    by_name: "the field `part` of Row: ",
    copies: "of Job: ",
    copies_whole: "`deepcopy` does not take (Row)",
    makes: "of Job: ",
    makes_row: "the field `part` of Row: ",
    replaces: "the field `part` of Row: ",
    compares: "the field `part` of Row: ",
    shows: "the field `part` of Row: ",
    matches: "the field `late` of Row: ",
    default: "the field `part` of Row: ",
}


@pytest.mark.parametrize("function", REFUSED, ids=lambda f: f.__name__)
def test_what_wants_a_left_field_is_refused(function):
    with pytest.raises(CompileError) as caught:
        script(function)
    assert REFUSED[function] in str(caught.value)


def test_cached_properties_are_refused():
    with pytest.raises(CompileError, match="its attribute `double` is a cached property"):
        script(doubled)(Cached(3))


def test_what_may_not_be_set_is_read():
    assert script(sometimes)(Cached(3)) == 3
    with pytest.raises(AttributeError, match="'Cached' object has no attribute 'sometimes'"):
        script(sometimes)(Cached(1))


CAPTURED = Row(1)


def captured() -> int:
    return bump(CAPTURED).key


def test_captured_instances_are_whole():
    with pytest.raises(CompileError):
        script(captured)
