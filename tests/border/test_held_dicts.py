"""Native dicts and sets that Python holds: `js.Dict[str, int]`, `js.Set[int]`."""

from __future__ import annotations

import collections.abc
import copy
import pickle
import weakref
from collections.abc import Callable
from typing import Any

import pytest

import jitscript as js
from jitscript import script


@script
def count(words: list[str], found: dict[str, int]) -> dict[str, int]:
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


@script
def seen(numbers: list[int], before: set[int]) -> js.Set[int]:
    for n in numbers:
        before.add(n)
    return {n for n in before if n > 1}


@script
def squares(n: int) -> js.Dict[int, float]:
    return {i: i * i + 0.5 for i in range(n)}


@script
def mixed(a: js.Dict[str, int], b: js.Set[int], c: js.List[int]) -> int:
    a["n"] = len(b)
    b.add(7)
    c.append(len(a))
    return len(a) + len(b) + len(c)


def test_a_call_works_on_the_container_itself() -> None:
    words = js.Dict[str, int]()
    assert count(["a", "b", "a"], words) is words
    assert words == {"a": 2, "b": 1}
    assert type(count(["a"], {})) is dict
    numbers = js.Set[int]([1, 2])
    more = seen([5], numbers)
    assert numbers == {1, 2, 5} and more == {2, 5} and type(more) is js.Set[int]
    made = squares(3)
    assert type(made) is js.Dict[int, float] and made == {0: 0.5, 1: 1.5, 2: 4.5}
    assert mixed(words, numbers, js.List[int]()) == 3 + 4 + 1 and words["n"] == 3
    with pytest.raises(TypeError, match=r"must be js.Set\[int\], not set \(hint: js.Set\[int\]"):
        mixed(words, {1}, js.List[int]())
    with pytest.raises(TypeError, match=r"must be dict\[str, int\], not Dict\[int, float\]"):
        count([], made)


def test_classes() -> None:
    assert repr(js.Dict[str, int]) == "jitscript.Dict[str, int]"
    with pytest.raises(TypeError, match="Dict takes 2 types"):
        js.Dict[str]
    with pytest.raises(TypeError, match="Set takes 1 type"):
        js.Set[str, int]
    with pytest.raises(TypeError, match=r"hint: Dict\[str, int\]\(…\)"):
        js.Dict()
    with pytest.raises(js.CompileError, match=r"write js.Dict\[str, int\]"):

        @script
        def wrong(x: js.Dict) -> int:  # type: ignore[type-arg]
            return len(x)


def outcome(step: Callable[[Any], Any], values: Any, plain: type) -> tuple[Any, ...]:
    try:
        found = step(values)
        shown = repr(found)
        if not isinstance(found, collections.abc.MappingView):
            shown += type(found).__name__.partition("[")[0].lower()
    except Exception as error:
        shown = f"{type(error)} {error}"
        if isinstance(error, (TypeError, AttributeError)):  # which name types and functions
            shown = str(type(error))
    return shown, repr(values)


def first(x: Any) -> Any:
    return next(iter(x))


BOTH: list[Callable[[Any], Any]] = [
    lambda x: len(x),
    lambda x: bool(x),
    lambda x: str(x),
    lambda x: list(x),
    lambda x: sorted(x),
    lambda x: first(x) in x,
    lambda x: None in x,
    lambda x: [] in x,
    lambda x: x == x,
    lambda x: x == x.copy(),
    lambda x: x != x.copy(),
    lambda x: x == 3,
    lambda x: x.copy() is x,
    lambda x: x.clear(),
    lambda x: hash(x),
    lambda x: x.update(),
    lambda x: x.update(x),
    lambda x: x.update(x, 3),
    lambda x: x | x.copy(),
    lambda x: x | 3,
    lambda x: copy.copy(x),
    lambda x: sorted(copy.deepcopy(x)),
    lambda x: sorted(pickle.loads(pickle.dumps(x))),
    lambda x: [x.clear() for _ in x],
    lambda x: weakref.ref(x)() is x if "[" in type(x).__name__ else True,
]
OF_DICTS: list[Callable[[Any], Any]] = [
    lambda x: x[first(x)],
    lambda x: x["nothing"],
    lambda x: x[-77],
    lambda x: x[2.5],
    lambda x: x[[]],
    lambda x: x.get(first(x)),
    lambda x: x.get("nothing"),
    lambda x: x.get("nothing", first(x)),
    lambda x: x.get((), 5),
    lambda x: x.pop(first(x)),
    lambda x: x.pop("nothing"),
    lambda x: x.pop("nothing", None),
    lambda x: x.pop(),
    lambda x: x.popitem(),
    lambda x: x.setdefault(first(x), x[first(x)]),
    lambda x: x.setdefault(first(x)),
    lambda x: x.update({first(x): x.popitem()[1]}),
    lambda x: x.update(list(x.items())[:1]),
    lambda x: x.__setitem__(first(x), x.popitem()[1]),
    lambda x: x.__delitem__(first(x)),
    lambda x: x.__delitem__("nothing"),
    lambda x: x.__delitem__(()),
    lambda x: x.keys(),
    lambda x: x.values(),
    lambda x: x.items(),
    lambda x: [list(v) for v in (x.keys(), x.values(), x.items())],
    lambda x: [list(reversed(v)) for v in (x, x.keys(), x.values(), x.items())],
    lambda x: (first(x.items()) in x.items(), first(x.values()) in x.values(), len(x.items())),
    lambda x: x.keys() & [first(x)],
    lambda x: x == dict(x),
    lambda x: dict(x) == x,
    lambda x: x != {},
    lambda x: x == list(x.items()),
    lambda x: x | dict(x),
    lambda x: dict(x) | x,
    lambda x: x.__ior__(dict(x)),
    lambda x: {**x},
    lambda x: [x.pop(k) for k in x],
    lambda x: [x.pop(k) for k, _ in x.items()],
    lambda x: [x.__setitem__(k, first(x.values())) for k in x],
    lambda x: [(v, x.__setitem__(k, first(x.values()))) for k, v in x.items()],
    lambda x: x < x,
    lambda x: isinstance(x, collections.abc.MutableMapping),
]
OF_SETS: list[Callable[[Any], Any]] = [
    lambda x: x.add(first(x)),
    lambda x: x.add(),
    lambda x: x.discard(first(x)),
    lambda x: x.discard(()),
    lambda x: x.remove(first(x)),
    lambda x: x.remove("nothing"),
    lambda x: x.remove({}),
    lambda x: x.pop(),
    lambda x: x.update([first(x)], {first(x)}),
    lambda x: x | set(list(x)[:1]),
    lambda x: x & set(list(x)[:1]),
    lambda x: x - set(list(x)[:1]),
    lambda x: x ^ set(list(x)[:1]),
    lambda x: x & {None, 2.5},
    lambda x: x - frozenset(),
    lambda x: x & x.copy(),
    lambda x: (x - x.copy(), x ^ x),
    lambda x: set(x) | x,
    lambda x: (set(x) & x, set(x) - x, frozenset(x) ^ x),
    lambda x: x & [1],
    lambda x: x.__ior__(set(x)),
    lambda x: x.__iand__(set(list(x)[:1])),
    lambda x: x.__isub__(x),
    lambda x: x.__ixor__(set(list(x)[:1])),
    lambda x: x.union(list(x), []),
    lambda x: x.intersection(list(x)[:2]),
    lambda x: x.difference(list(x)[:1], ()),
    lambda x: x.symmetric_difference([first(x)]),
    lambda x: (x.intersection_update([first(x)]), x.difference_update([])),
    lambda x: x.symmetric_difference_update([first(x)]),
    lambda x: (x.issubset(list(x)), x.issuperset([]), x.isdisjoint([()])),
    lambda x: (x <= x.copy(), x < x, x >= set(), x > {first(x)}, x < {1, 2, 3, None}),
    lambda x: x <= [1],
    lambda x: (x == set(x), frozenset(x) == x, x != {None}),
    lambda x: [x.discard(v) for v in x],
    lambda x: isinstance(x, collections.abc.MutableSet),
]
DICTS: list[tuple[Any, dict[Any, Any]]] = [
    (js.Dict[int, int], {3: 1, -1: 2, 1 << 62: 3, 0: 0}),
    (js.Dict[str, float], {"a": 1.5, "ä": -0.0, "": 2.0}),
    (js.Dict[tuple[int, str], str], {(1, "x"): "b", (0, ""): "a"}),
    (js.Dict[int, int], {}),
    (js.Dict[int, int], {5: 6}),
]
SETS: list[tuple[Any, set[Any]]] = [
    (js.Set[int], {3, -1, 1 << 62, 0, 65, 70}),  # in places of their own: set(x) is made anew
    (js.Set[float], {1.5, -2.0, 0.0, 3.0}),  # the order of texts is another one in each process
    (js.Set[int], set()),
    (js.Set[int], {4}),
]


@pytest.mark.parametrize("kind, content", DICTS, ids=str)
def test_it_does_what_dicts_do(kind: Any, content: dict[Any, Any]) -> None:
    for i, step in enumerate((*BOTH, *OF_DICTS)):
        expected = outcome(step, content.copy(), dict)
        assert outcome(step, kind(content), dict) == expected, f"step {i}"


@pytest.mark.parametrize("kind, content", SETS, ids=str)
def test_it_does_what_sets_do(kind: Any, content: set[Any]) -> None:
    for i, step in enumerate((*BOTH, *OF_SETS)):
        expected = outcome(step, content.copy(), set)
        assert outcome(step, kind(content), set) == expected, f"step {i}"


def test_sets_of_texts() -> None:
    content = {"b", "ä", "", "abc"}
    x = js.Set[str](content)
    assert x == content and list(x) == list(content) and repr(x) == repr(content)
    x.add("new")
    assert "new" in x and x - content == {"new"} and x & {"b", 3} == {"b"}
    assert x.pop() not in x and len(x) == 4


def test_elements_have_their_type() -> None:
    found = js.Dict[str, int](a=1)
    for wrong in (
        lambda: found.__setitem__("b", 1.5),
        lambda: found.__setitem__(1, 1),
        lambda: found.update({1: 1}),
        lambda: found.setdefault("x"),
        lambda: js.Set[int]({"a"}),
        lambda: js.Set[int]([1]) | {"a"},
        lambda: js.Dict.fromkeys("ab"),
    ):
        with pytest.raises(TypeError):
            wrong()
    assert found == {"a": 1}
    assert js.Dict[str, int].fromkeys("ab", 0) == {"a": 0, "b": 0}
