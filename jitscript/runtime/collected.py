"""The containers of `collections` at the border: what they hold beside their items.

A `defaultdict` comes in with what its factory makes, so the factory must be one of which this can
be known without being seen: a builtin type or a container, `lambda: 0`, or one of these made of
others, as `lambda: defaultdict(int)`. It goes out with a factory that makes the same.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS: dict[str, Any] = {
    "deque": deque,
    "defaultdict": defaultdict,
    "Counter": Counter,
    "OrderedDict": OrderedDict,
}
_ATOMS = (int, float, bool, complex, str, bytes)
_CONTAINERS = (list, dict, set, frozenset, tuple, bytearray, *KINDS.values())
_LAMBDA_FLAGS = 0x04 | 0x08 | 0x20 | 0x80 | 0x100 | 0x200  # *args, **kwargs, generators, coroutines
FACTORIES = "the type of the values, as int or list, or a lambda that gives one of them"


def parts(source: Any) -> list[Any] | None:
    """What compiled code reads of a container: of a deque the items and the longest length, or -1;
    of a dict the keys, the values, and what a factory makes. None where it is of no such type."""
    kind = type(source)
    if kind is deque:
        return [list(source), -1 if source.maxlen is None else source.maxlen]
    if kind is Counter or kind is OrderedDict:
        return [list(source.keys()), list(source.values())]
    if kind is not defaultdict:
        return None
    made = sample(source.default_factory)
    return None if made is None else [list(source.keys()), list(source.values()), made]


def sample(factory: Any) -> list[Any] | None:
    """A list of what a factory makes, empty where there is none; None of one that is not known."""
    if factory is None:
        return []
    if not _is_known(factory):
        return None
    try:
        made = factory()
    except Exception:
        return None
    atom = type(made) in _ATOMS or made is None
    return [made] if atom or (type(made) in _CONTAINERS and not made) else None


def _is_known(factory: Any) -> bool:
    """Whether calling a factory changes nothing and gives the same every time."""
    if isinstance(factory, type):
        return factory in _ATOMS or factory in _CONTAINERS
    kind = type(factory)
    if kind.__module__ == "functools" and kind.__name__ == "partial":
        known = _is_known(factory.func) and not factory.keywords
        return known and all(type(a) in _ATOMS or _is_known(a) for a in factory.args)
    if getattr(factory, "__name__", "") != "<lambda>":
        return False
    code = factory.__code__
    if code.co_argcount or code.co_kwonlyargcount or code.co_flags & _LAMBDA_FLAGS:
        return False
    space, builtins = factory.__globals__, factory.__builtins__
    names = [space[n] if n in space else builtins.get(n) for n in code.co_names]
    plain = all(c is None or type(c) in _ATOMS for c in code.co_consts)
    return plain and not code.co_freevars and all(n is not None and _is_known(n) for n in names)


def deque_of(items: list[Any], most: int) -> deque[Any]:
    return deque(items, None if most < 0 else most)


def refill(target: deque[Any], source: deque[Any]) -> None:
    """Where the running Python's deques are not as compiled code knows them."""
    target.clear()
    target.extend(source)


def defaultdict_like(made: Any) -> defaultdict[Any, Any]:
    """A defaultdict without items whose factory makes such a value."""
    return defaultdict(_factory(made))


def _factory(made: Any) -> Any:
    from functools import partial

    kind: Any = type(made)
    if kind is defaultdict:
        return partial(defaultdict, made.default_factory)
    if kind not in _ATOMS or repr(kind()) == repr(made):
        return kind
    return partial(kind, made)
