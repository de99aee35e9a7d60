import dataclasses
import itertools
import types
from collections.abc import Callable, KeysView
from dataclasses import dataclass

from jitscript import script


@dataclass
class Point:
    x: int


@script
def asked(d: dict[int, int], p: Point, k: int) -> bool:
    plain = isinstance(d.items(), (list, dict))
    views = isinstance(d.keys(), KeysView)
    fields = isinstance(dataclasses.fields(p)[0], dataclasses.Field)
    counts = isinstance(itertools.count(), itertools.count)
    functions = isinstance(lambda x: x + k, (types.FunctionType, Callable))
    named = type(dataclasses.fields(p)[0]) is dataclasses.Field
    return plain and views and fields and counts and functions and named
