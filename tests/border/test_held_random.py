"""Random steps on instances that Python holds, and on Python's own: both end alike."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from held_classes import N, Node

import jitscript as js

STEPS: list[Callable[[Any, Any, random.Random], Any]] = [
    lambda a, b, k: a.grow(k.randrange(3)),
    lambda a, b, k: a.adopt(b),
    lambda a, b, k: a.swap(),
    lambda a, b, k: a.end(),
    lambda a, b, k: a.total(),
    lambda a, b, k: a.counts(),
    lambda a, b, k: setattr(a, "left", b),
    lambda a, b, k: setattr(a, "left", None),
    lambda a, b, k: setattr(a, "right", a),
    lambda a, b, k: setattr(a, "right", b.left),
    lambda a, b, k: setattr(a, "key", k.randrange(100)),
    lambda a, b, k: setattr(a, "name", "ä" * k.randrange(4)),
    lambda a, b, k: setattr(a, "span", (k.randrange(9), "u")),
    lambda a, b, k: setattr(a, "weight", k.random()),
    lambda a, b, k: setattr(a, "kids", b.kids),
    lambda a, b, k: setattr(a, "seen", b.seen),
    lambda a, b, k: a.kids.append(b),
    lambda a, b, k: a.kids.pop(k.randrange(4)),
    lambda a, b, k: a.kids.remove(b),
    lambda a, b, k: a.kids.reverse(),
    lambda a, b, k: [kid.swap() for kid in a.kids],
    lambda a, b, k: a.kids[k.randrange(5)],
    lambda a, b, k: a.seen.update(z=k.randrange(9)),
    lambda a, b, k: a.seen.pop(f"n{k.randrange(9)}"),
    lambda a, b, k: a.left.name,
    lambda a, b, k: a.kids is b.kids or a.seen is b.seen,
    lambda a, b, k: (a == b, a != b, a in b.kids, b.kids.count(a)),
    lambda a, b, k: copy.copy(a).kids,
    lambda a, b, k: a.key.nothing,
]


def shape(x: Any, known: list[Any]) -> Any:
    """What a result is: instances and containers by who they are, and what is new in them."""
    if isinstance(x, (Node, list, dict, js.List, js.Dict)):
        for i, one in enumerate(known):
            if x is one:
                return f"#{i}"
        known.append(x)
        if isinstance(x, Node):
            parts = (x.key, x.weight, x.name, x.span, x.left, x.right, x.kids, x.seen)
            return [shape(part, known) for part in parts]
        return [shape(part, known) for part in (x.items() if hasattr(x, "items") else x)]
    return tuple(shape(v, known) for v in x) if isinstance(x, tuple) else x


@pytest.mark.parametrize("seed", range(40))
def test_it_does_what_instances_do(seed: int) -> None:
    worlds: list[list[Any]] = [[kind(i) for i in range(4)] for kind in (Node, N)]
    pick = random.Random(seed)
    for number in range(50):
        step, a, b = pick.choice(STEPS), pick.randrange(4), pick.randrange(4)
        state, found = pick.randrange(1 << 30), []
        for world in worlds:
            try:
                result = step(world[a], world[b], random.Random(state))
            except Exception as error:
                result = str(type(error))
            found.append(shape((*world, result), []))
        assert found[0] == found[1], f"seed {seed}, step {number}: {STEPS.index(step)}"
    for node in worlds[1]:  # circles are not collected
        node.left = node.right = None
        node.kids.clear()
