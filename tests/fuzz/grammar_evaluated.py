"""What depends on when each part is evaluated: displays and arguments that change what they are
made of, generators that are collected or handed on, targets of every form, captured constants,
instances. See `grammar.py`."""

from __future__ import annotations

from grammar_scalars import Row

# What the rows name.
DEFINED = {
    "Thing": "from things import Thing\n",
    "ORDER": "ORDER = [3, 1, 2]\n",
    "WEIGHTS": 'WEIGHTS = {"a": 2, "ß": 5}\n',
    "pushed": """\
def pushed(xs: list[int], x: int) -> int:
    xs.append(x)
    return len(xs)
""",
    "put": """\
def put(d: dict[int, int], k: int) -> int:
    d[k] = len(d)
    return k
""",
    "noted": """\
def noted(s: set[int], k: int) -> int:
    s.add(k)
    return k
""",
    "total": """\
def total(*xs: int) -> int:
    return len(xs) * 1000 + sum([x % 7 for x in xs])
""",
    "named": """\
def named(first: int = 1, **given: int) -> int:
    return first % 100 + len(given) + given.get("a", 0) % 10
""",
    "folded": """\
def folded(items) -> int:
    found = 0
    for x in items:
        found = found * 2 % 1009 ^ x
    return found
""",
    "steps": """\
def steps(xs: list[int]):
    for x in xs:
        yield x % 9
""",
}

EXPRESSIONS: dict[str, list[Row]] = {
    "int": [
        ("spread", "total(*{list?}, {list?}.pop())"),
        ("spread", "total({list?}.pop(), *{list?})"),
        ("spread", "total(*{list!}, *{bag!})"),
        ("spread", "total(*{list?}, pushed({list?}, {int!}), *{list?})"),
        ("spread", "max(*{list!}, {int})"),
        ("keywords", "named(a={int!}, b={int})"),
        ("keywords", "named({int!}, **{'a': {int}, 'c': {int!}})"),
        ("generators", "folded(q for q in {list!})"),
        ("generators", "folded(steps({list!}))"),
        ("generators", "folded({list!})"),
        ("generators", "sum(q for q in {list!} if q > {#})"),
        ("generators", "next((q for q in {list!} if q > {#}), {int!})"),
        ("generators", "max((q for q in {bag!}), default={int!})"),
        ("generators", "len(list(q for q in {list!} for _ in range(q % 3)))"),
        ("thing", "{thing?}.update(q for q in {list!})"),
        ("thing", "{thing?}.update({list!})"),
        ("thing", "{thing?}.update({thing?}.doubled())"),
        ("thing", "{thing?}.extend(*{list!}, {int})"),
        ("thing", "{thing?}.n"),
        ("thing", "{thing?}.items[{int!}]"),
        ("captured", "ORDER[{int!}]"),
        ("captured", "WEIGHTS[{str!}]"),
        ("captured", "WEIGHTS.get({str!}, {int})"),
        ("lambda", "(lambda q: q + {int!})({int})"),
        ("lambda", "min({list?}, key=lambda q: (q % 3, q))"),
        ("walrus", "((w := {int}) - w // 2)"),
    ],
    "bool": [
        ("generators", "any(q > {#} for q in {list!})"),
        ("generators", "all(q != {#} for q in {bag!})"),
        ("captured", "({str!} in WEIGHTS)"),
        ("thing", "({thing!} == {thing!})"),
    ],
    "str": [
        ("generators", "','.join(str(q) for q in {list!})"),
        ("captured", 'f"{{int!}}:{ORDER[0]}:{{bool!}}:{{list!}}:{len(WEIGHTS)}"'),
        ("thing", "repr({thing!})"),
        ("text_percent", "'%s-%d' % ({str!}, {int!})"),
        ("text_percent", "'%5.1f|%x' % ({float!}, {int!})"),
    ],
    "table": [
        ("display_changes", "{**{table?}, {int!}: put({table?}, {int!})}"),
        ("display_changes", "{put({table?}, {int!}): {#}, **{table?}}"),
        ("generators", "dict((q, {#}) for q in {list!})"),
    ],
    "bag": [
        ("display_changes", "{*{list?}, {list?}.pop()}"),
        ("display_changes", "{*{bag?}, noted({bag?}, {int!})}"),
        ("generators", "set(q // 2 for q in {list!})"),
        ("generators", "{bag?}.union(q for q in {list!})"),
    ],
    "list": [
        ("display_changes", "[*{list?}, pushed({list?}, {int!})]"),
        ("display_changes", "[pushed({list?}, {int!}), *{list?}, {list?}.pop()]"),
        ("display_changes", "[*{table?}, put({table?}, {int!})]"),
        ("display_changes", "[*{table?}.values(), put({table?}, {int!}), *{table?}.keys()]"),
        ("display_changes", "[*{bag?}, noted({bag?}, {int!})]"),
        ("display_changes", "[*reversed({list?}), {list?}.pop()]"),
        ("display_changes", "[*(q for q in {list?}), {list?}.pop(), *{list?}[{:}]]"),
        ("generators", "list(q ^ {int!} for q in {list!} if q != {#})"),
        ("generators", "sorted((q % 5 for q in {list!}), reverse={bool})"),
        ("generators", "[*steps({list?}), len({list?})]"),
        ("generators", "[q for q in steps({list!})]"),
        ("thing", "{thing?}.items"),
        ("thing", "list({thing?}.doubled())"),
        ("captured", "[{int}, ORDER[{int!}], {int!}]"),
        ("captured", "[*ORDER, {int}]"),
        ("captured", "[q for q in ORDER if q in {list!}]"),
    ],
    "thing": [
        ("thing", "Thing({int}, {list})"),
        ("thing", "Thing({int})"),
        ("thing", "replace({thing?}, n={int})"),
    ],
}

CHANGES: list[Row] = [
    ("generators", "{list?}.extend(q ^ {#} for q in {list!}[:3])"),
    ("generators", "{list?}.extend({list?}.pop() for _ in range(3))"),
    ("generators", "{bag?}.update(q % 5 for q in {list!})"),
    ("generators", "{table?}.update((q, {#}) for q in {list!})"),
    ("generators", "{list?} += (q for q in {bag!})"),
    ("generators", "{list?}[{:}] = (q for q in {list!})"),
    ("targets", "{list?}[{int!}], {list?}[{int!}] = {int}, {int}"),
    ("targets", "for {list?}[{int!}] in range(3): pass"),
    ("targets", "{list?}[{int!}], *_ = {list!}"),
    ("targets", "{table?}[{int!}], {list?}[{int!}] = {int}, {#}"),
    ("targets", "{list?}[{int!}] = {table?}[{int!}] = {int}"),
    ("targets", "[{list?}[{int!}], {counts?}[{str!}]] = {list!}"),
    ("targets", "del {list?}[{int!}], {list?}[{int!}]"),
    ("thing", "{thing?}.n = {int}"),
    ("thing", "{thing?}.n += {int!}"),
    ("thing", "{thing?}.items = {list!}"),
    ("thing", "{thing?}.items.append({int})"),
    ("thing", "{thing?}.items[{:}] = {list!}"),
    ("thing", "{thing?}.n, {thing?}.items[{int!}] = {int}, {int}"),
    ("thing", "for {thing?}.n in {list!}: pass"),
    ("thing", "{thing?}.update(q for q in {list!})"),
    ("thing", "del {thing?}.items[{int!}]"),
]
