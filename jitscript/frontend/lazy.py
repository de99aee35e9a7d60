"""`map`, `filter`, `zip` and the like as the generator expressions that they are; loops over one
generator expression as loops over what it runs over.

    map(f, filter(g, xs))               (f(i) for i in (i for i in xs if g(i)))
    … for y in (E for x in xs if c)     … for x in xs if c for y in (E,)
    for y in (E for x in xs if c): …    for x in xs: if c: y = E; …
"""

from __future__ import annotations

import ast
from typing import Any

from .emitter import Static
from .lowering import Lowering

_LAZY: tuple[Any, ...] = (map, filter, zip, enumerate, reversed)


def as_generator(f: Lowering, node: ast.expr, among: tuple[Any, ...] = _LAZY) -> ast.expr:
    """Calls of `map` and the like as the generator expressions that they are."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return node
    starred = [a for a in node.args if isinstance(a, ast.Starred)]
    if node.func.id in f.scope.locals or (starred and len(node.args) > 1):
        return node
    callee = f.expr(node.func)
    which = callee.obj if isinstance(callee, Static) else None
    if not any(which is lazy for lazy in among) or (starred and which is not zip):
        return node
    f.env["(zip)"] = Static(zip)
    if (which is map or which is filter) and node.args and not is_none(node.args[0]):
        f.env[_function(node)] = f.expr(node.args[0])  # once, not for each item
    found = f.rewritten.get(node)
    if found is None:
        found = f.rewritten[node] = _written(f, node, which)
    return found


def spread_over(f: Lowering, node: ast.expr) -> ast.expr:
    """What is spread by `*[x] * 2`, as a tuple: its length is known."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return node
    row, times = node.left, node.right
    if not isinstance(row, ast.List) or not isinstance(times, ast.Constant):
        return node
    found = f.rewritten.get((node, "row"))
    if found is None:
        made = ast.copy_location(ast.Tuple(row.elts, ast.Load()), row)
        found = ast.copy_location(ast.BinOp(made, node.op, times), node)
        f.rewritten[node, "row"] = found
    return found


def is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _function(node: ast.Call) -> str:
    """The name of what a call of `map` or `filter` applies."""
    return f"(function of {node.lineno}:{node.col_offset})"


def _written(f: Lowering, node: ast.Call, which: Any) -> ast.expr:
    item, read = _name("(item)", node, ast.Store()), _name("(item)", node, ast.Load())
    elt: ast.expr = read
    iterable: ast.expr = node
    tests: list[ast.expr] = []
    if which is map or which is filter:
        if len(node.args) < 2 or node.keywords or (which is filter and len(node.args) > 2):
            f.fail(f"{which.__name__}() takes a function and iterables here", f.span(node))
        function, *iterables = node.args
        iterable = iterables[0]
        called = _name(_function(node), node, ast.Load())
        call = ast.copy_location(ast.Call(called, [read], []), node)
        if len(iterables) > 1:
            zipped = _name("(zip)", node, ast.Load())
            iterable = ast.copy_location(ast.Call(zipped, iterables, []), node)
            call.args = [ast.copy_location(ast.Starred(read, ast.Load()), node)]
        if which is map:
            elt = call
        else:
            tests = [read if is_none(function) else call]
    part = ast.comprehension(item, iterable, tests, 0)
    return ast.copy_location(ast.GeneratorExp(elt, [part]), node)


def _name(text: str, node: ast.expr, ctx: ast.expr_context) -> ast.Name:
    return ast.copy_location(ast.Name(text, ctx), node)


def flattened(
    f: Lowering, generators: list[ast.comprehension], rest: list[ast.expr]
) -> list[ast.comprehension]:
    """The parts of a comprehension, the first of which may run over a generator expression. `rest`:
    what else stands in it."""
    first = generators[0]
    made = f.rewritten.get((first, "flat"))
    if made is not None:
        applied_again(f, first.iter)
    else:
        made = [first]
        inner = as_generator(f, first.iter, (map, filter))
        if isinstance(inner, ast.GeneratorExp):
            _set_apart(f, inner, [first.target, *first.ifs, *rest])
            parts = flattened(f, inner.generators, [inner.elt])
            one = ast.copy_location(ast.Tuple([inner.elt], ast.Load()), inner)
            last = ast.comprehension(first.target, one, first.ifs, 0)
            made = [*parts, last]
        f.rewritten[first, "flat"] = made
    return [*made, *generators[1:]]


def applied_again(f: Lowering, iterable: ast.expr) -> None:
    """Evaluate what `map` and `filter` apply where they were written anew before."""
    inner = as_generator(f, iterable, (map, filter))
    if isinstance(inner, ast.GeneratorExp):
        applied_again(f, inner.generators[0].iter)


def plain_loop(f: Lowering, s: ast.For) -> ast.For:
    """A loop over a generator expression with one part as a loop over what that runs over."""
    made = f.rewritten.get(s)
    if made is not None:
        applied_again(f, s.iter)
        return made if isinstance(made, ast.For) else s
    inner = as_generator(f, s.iter, (map, filter))
    made = s
    if isinstance(inner, ast.GeneratorExp) and len(inner.generators) == 1:
        (part,) = inner.generators
        _set_apart(f, inner, [s])
        scope = f.scope
        bound = ast.copy_location(ast.Assign([s.target], inner.elt), s)
        body: list[ast.stmt] = [bound, *s.body]
        inside = scope.live_head[s] | scope.live_after[s] | scope.captured
        for test in reversed(part.ifs):
            body = [ast.copy_location(ast.If(test, body, []), s)]
            scope.live_after[body[0]] = inside
        made = ast.copy_location(ast.For(part.target, part.iter, body, s.orelse), s)
        scope.live_head[made], scope.live_after[made] = inside, scope.live_after[s]
        made = plain_loop(f, made)
    f.rewritten[s] = made
    return made


def _set_apart(f: Lowering, inner: ast.GeneratorExp, nodes: list[ast.AST]) -> None:
    """The names of a generator expression are its own: where they mean others around it, they get
    names that nobody writes."""
    own = {
        n.id: n
        for part in inner.generators
        for n in ast.walk(part.target)
        if isinstance(n, ast.Name) and not n.id.startswith("(")
    }
    used = {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.For):  # its own iterable is what is written anew
            used = {
                n.id
                for x in (node.target, *node.body)
                for n in ast.walk(x)
                if isinstance(n, ast.Name)
            }
            used |= {name for name in own if name in f.scope.locals}
    both = own.keys() & used
    if not both:
        return
    first, *others = inner.generators
    inside = [first.target, *first.ifs, *others, inner.elt]
    found = [n for x in inside for n in ast.walk(x)]
    for name in both:
        if any(isinstance(n, ast.Lambda) for n in found):
            f.fail(
                f"`{name}` is a name of the generator expression and of what is around it",
                f.span(own[name]),
                hint="give it another name there",
            )
    for n in found:
        if isinstance(n, ast.Name) and n.id in both:
            n.id = f"({n.id} {inner.lineno}:{inner.col_offset})"
