"""Instances cross the border whose attributes may not be set, or are set by a method that the class
calls: what is not set in Python is not set in compiled code, and the other way round."""

from __future__ import annotations

import copy
import gc
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field
from functools import cached_property
from typing import Any

import pytest

import jitscript as js
from jitscript import script


class Part:
    """Nothing sets `data` and those after it but `load`."""

    def __init__(self, number: int) -> None:
        self.number = number

    def load(self, value: int) -> None:
        self.data = [value]
        self.other: Part | None = None
        self.pair = (value, "a")
        self.name = "x" * value
        if value > 1:
            self.share = 1.5 * value


class Slotted:
    __slots__ = ("first", "second")

    def __init__(self) -> None:
        self.first = 1

    def load(self, value: int) -> None:
        self.second = value


@dataclass
class Box:
    width: float
    height: float = 2.0
    area: float = field(init=False)
    label: str = field(init=False, repr=False, compare=False, default="box")

    def __post_init__(self) -> None:
        self.area = self.width * self.height
        self.label += str(int(self.area))
        self.parts = [self.label]


@dataclass
class Deep(Box):
    depth: float = 1.0
    volume: float = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.volume = self.area * self.depth


@dataclass
class Unset:
    key: int
    later: int | None = field(init=False)


class Reset:
    def __init__(self, size: int) -> None:
        self.size = size
        self.reset()

    def reset(self) -> None:
        self.count = 0
        self.items: list[int] = [0] * self.size


class Computed:
    def __init__(self, size: int) -> None:
        self.size = size
        if size > 1:
            self.more = size

    @cached_property
    def double(self) -> int:
        return 2 * self.size


def loaded(*values: int) -> list[Part]:
    parts = [Part(i) for i in range(len(values))]
    for part, value in zip(parts, values):
        if value:
            part.load(value)
    return parts


def tied() -> Part:
    a, b = loaded(1, 2)
    a.other, b.other = b, a
    b.data = a.data
    return a


def sets(a: Part, b: Part) -> Part:
    a.load(1)
    b.load(2)
    a.data.append(b.number)
    a.other = b
    b.data = a.data
    return a


def sets_and_fails(part: Part) -> int:
    part.load(3)
    raise ValueError(part.name)


def reads(parts: list[Part]) -> float:
    return sum([part.share for part in parts])


def changes(part: Part) -> list[int]:
    part.number += 1
    part.data.append(part.number)
    return part.data


def leads_to(part: Part) -> Part | None:
    return part.other


def makes(part: Part) -> dict[str, Part]:
    empty, full = Part(1), Part(2)
    full.load(2)
    full.other = part
    return {"empty": empty, "full": full, "given": part}


def asks(part: Part) -> str:
    text = f"{hasattr(part, 'data')} {hasattr(part, 'share')} {getattr(part, 'name', 'none')}"
    if not hasattr(part, "data"):
        part.load(4)
    return f"{text} {part.data} {getattr(part, 'missing', 'none')} {hasattr(part, 'load')}"


def handles(part: Part) -> str:
    try:
        return str(part.share)
    except AttributeError as error:
        return f"{error}"


def slots(x: Slotted, by: int) -> list[Slotted]:
    if by:
        x.load(by)
    return [x, Slotted()]


def boxes(given: list[Box]) -> dict[str, Box]:
    for box in given:
        box.area += 1.0
        box.parts.append(str(box))
    return {"new": Box(3.0), "deep": Deep(1.0, 2.0, 3.0), "first": given[0]}


def deep(given: Deep) -> tuple[float, bool, str]:
    return given.volume, given == Deep(given.width, given.height, given.depth), repr(given)


def unset(x: Unset, y: Unset) -> Unset:
    y.later = None if x.key else 3
    return Unset(x.key)


def resets(x: Reset) -> Reset:
    x.items.append(x.count)
    if x.size > 2:
        x.reset()
    x.count += 1
    return Reset(x.size + 1)


def computed(x: Computed) -> int:
    x.size += 1
    return x.more


def deletes(part: Part, how: int) -> Part:
    del part.data
    if how == 1:
        part.data = [how]
    if how == 2:
        raise ValueError("after it")
    return part


def deletes_slot(x: Slotted) -> bool:
    del x.first
    return hasattr(x, "second")


def without_init(x: Part) -> list[Part]:
    made = Part.__new__(Part)
    made.other = x
    return [made, x, Part.__new__(Part)]


CASES: list[tuple[Callable[..., Any], list[Any]]] = [
    *((sets, loaded(*values)) for values in [(0, 0), (2, 0), (0, 2), (1, 2)]),
    *((sets_and_fails, loaded(value)) for value in (0, 1, 2)),
    *((reads, [loaded(*values)]) for values in [(2, 3), (2, 0), (1,)]),
    *((changes, loaded(value)) for value in (0, 1)),
    (changes, [tied()]),
    *((leads_to, loaded(value)) for value in (0, 1)),
    (leads_to, [tied()]),
    *((makes, loaded(value)) for value in (0, 2)),
    (makes, [tied()]),
    *((asks, loaded(value)) for value in (0, 1, 2)),
    *((handles, loaded(value)) for value in (0, 1, 2)),
    *((slots, [Slotted(), by]) for by in (0, 2)),
    (boxes, [[Box(1.0), Box(2.0, 3.0)]]),
    (deep, [Deep(2.0, 3.0)]),
    *((unset, [Unset(key), Unset(2)]) for key in (0, 1)),
    *((resets, [Reset(size)]) for size in (1, 3)),
    *((deletes, [*loaded(value), how]) for value in (0, 2) for how in (0, 1, 2)),
    (deletes_slot, [Slotted()]),
    *((without_init, loaded(value)) for value in (0, 2)),
    *((computed, [Computed(size)]) for size in (1, 2)),
]


def _held(x: Any, seen: dict[int, int]) -> Any:
    """What a value holds, the attributes of instances too; one object as one."""
    if isinstance(x, (int, float, str, type(None))):
        return type(x), x
    if isinstance(x, tuple):
        return [_held(part, seen) for part in x]
    if id(x) in seen:
        return "seen", seen[id(x)]
    seen[id(x)] = len(seen)
    if isinstance(x, dict):
        return [(key, _held(value, seen)) for key, value in x.items()]
    if isinstance(x, list):
        return [_held(part, seen) for part in x]
    names = sorted(vars(x)) if hasattr(x, "__dict__") else x.__slots__
    state = {name: _held(getattr(x, name), seen) for name in names if hasattr(x, name)}
    return type(x), state


def _outcome(function: Callable[..., Any], arguments: list[Any]) -> Any:
    given = copy.deepcopy(arguments)
    try:
        found = function(*given)
    except (AttributeError, ValueError) as error:
        found = f"{type(error).__name__} {error}"
    return _held([found, given], {})


@pytest.mark.parametrize(
    ("function", "arguments"),
    [pytest.param(*case, id=f"{case[0].__name__}{i}") for i, case in enumerate(CASES)],
)
def test_as_in_python(function: Callable[..., Any], arguments: list[Any]) -> None:
    assert _outcome(script(function), arguments) == _outcome(function, arguments)


@js.python
def look(part: Part) -> str:
    return str(sorted(vars(part)))


@js.python
def made(value: int) -> Part:
    return loaded(value)[0]


def asks_python(value: int) -> str:
    return look(made(value)) + str(made(value).share)


@pytest.mark.parametrize("value", [0, 1, 2])
def test_calls_of_python(value: int) -> None:
    assert _outcome(script(asks_python), [value]) == _outcome(asks_python, [value])


def test_a_value_that_does_not_fit() -> None:
    part = loaded(2)[0]
    part.share = "much"  # type: ignore[assignment]
    with pytest.raises(TypeError, match="the attribute 'share' of Part must be float"):
        script(reads)([part])
    part = loaded(2)[0]
    part.data = None  # type: ignore[assignment]
    with pytest.raises(TypeError, match=r"the attribute 'data' of Part must be list\[int\]"):
        script(changes)(part)


def test_values_that_are_kept() -> None:
    """What did not change stays the same object."""
    part = loaded(2)[0]
    before = {name: id(value) for name, value in vars(part).items()}
    script(changes)(part)
    after = {name: id(value) for name, value in vars(part).items()}
    assert {name for name in before if before[name] != after[name]} <= {"number"}


@js.python
def loads(part: Part) -> None:
    OUTSIDE[0].load(1)


OUTSIDE = [Part(1)]


def changed_twice(part: Part) -> None:
    loads(part)
    part.load(2)


def test_set_by_someone_else_during_the_call() -> None:
    OUTSIDE[0] = Part(1)
    with pytest.raises(RuntimeError, match="an instance was changed during the call"):
        script(changed_twice)(OUTSIDE[0])
    assert OUTSIDE[0].data == [1]


def test_saved(tmp_path: Any) -> None:
    compiled = script(boxes)
    js.save(tmp_path / "boxes.jsm", compiled)
    saved = js.load(tmp_path / "boxes.jsm").boxes
    arguments = [[Box(1.0), Box(2.0, 3.0)]]
    assert _outcome(saved, arguments) == _outcome(boxes, arguments)


def test_nothing_is_kept() -> None:
    compiled = script(makes)
    compiled(Part(0))
    gc.collect()
    before = sum(isinstance(x, Part) for x in gc.get_objects())
    for _ in range(10):
        compiled(loaded(2)[0])
        compiled(Part(0))
    gc.collect()
    assert sum(isinstance(x, Part) for x in gc.get_objects()) == before


@dataclass(frozen=True)
class Fixed:
    width: int
    area: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "area", self.width**2)
        object.__setattr__(self, "names", [self.name()])

    def name(self) -> str:
        return f"{self.width}:{self.area}"


def fixed(given: Fixed, width: int) -> list[Fixed]:
    return [given, Fixed(width)]


def test_frozen_dataclasses_set_their_own_fields() -> None:
    assert _outcome(script(fixed), [Fixed(2), 3]) == _outcome(fixed, [Fixed(2), 3])
    found = script(fixed)(Fixed(2), 3)[1]
    assert found == Fixed(3) and hash(found) == hash(Fixed(3))
    with pytest.raises(FrozenInstanceError):
        found.area = 1
