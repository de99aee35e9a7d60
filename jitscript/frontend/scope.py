"""Which names are local to a function, and which are alive where.

`live_after[s]` holds the names that may be read after statement `s` (an `if` or a loop) before
they are assigned again; `live_head[loop]` the same at the top of each iteration. Only such names
are merged where flows meet, so a temporary never becomes a loop-carried value. `live_raised[t]` are
the names that may be read once the body of the `try` t has raised, and `live_final[t]` those at the
start of its `finally`, however that is come to.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from .matching import HIDDEN
from .stored import stored_in

Names = frozenset[str]
NONE: Names = frozenset()
_HEADERS = {ast.If: ("test",), ast.While: ("test",), ast.For: ("target", "iter")}
_DEFINITIONS = {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}
Inner = ast.FunctionDef | ast.Lambda


_shares: dict[str, dict[str, Names]] = {}  # what is shared, by a function's name and text


class Share(Exception):
    """A variable that a function value captures may be bound again: it has to be shared. Lower all
    again when it is."""

    def __init__(self, scope: Scope, name: str):
        super().__init__(name)
        self.scope, self.name = scope, name


class Scope:
    """The names of one function. Computed once per syntax tree.

    `captured`: the locals that nested functions read or rebind; `shared`: those that they rebind.
    `globals`: the names declared so. `rebound`: the names of functions around that this one, or one
    in it, rebinds. `carried`: locals of another function that are alive at each `yield`.
    """

    carried: Names = NONE

    def __init__(self, tree: ast.FunctionDef):
        args = tree.args
        self.params = [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
        self._elsewhere: Names = NONE  # names that are bound here, but are no locals to merge
        self._made = _fields_of(tree)
        self._me = tree.args.args[0].arg if self._made else ""
        self._assigned: dict[ast.AST, Names] = {}
        self._read_and_bound: dict[ast.AST, tuple[Names, Names]] = {}
        self.live_after: dict[ast.AST, Names] = {}
        self.live_head: dict[ast.AST, Names] = {}
        self._met: dict[Any, None] = {}  # nested functions and declarations
        self.locals: Names = frozenset(self.params).union(*map(self.assigned, tree.body))
        self.locals |= {a.arg for a in (args.vararg, args.kwarg) if a is not None}
        self.tree = tree
        self.captured = self.shared = self.globals = self.rebound = NONE
        self.inner: dict[Any, Scope] = {}
        self.made_of: dict[ast.AST, ast.FunctionDef] = {}  # generator expressions that are objects
        if self._met:
            self._look_inside()
        if tree.name in _shares:  # said of an earlier reading of the text
            self._keep_elsewhere(_shares[tree.name].get(ast.dump(tree), NONE) & self.locals)
        self._find_live()

    def _find_live(self) -> None:
        tree = self.tree
        self.live_after.clear()
        self.live_head.clear()
        self.live_raised: dict[ast.AST, Names] = {}
        self.live_final: dict[ast.AST, Names] = {}
        self._exits: list[tuple[Names, Names]] = []  # (after break, after continue) of each loop
        self._return: Names = self._made  # after a return: what the `finally`s around read
        self._block(tree.body, self.captured | self._made)

    def _look_inside(self) -> None:
        """What nested functions take of this one, and what this one takes of those around it."""
        met = list(self._met)
        self.globals = frozenset(n for s in met if isinstance(s, ast.Global) for n in s.names)
        nonlocals = frozenset(n for s in met if isinstance(s, ast.Nonlocal) for n in s.names)
        self.locals -= self.globals | nonlocals
        self.inner = {s: Scope(definition(s)) for s in met if isinstance(s, Inner)}
        scopes = self.inner.values()
        self.captured = self.locals.intersection(NONE.union(*(s.free for s in scopes)))
        self.shared = self.locals.intersection(NONE.union(*(s.rebound for s in scopes)))
        self.rebound = nonlocals.union(*(s.rebound for s in scopes)) - self.locals
        self._elsewhere = self.shared | self.globals | nonlocals
        self._assigned.clear()
        self._read_and_bound.clear()

    def settled(self, name: str) -> bool:
        """Whether a local is bound in one place only, and once at most in a call."""
        return _bindings(self.tree.body, name, False) + (name in self.params) <= 1

    def share(self, name: str) -> None:
        """Keep a local in a cell from now on."""
        assert name not in self.shared, name
        texts = _shares.setdefault(self.tree.name, {})
        text = ast.dump(self.tree)
        texts[text] = texts.get(text, NONE) | {name}
        self._keep_elsewhere(frozenset((name,)))
        self._find_live()

    def _keep_elsewhere(self, names: Names) -> None:
        """Have locals be shared: what was found of their places before holds no more."""
        self.shared |= names
        self._elsewhere |= names
        self._assigned.clear()
        self._read_and_bound.clear()

    @cached_property
    def free(self) -> Names:
        """The names that mean something of outside: of the functions around, or of the module."""
        read: set[str] = set()
        for s in self.tree.body:
            _collect(s, read, set(), {})
        found = self.rebound.union(read, *(scope.free for scope in self.inner.values()))
        return found - self.locals - self.globals

    @cached_property
    def generates(self) -> bool:
        """Whether the function is a generator."""
        return any(map(yields, self.tree.body))

    @cached_property
    def stored(self) -> frozenset[ast.AST]:
        """The generator expressions that are objects."""
        return stored_in(self.tree)

    @cached_property
    def misplaced(self) -> dict[ast.AST, str]:
        """Where a `yield` stands that is not supported there, and what to do."""
        whole: set[ast.AST | None] = set()
        found: dict[ast.AST, str] = {}
        inside = [n for n in ast.walk(self.tree) if isinstance(n, (ast.Yield, ast.YieldFrom))]
        n: Any
        for n in ast.walk(self.tree):
            if isinstance(n, (ast.Expr, ast.Assign, ast.AnnAssign)) or _returns_all_of(n):
                whole.add(n.value)
            if isinstance(n, ast.Try):
                again = [x for s in n.finalbody for x in ast.walk(s)]
                found |= {x: "put it behind the `finally`" for x in inside if x in again}
        alone = "make it a statement of its own"
        return {**{x: alone for x in inside if x not in whole}, **found}

    def goes_through_once(self, name: str) -> bool:
        """Whether all that is done with a parameter is to go through it, in one place outside
        loops: what it yields is then asked for once."""
        named = [n for n in ast.walk(self.tree) if isinstance(n, ast.Name) and n.id == name]
        if len(named) != 1:
            return False
        work: list[ast.stmt] = list(self.tree.body)
        while work:
            s = work.pop()
            if isinstance(s, ast.For) and s.iter is named[0]:
                return True
            value = s.value if isinstance(s, ast.Expr) else None
            if isinstance(value, ast.YieldFrom) and value.value is named[0]:
                return True
            if isinstance(s, ast.If):
                work += [*s.body, *s.orelse]
        return False

    def carry(self, made: ast.For) -> None:
        """A loop that stands for a `yield from`."""
        self.live_head[made] = self.live_after[made] = self.carried

    def assigned(self, node: Any) -> Names:
        """The local names that the statement or expression `node` may bind."""
        header = _HEADERS.get(type(node))
        if header is None:
            return self._names(node)[1]
        found = self._assigned.get(node)
        if found is None:
            parts = [getattr(node, field) for field in header]
            found = NONE.union(*map(self.assigned, (*parts, *node.body, *node.orelse)))
            self._assigned[node] = found
        return found

    def uses(self, node: ast.AST | None) -> Names:
        """The names read anywhere in an expression or a simple statement."""
        return NONE if node is None else self._names(node)[0]

    def _names(self, node: ast.AST) -> tuple[Names, Names]:
        """The names that a node without statements inside reads and binds."""
        found = self._read_and_bound.get(node)
        if found is None:
            read: set[str] = set()
            bound: set[str] = set()
            _collect(node, read, bound, self._met)
            if self._made:
                _collect_fields(node, self._me, read, bound)
            bound -= self._elsewhere
            found = self._read_and_bound[node] = (frozenset(read), frozenset(bound))
        return found

    def _block(self, body: list[ast.stmt], out: Names) -> Names:
        for statement in reversed(body):
            out = self._statement(statement, out) | self.captured
        return out

    def _statement(self, s: Any, out: Names) -> Names:
        kind = type(s)
        if kind is ast.Assign:
            return (out - _definite(s.targets)) | self.uses(s)
        if kind is ast.AnnAssign:
            if s.value is None:
                return out
            reads = self.uses(s.value) | self.uses(s.target)
            return (out - _definite([s.target])) | reads
        if kind is ast.AugAssign:
            read = {s.target.id} if isinstance(s.target, ast.Name) else self.uses(s.target)
            if isinstance(s.target, ast.Attribute):
                read |= self.assigned(s.target)
            return out | self.uses(s.value) | read
        if kind is ast.Return:
            return self.uses(s) | self._return
        if kind is ast.Raise:
            return self.uses(s)
        if kind is ast.Delete:
            return out | self.uses(s) | self.assigned(s)  # is there anything to delete?
        if kind is ast.Try:
            return self._try(s, out)
        if kind is ast.With:
            self.live_after[s] = self.live_after.get(s, NONE) | out
            self.live_raised[s] = self.live_after[s]  # a manager may end what was raised
            exits = [names for pair in self._exits for names in pair]
            final = self.live_after[s].union(self._return, *exits)
            self.live_final[s] = self.live_final.get(s, NONE) | final
            bound = _definite([i.optional_vars for i in s.items if i.optional_vars is not None])
            reads = NONE.union(*(self.uses(i) for i in s.items))
            return (self._block(s.body, out) - bound) | reads | out
        if kind is ast.If:
            # A `finally` is gone through with what each of its exits needs.
            out |= self.live_after.get(s, NONE)
            self.live_after[s] = out
            return self._block(s.body, out) | self._block(s.orelse, out) | self.uses(s.test)
        if kind is ast.While:
            return self._loop(s, out, self.uses(s.test), NONE)
        if kind is ast.For:
            return self._loop(s, out, NONE, _definite([s.target])) | self.uses(s.iter)
        if kind is ast.Break and self._exits:
            return self._exits[-1][0]
        if kind is ast.Continue and self._exits:
            return self._exits[-1][1]
        return out | self.uses(s)

    def _try(self, s: Any, out: Names) -> Names:
        """What is read once the body has raised counts before it too: it may raise at once."""
        leave = self._exits
        after, returned = out, self._return
        raised = NONE
        if s.finalbody:
            out = self._block(s.finalbody, after)
            raised = self._block(s.finalbody, NONE)
            self._return = self._block(s.finalbody, returned)
            self._exits = [
                (self._block(s.finalbody, b), self._block(s.finalbody, c)) for b, c in leave
            ]
            exits = [names for pair in self._exits for names in pair]
            final = out.union(raised, self._return, *exits)
            self.live_final[s] = self.live_final.get(s, NONE) | final
        for handler in s.handlers:
            reads = self._block(handler.body, out) - {handler.name}
            raised |= reads | self.uses(handler.type)
        self.live_raised[s] = self.live_raised.get(s, NONE) | raised
        head = self._block(s.body, self._block(s.orelse, out)) | raised
        self._exits, self._return = leave, returned
        self.live_after[s] = self.live_after.get(s, NONE) | after
        return head

    def _loop(self, s: Any, out: Names, test: Names, targets: Names) -> Names:
        self.live_after[s] = self.live_after.get(s, NONE) | out
        leave = self._block(s.orelse, out) | test
        head = self.live_head.get(s, NONE) | leave
        while True:
            self._exits.append((out, head))
            wider = head | (self._block(s.body, head) - targets)
            if not isinstance(getattr(s, "target", None), (ast.Name, type(None))):
                wider |= self.uses(s.target)
            self._exits.pop()
            if wider == head:
                break
            head = wider
        self.live_head[s] = head
        return head


def definition(node: Inner) -> ast.FunctionDef:
    """A lambda as the `def` that it abbreviates."""
    if isinstance(node, ast.FunctionDef):
        return node
    body = ast.copy_location(ast.Return(node.body), node.body)
    made = ast.FunctionDef("<lambda>", node.args, [body], [], None, None)
    return ast.copy_location(made, node)


_NAMING = {*_DEFINITIONS, ast.ExceptHandler, ast.MatchAs, ast.MatchStar}


def _bindings(body: Sequence[Any], name: str, again: bool) -> int:
    """How often statements bind a name; in a loop, `again` and again."""
    found = 0
    for node in body:
        kind = type(node)
        if kind is ast.Name:
            found += (1 + again) * (node.id == name and type(node.ctx) is not ast.Load)
        elif kind in _NAMING:
            found += (1 + again) * (node.name == name)
        elif kind is ast.Import or kind is ast.ImportFrom:
            found += sum((a.asname or a.name).split(".")[0] == name for a in node.names)
        if kind in _DEFINITIONS or kind is ast.Lambda:
            continue
        loops = again or kind in (ast.For, ast.While)
        found += _bindings(list(ast.iter_child_nodes(node)), name, loops)
    return found


def yields(node: ast.AST) -> bool:
    """Whether a `yield` stands in a node, functions in it aside."""
    waiting: list[Any] = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is ast.Yield or kind is ast.YieldFrom:
            return True
        if kind is ast.Name or kind is ast.Lambda or kind in _DEFINITIONS:
            continue
        for field in node._fields:
            child = getattr(node, field, None)
            if isinstance(child, list):
                waiting += [item for item in child if isinstance(item, ast.AST)]
            elif isinstance(child, ast.AST):
                waiting.append(child)
    return False


def _fields_of(tree: ast.FunctionDef) -> Names:
    """In `__init__` the fields that it sets, as the locals `self.x` (see class_init.py)."""
    if tree.name != "__init__" or not tree.args.args:
        return NONE
    bound: set[str] = set()
    _collect_fields(tree, tree.args.args[0].arg, set(), bound)
    return frozenset(bound)


def _collect_fields(node: ast.AST, me: str, read: set[str], bound: set[str]) -> None:
    for n in ast.walk(node):
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == me:
            (read if isinstance(n.ctx, ast.Load) else bound).add(f"{me}.{n.attr}")


def _returns_all_of(n: Any) -> bool:
    """Whether it is `return (yield from …)`, or `x += yield from …`."""
    return isinstance(n, (ast.Return, ast.AugAssign)) and isinstance(n.value, ast.YieldFrom)


def _definite(targets: Iterable[ast.expr]) -> Names:
    """Names that an assignment to these targets surely binds."""
    found: set[str] = set()
    for target in targets:
        if isinstance(target, ast.Name):
            found.add(target.id)
        elif isinstance(target, (ast.Tuple, ast.List)):
            found |= _definite(target.elts)
        elif isinstance(target, ast.Starred):
            found |= _definite([target.value])
    return frozenset(found)


def _collect(node: Any, read: set[str], bound: set[str], met: dict[Any, None]) -> None:
    """Names read and bound in `node`, and the functions and declarations
    that stand in it. The targets of a
    comprehension are its own; walruses in it are not."""
    kind = type(node)
    if kind is ast.Name:
        if type(node.ctx) is not ast.Load:
            bound.add(node.id)
        elif not node.id.startswith(HIDDEN):
            read.add(node.id)
        return
    if kind is ast.Constant:
        return
    if kind is ast.Lambda or kind is ast.FunctionDef:
        met[node] = None
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                _collect(default, read, bound, met)
    if kind is ast.Lambda:
        return
    if kind is ast.Global or kind is ast.Nonlocal:
        met[node] = None
        return
    if kind in _DEFINITIONS:
        bound.add(node.name)
        return
    if kind is ast.ExceptHandler and node.name:
        bound.add(node.name)
    if kind is ast.Import or kind is ast.ImportFrom:
        bound.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        return
    if kind is ast.comprehension:
        _collect(node.iter, read, bound, met)
        for test in node.ifs:
            _collect(test, read, bound, met)
        return
    for field in node._fields:
        child = getattr(node, field, None)
        if isinstance(child, list):
            for item in child:
                if isinstance(item, ast.AST):
                    _collect(item, read, bound, met)
        elif isinstance(child, ast.AST):
            _collect(child, read, bound, met)
