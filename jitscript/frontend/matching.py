"""`match`, written as `if`, `elif` and `else` before anything else looks at it.

    match t:                      if type of t is a sequence, len(t) == 2, t[0] == 0:
        case (0, y) if y > n: A       → and y := t[1], and y > n: A
        case [*rest]: B           elif type of t is a sequence: rest = [*t]; B
        case _: C                 else: C

The subject, and parts that more than one test is about, get names of their own (`match.1`), which
are always bound where they are read. Names of the user's are bound when the whole pattern fits.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

HIDDEN = "match."  # how names begin that no user can write


class IsA(ast.expr):
    """Whether a value is of a class, or of a kind of classes: "sequence" or "mapping"."""

    _fields = ("value", "cls")

    def __init__(self, value: ast.expr, cls: ast.expr | None, kind: str = ""):
        super().__init__()
        self.value, self.cls, self.kind = value, cls, kind


class Distinct(ast.expr):
    """That a key of a mapping pattern equals none of others."""

    _fields = ("key", "others")

    def __init__(self, key: ast.expr, others: list[ast.expr]):
        super().__init__()
        self.key, self.others = key, others


class Positional(ast.expr):
    """What the sub-pattern number `index` of a class pattern is about."""

    _fields = ("value", "cls")

    def __init__(self, value: ast.expr, cls: ast.expr, index: int, count: int):
        super().__init__()
        self.value, self.cls, self.index, self.count = value, cls, index, count


class Unmatched(ast.stmt):
    """The end of a `match` that no case fits: none where the values that the cases name are all
    that the subject's type has."""

    _fields = ("subject", "values")

    def __init__(self, subject: ast.expr, values: list[ast.expr]):
        super().__init__()
        self.subject, self.values = subject, values


def without_match(tree: Any, text: bytes) -> Any:
    """The syntax tree without `match`."""
    return _Rewriter(tree).visit(tree) if b"match" in text else tree


def ends_in_choice(body: Sequence[ast.stmt]) -> bool:
    """Whether the last that a block does is to choose among cases, by a `match` or by `if` and
    `elif`, which may be all that there are."""
    last = body[-1]
    if isinstance(last, ast.With) and not any(map(_suppresses, last.items)) and _leaves(last):
        return True  # but for an error that the manager ends
    if isinstance(last, (ast.With, ast.Try)):
        return ends_in_choice(last.body)
    if not isinstance(last, ast.If):
        return False
    if hasattr(last, "of_match"):
        return True
    further = last.orelse
    while len(further) == 1 and isinstance(further[0], ast.If):
        further = further[0].orelse
    if not further:
        return bool(last.orelse)
    return ends_in_choice(last.body) or ends_in_choice(last.orelse)


def _suppresses(item: ast.withitem) -> bool:
    func = getattr(item.context_expr, "func", None)
    return getattr(func, "id", getattr(func, "attr", "")) == "suppress"


def _leaves(s: ast.stmt) -> bool:
    """Whether a statement returns or raises, however it goes on."""
    if isinstance(s, ast.With):
        return _leaves(s.body[-1])
    if isinstance(s, ast.If):
        return bool(s.orelse) and _leaves(s.body[-1]) and _leaves(s.orelse[-1])
    if isinstance(s, ast.Try):
        ends = [s.orelse or s.body, *(h.body for h in s.handlers)]
        return all(_leaves(body[-1]) for body in ends)
    return isinstance(s, (ast.Return, ast.Raise))


Part = Callable[[], ast.expr]  # a new expression for a part of the subject


class _Rewriter(ast.NodeTransformer):
    def __init__(self, tree: Any) -> None:
        self.made = 0
        # What a function that a guard calls may bind.
        self.shared: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, (ast.Nonlocal, ast.Global)):
                self.shared.update(node.names)

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        self.generic_visit(node)
        before: list[ast.stmt] = []
        name = node.subject.id if isinstance(node.subject, ast.Name) else ""
        if not name or name in _bound(node.cases) | self.shared:
            name = self.fresh()
            target = ast.Name(name, ast.Store())
            before.append(_at(node.subject, ast.Assign([target], node.subject)))
        values = [v for case in node.cases if case.guard is None for v in _values(case.pattern)]
        chain: list[ast.stmt] = []
        if values:
            chain = [_at(node.cases[-1].pattern, Unmatched(ast.Name(name, ast.Load()), values))]
        for case in reversed(node.cases):
            chain = self.case(case, _named(name), chain)
        return before + (chain or [ast.copy_location(ast.Pass(), node)])

    def fresh(self) -> str:
        self.made += 1
        return f"{HIDDEN}{self.made}"

    def case(self, case: ast.match_case, subject: Part, rest: list[ast.stmt]) -> list[ast.stmt]:
        pattern = _Pattern(self)
        pattern.add(case.pattern, subject)
        tests, where = pattern.tests, case.pattern
        body = case.body
        if case.guard is not None:
            tests += [_bind(name, part()) for name, part in pattern.captures]
            tests.append(case.guard)
        else:
            binds = [_assign(name, part()) for name, part in pattern.captures]
            body = [_at(where, s) for s in binds] + body
        if not tests:
            return body
        test = _at(where, _all(tests))
        made = ast.copy_location(ast.If(test, body, rest), test)
        made.of_match = True  # type: ignore[attr-defined]
        return [made]


class _Pattern:
    """The tests of one pattern, in order, and what it binds."""

    def __init__(self, rewriter: _Rewriter):
        self.rewriter = rewriter
        self.tests: list[ast.expr] = []
        self.captures: list[tuple[str, Part]] = []

    def add(self, p: ast.pattern, part: Part) -> None:
        getattr(self, "_" + type(p).__name__)(p, part)

    def inner(self, p: ast.pattern, part: Part) -> None:
        """A pattern for a part, which gets a name where several tests ask for it."""
        if isinstance(p, ast.MatchAs) and p.pattern is None:
            return self.add(p, part)
        if not isinstance(p, (ast.MatchValue, ast.MatchSingleton)):
            name = self.rewriter.fresh()
            self.tests.append(_at(p, _bind(name, part())))
            part = _named(name)
        self.add(p, part)

    def test(self, p: ast.pattern, test: ast.expr) -> None:
        self.tests.append(_at(p, test))

    def _MatchValue(self, p: ast.MatchValue, part: Part) -> None:
        self.test(p, ast.Compare(part(), [ast.Eq()], [p.value]))

    def _MatchSingleton(self, p: ast.MatchSingleton, part: Part) -> None:
        self.test(p, ast.Compare(part(), [ast.Is()], [ast.Constant(p.value)]))

    def _MatchAs(self, p: ast.MatchAs, part: Part) -> None:
        if p.pattern is not None:
            self.add(p.pattern, part)
        if p.name is not None:
            self.captures.append((p.name, part))

    def _MatchOr(self, p: ast.MatchOr, part: Part) -> None:
        names: dict[str, str] = {}
        ways = []
        for one in p.patterns:
            way = _Pattern(self.rewriter)
            way.add(one, part)
            for name, of in way.captures:
                hidden = names.setdefault(name, self.rewriter.fresh())
                way.test(one, _bind(hidden, of()))
            ways.append(_all(way.tests) if way.tests else ast.Constant(True))
        self.test(p, ast.BoolOp(ast.Or(), ways))
        self.captures += [(name, _named(hidden)) for name, hidden in names.items()]

    def _MatchSequence(self, p: ast.MatchSequence, part: Part) -> None:
        self.test(p, IsA(part(), None, "sequence"))
        count = len(p.patterns)
        star = next((i for i, q in enumerate(p.patterns) if isinstance(q, ast.MatchStar)), None)
        length = ast.Call(_Known(len), [part()], [])
        if star is None:
            self.test(p, ast.Compare(length, [ast.Eq()], [ast.Constant(count)]))
        elif count > 1:
            self.test(p, ast.Compare(length, [ast.GtE()], [ast.Constant(count - 1)]))
        for i, q in enumerate(p.patterns):
            if isinstance(q, ast.MatchStar):
                if q.name is not None:
                    self.captures.append((q.name, _rest(part, i, count - 1 - i)))
            elif star is not None and i > star:
                self.inner(q, _item(part, i - count))
            else:
                self.inner(q, _item(part, i))

    def _MatchMapping(self, p: ast.MatchMapping, part: Part) -> None:
        self.test(p, IsA(part(), None, "mapping"))
        first = next((i for i in range(len(p.keys)) if _named_before(p.keys, i)), None)
        if first is not None:  # all keys are looked at before what they stand for
            length = ast.Call(_Known(len), [part()], [])
            self.test(p, ast.Compare(length, [ast.GtE()], [ast.Constant(len(p.keys))]))
            for i, key in enumerate(p.keys):
                if others := _named_before(p.keys, i):
                    self.test(p, Distinct(key, others))
                self.test(p, ast.Compare(key, [ast.In()], [part()]))
        for key, q in zip(p.keys, p.patterns):
            if first is None:
                self.test(p, ast.Compare(key, [ast.In()], [part()]))
            self.inner(q, lambda key=key: ast.Subscript(part(), key, ast.Load()))  # type: ignore[misc]
        if p.rest is not None:
            names = self.rewriter.fresh(), self.rewriter.fresh()
            self.captures.append((p.rest, lambda: _others(part(), p.keys, *names)))

    def _MatchClass(self, p: ast.MatchClass, part: Part) -> None:
        self.test(p, IsA(part(), p.cls))
        count = len(p.patterns)
        for i, q in enumerate(p.patterns):
            self.inner(q, lambda i=i: Positional(part(), p.cls, i, count))  # type: ignore[misc]
        for name, q in zip(p.kwd_attrs, p.kwd_patterns):
            self.inner(q, lambda name=name: ast.Attribute(part(), name, ast.Load()))  # type: ignore[misc]


class _Known(ast.expr):
    """A Python object."""

    _fields = ()

    def __init__(self, obj: Any):
        super().__init__()
        self.obj = obj


Known = _Known


def _named_before(keys: list[ast.expr], i: int) -> list[ast.expr]:
    """The keys before one that may be equal to it: of literals CPython's compiler knows."""
    return [
        k for k in keys[:i] if isinstance(k, ast.Attribute) or isinstance(keys[i], ast.Attribute)
    ]


def _values(p: ast.pattern) -> list[ast.expr]:
    """The values of which any one fits the pattern."""
    if isinstance(p, ast.MatchOr):
        return [v for one in p.patterns for v in _values(one)]
    if isinstance(p, ast.MatchAs) and p.pattern is not None:
        return _values(p.pattern)
    if isinstance(p, ast.MatchSingleton):
        return [ast.Constant(p.value)]
    return [p.value] if isinstance(p, ast.MatchValue) else []


def _others(mapping: ast.expr, keys: list[ast.expr], key: str, value: str) -> ast.expr:
    """A dict of all but these keys."""
    pair = ast.Tuple([ast.Name(n, ast.Store()) for n in (key, value)], ast.Store())
    items = ast.Call(ast.Attribute(mapping, "items", ast.Load()), [], [])
    known = ast.Tuple(keys, ast.Load())
    test: list[ast.expr] = [ast.Compare(_named(key)(), [ast.NotIn()], [known])]
    loop = ast.comprehension(pair, items, test if keys else [], 0)
    return ast.DictComp(_named(key)(), _named(value)(), [loop])


def _bound(cases: Sequence[ast.match_case]) -> set[str]:
    """All names that the patterns and the guards bind."""
    found = set()
    for case in cases:
        for p in ast.walk(case.pattern):
            found.add(getattr(p, "name", None) or getattr(p, "rest", None) or "")
        for e in ast.walk(case.guard) if case.guard is not None else ():
            if isinstance(e, ast.NamedExpr):
                found.add(e.target.id)
    return found


def _named(name: str) -> Part:
    return lambda: ast.Name(name, ast.Load())


def _item(part: Part, index: int) -> Part:
    def made() -> ast.expr:
        where: ast.expr = ast.Constant(abs(index))
        if index < 0:
            where = ast.UnaryOp(ast.USub(), where)
        return ast.Subscript(part(), where, ast.Load())

    return made


def _rest(part: Part, before: int, after: int) -> Part:
    """A list of what the starred pattern takes."""

    def made() -> ast.expr:
        low = ast.Constant(before) if before else None
        high = ast.UnaryOp(ast.USub(), ast.Constant(after)) if after else None
        cut = ast.Subscript(part(), ast.Slice(low, high), ast.Load())
        return ast.List([ast.Starred(cut, ast.Load())], ast.Load())

    return made


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _bind(name: str, value: ast.expr) -> ast.expr:
    """A test that is always true, and binds a name."""
    bound = ast.NamedExpr(ast.Name(name, ast.Store()), value)
    first = ast.Compare(bound, [ast.Is()], [ast.Constant(None)])
    return ast.BoolOp(ast.Or(), [first, ast.Constant(True)])


def _all(tests: list[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)


def _at(where: Any, node: Any) -> Any:
    """The node, and all in it that has no place, at the place of another."""
    for inner in ast.walk(node):
        if isinstance(inner, (ast.expr, ast.stmt)) and not hasattr(inner, "lineno"):
            ast.copy_location(inner, where)
    return node
