"""`collections.defaultdict` and `collections.Counter`: dicts that have a value for every key."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Generic, TypeVar

from . import collections_border, dict_border, dict_views
from .containers_dict import Dict
from .containers_list import List
from .containers_str import Str
from .hashing import placed
from .intrinsics import Buffer, inline, op, pyobj
from .pylists import item, size
from .registry import builtin

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
U = TypeVar("U")
W = TypeVar("W")


@builtin(defaultdict)
class DefaultDict(Generic[K, V]):
    __keys__ = (K,)
    __like__ = ((U, K), (D, V))
    __made_by_first__ = V  # the type of what the first argument makes, with which it was called
    __fills__ = (("update", (K, V)), ("__ior__", (K, V)))

    _of: Dict[K, V]
    _made: Buffer[V]  # what the factory made; of no length where there is none

    def __init__(self, made: V) -> None:
        self._of = Dict[K, V]()
        self._made = op.buffer_new(1, elem=V)
        op.buffer_store(self._made, 0, made)

    # --- the border: see collections_border.py ---------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return collections_border.parts(source, 3)

    @staticmethod
    def __from_python__(source: pyobj) -> DefaultDict[K, V]:
        of = Dict[K, V]()
        dict_border.fill(of, source)
        samples = item(source, 2)
        made = op.buffer_new(size(samples), elem=V)
        if size(samples) > 0:
            op.buffer_store(made, 0, op.py_unbox(item(samples, 0), result=V))
        return op.object_new(of, made, result=DefaultDict[K, V])

    def __to_python__(self) -> pyobj:
        if op.buffer_len(self._made) > 0:
            return collections_border.boxed_default(self._of, self._fresh())
        made = op.python_call(callee="collections:defaultdict", result=pyobj)
        dict_border.put_into(made, self._of, 0)
        return made

    def __changes_python__(self, before: pyobj) -> pyobj:
        return dict_border.changes(self._of, before)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        collections_border.commit_dict(target, before, change, step, "defaultdict")

    # --- the dict --------------------------------------------------------------------------------

    def _fresh(self) -> V:
        """What the factory makes: a number or a text is the one that it made before."""
        made = op.buffer_load(self._made, 0)
        if isinstance(made, (int, float, bool, complex, str)):
            return made
        if isinstance(made, defaultdict):
            return made.copy()
        return V()

    def __getitem__(self, key: K) -> V:
        hash = placed(key)
        e = self._of._find(key, hash)
        if e >= 0:
            return op.buffer_load(self._of._entries, e)[2]
        if op.buffer_len(self._made) == 0:
            raise KeyError(key)
        value = self._fresh()
        self._of._insert(hash, key, value)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._of[key] = value

    def __delitem__(self, key: U) -> None:
        del self._of[key]

    @inline
    def __contains__(self, key: U) -> bool:
        return key in self._of

    @inline
    def __len__(self) -> int:
        return self._of._used

    @inline
    def get(self, key: U, default: D = None) -> V | D:
        return self._of.get(key, default)

    def setdefault(self, key: K, default: V) -> V:
        return self._of.setdefault(key, default)

    def pop(self, key: U, *default: object):
        return self._of.pop(key, *default)

    def popitem(self) -> tuple[K, V]:
        return self._of.popitem()

    def clear(self) -> None:
        self._of.clear()

    def update(self, other: W) -> None:
        self._of.update(other)

    def copy(self) -> DefaultDict[K, V]:
        return op.object_new(self._of.copy(), self._made, result=DefaultDict[K, V])

    def __or__(self, other: W) -> DefaultDict[K, V]:
        made = self.copy()
        made._of.update(other)
        return made

    def __ior__(self, other: W) -> DefaultDict[K, V]:
        self._of.update(other)
        return self

    def __eq__(self, other: U) -> bool:
        if isinstance(other, (defaultdict, Counter)):
            return self._of == other._of
        return self._of == other if isinstance(other, dict) else False

    def __iter__(self) -> dict_views.DictIterator[K, V]:
        return dict_views.DictIterator[K, V](self._of)

    def __reversed__(self) -> dict_views.DictBackwards[K, V]:
        return dict_views.DictBackwards[K, V](self._of)

    def keys(self) -> dict_views.DictKeys[K, V]:
        return dict_views.DictKeys[K, V](self._of, False)

    def values(self) -> dict_views.DictValues[K, V]:
        return self._of.values()

    def items(self) -> dict_views.DictItems[K, V]:
        return self._of.items()


@builtin(Counter)
class Counts(Generic[K]):
    __keys__ = (K,)
    __like__ = ((U, K),)
    __fills__ = (("update", (K,)), ("subtract", (K,)))

    _of: Dict[K, int]

    def __init__(self) -> None:
        self._of = Dict[K, int]()

    # --- the border: see collections_border.py ---------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return collections_border.parts(source, 2)

    @staticmethod
    def __from_python__(source: pyobj) -> Counts[K]:
        made = Counts[K]()
        dict_border.fill(made._of, source)
        return made

    def __to_python__(self) -> pyobj:
        made = op.python_call(callee="collections:Counter", result=pyobj)
        dict_border.put_into(made, self._of, 0)
        return made

    def __changes_python__(self, before: pyobj) -> pyobj:
        return dict_border.changes(self._of, before)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        collections_border.commit_dict(target, before, change, step, "Counter")

    # --- counts ----------------------------------------------------------------------------------

    @inline
    def __getitem__(self, key: U) -> int:
        return self._of.get(key, 0)

    @inline
    def __setitem__(self, key: K, n: int) -> None:
        self._of[key] = n

    def __delitem__(self, key: U) -> None:
        self._of.pop(key, 0)

    @inline
    def __contains__(self, key: U) -> bool:
        return key in self._of

    @inline
    def __len__(self) -> int:
        return self._of._used

    @inline
    def get(self, key: U, default: D = None) -> int | D:
        return self._of.get(key, default)

    def pop(self, key: U, *default: object):
        return self._of.pop(key, *default)

    def popitem(self) -> tuple[K, int]:
        return self._of.popitem()

    def setdefault(self, key: K, default: int) -> int:
        return self._of.setdefault(key, default)

    def clear(self) -> None:
        self._of.clear()

    def copy(self) -> Counts[K]:
        made = Counts[K]()
        made._of = self._of.copy()
        return made

    def _add(self, key: K, n: int) -> None:
        hash = placed(key)
        e = self._of._find(key, hash)
        if e < 0:
            self._of._insert(hash, key, n)
        else:
            _, old, count = op.buffer_load(self._of._entries, e)
            op.buffer_store(self._of._entries, e, (hash, old, count + n))

    def update(self, other: W) -> None:
        if isinstance(other, (dict, Counter)):
            for key, n in other.items():
                self._add(key, n)
        else:
            for key in other:
                self._add(key, 1)

    def subtract(self, other: W) -> None:
        if isinstance(other, (dict, Counter)):
            for key, n in other.items():
                self._add(key, -n)
        else:
            for key in other:
                self._add(key, -1)

    def total(self) -> int:
        return sum(self._of.values())

    def most_common(self, n: int | None = None) -> List[tuple[K, int]]:
        places = [(-count, i) for i, count in enumerate(self._of.values())]
        places.sort()
        items = [item for item in self._of.items()]
        found = [items[i] for _, i in places]
        return found if n is None else found[: max(n, 0)]

    def elements(self) -> List[K]:
        return [key for key, n in self._of.items() for _ in range(n)]

    def __add__(self, other: Counts[K]) -> Counts[K]:
        made = Counts[K]()
        for key, n in self._of.items():
            if n + other[key] > 0:
                made._of[key] = n + other[key]
        for key, n in other._of.items():
            if n > 0 and key not in self:
                made._of[key] = n
        return made

    def __sub__(self, other: Counts[K]) -> Counts[K]:
        made = Counts[K]()
        for key, n in self._of.items():
            if n - other[key] > 0:
                made._of[key] = n - other[key]
        for key, n in other._of.items():
            if n < 0 and key not in self:
                made._of[key] = 0 - n
        return made

    def __or__(self, other: Counts[K]) -> Counts[K]:
        made = Counts[K]()
        for key, n in self._of.items():
            if max(n, other[key]) > 0:
                made._of[key] = max(n, other[key])
        for key, n in other._of.items():
            if n > 0 and key not in self:
                made._of[key] = n
        return made

    def __and__(self, other: Counts[K]) -> Counts[K]:
        made = Counts[K]()
        for key, n in self._of.items():
            if min(n, other[key]) > 0:
                made._of[key] = min(n, other[key])
        return made

    def _kept(self) -> Counts[K]:
        """Itself, without the counts that are not positive."""
        gone = [key for key, n in self._of.items() if n <= 0]
        for key in gone:
            del self._of[key]
        return self

    def __iadd__(self, other: W) -> Counts[K]:
        for key, n in other.items():
            self._add(key, n)
        return self._kept()

    def __isub__(self, other: W) -> Counts[K]:
        for key, n in other.items():
            self._add(key, -n)
        return self._kept()

    def __ior__(self, other: W) -> Counts[K]:
        for key, n in other.items():
            if n > self[key]:
                self._of[key] = n
        return self._kept()

    def __iand__(self, other: W) -> Counts[K]:
        for key, n in self._of.items():
            if other[key] < n:
                self._of[key] = other[key]
        return self._kept()

    def __pos__(self) -> Counts[K]:
        return self.copy()._kept()

    def __neg__(self) -> Counts[K]:
        made = Counts[K]()
        for key, n in self._of.items():
            if n < 0:
                made._of[key] = -n
        return made

    def __le__(self, other: Counts[K]) -> bool:
        for key, n in self._of.items():
            if n > other[key]:
                return False
        for key, n in other._of.items():
            if self[key] > n:
                return False
        return True

    def __lt__(self, other: Counts[K]) -> bool:
        return self <= other and self != other

    def __ge__(self, other: Counts[K]) -> bool:
        return other <= self

    def __gt__(self, other: Counts[K]) -> bool:
        return other <= self and self != other

    def __eq__(self, other: U) -> bool:
        if isinstance(other, Counter):
            return self._same(other)
        if isinstance(other, defaultdict):
            return self._of == other._of
        return self._of == other if isinstance(other, dict) else False

    def _same(self, other: Counts[U]) -> bool:
        for key, n in self._of.items():
            if other[key] != n:
                return False
        for key, n in other._of.items():
            if self[key] != n:
                return False
        return True

    def __iter__(self) -> dict_views.DictIterator[K, int]:
        return dict_views.DictIterator[K, int](self._of)

    def __reversed__(self) -> dict_views.DictBackwards[K, int]:
        return dict_views.DictBackwards[K, int](self._of)

    def keys(self) -> dict_views.DictKeys[K, int]:
        return dict_views.DictKeys[K, int](self._of, False)

    def values(self) -> dict_views.DictValues[K, int]:
        return self._of.values()

    def items(self) -> dict_views.DictItems[K, int]:
        return self._of.items()


@builtin(Counter)
def counted(items: object):
    made = Counter()
    if isinstance(items, (dict, Counter)):
        for key, n in items.items():
            made[key] = n
    else:
        for key in items:
            made[key] = made[key] + 1
    return made


@builtin(str, repr)
def repr_of_counter(counts: Counts[K]) -> Str:
    if len(counts) == 0:
        return "Counter()"
    parts = [repr(key) + ": " + repr(n) for key, n in counts.most_common()]
    return "Counter({" + ", ".join(parts) + "})"
