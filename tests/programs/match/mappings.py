"""`match` on dicts: keys that must be there, whatever else is."""

from jitscript import script


@script
def by_keys(d: dict[str, int]) -> int:
    match d:
        case {"x": 0}:
            return 0
        case {"x": x, "y": y}:
            return x * 10 + y
        case {"x": x}:
            return x
        case {}:
            return len(d) + 100
    return -1


@script
def of_lists(d: dict[int, list[int]]) -> int:
    match d:
        case {1: [a, *_], 2: [b]}:
            return a * b
        case {1: []}:
            return -1
        case {1: all_of_them}:
            return len(all_of_them)
    return 0


@script
def or_none(d: dict[str, int] | None) -> int:
    match d:
        case None:
            return -1
        case {"a": (1 | 2) as n} if n < 3:
            return n
        case _:
            return len(d)


class Words:
    SIZE = "size"
    LENGTH = "size"
    NAME = "name"


@script
def keys_by_name(d: dict[str, int]) -> int:
    match d:
        case {Words.SIZE: a, Words.NAME: b}:
            return a * b
        case {Words.SIZE: 7, "size": 8}:
            return -2
        case {Words.NAME: 1, Words.SIZE: _, Words.LENGTH: _}:
            return -1
    return 0


CASES = {
    "keys_by_name": [
        *[({"size": 2, "name": 3},), ({"size": 1},), ({"size": 1, "other": 1},), ({},)],
        *[({"name": 1, "other": 2, "third": 3},), ({"name": 1, "other": 2, "size": 3},)],
    ],
    "by_keys": [({"x": 0, "y": 1},), ({"x": 3, "y": 1},), ({"x": 3},), ({"z": 1},), ({},)],
    "of_lists": [({1: [5, 6], 2: [7]},), ({1: []},), ({1: [1, 2, 3]},), ({3: [1]},), ({},)],
    "or_none": [(None,), ({"a": 2},), ({"a": 3},), ({},)],
}
