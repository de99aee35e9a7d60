"""The middle of the star: where rules stand, and what they may ask of each other.

A rule says how one kind of syntax node is lowered. It puts itself into a table:

    @expression(ast.Lambda)
    def _lambda(f: Lowering, node: ast.Lambda) -> Value | Static: ...

A *service* is what a subject does for all others. It is declared here, and whoever has it puts it
here under the same name:

    @service
    def compare(f: Lowering, op: ast.cmpop, …) -> Value: ...      # asked for as f.compare(op, …)

So a file of rules imports the lowering and what is simpler than itself, never what uses it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .classes import NewObject
from .emitter import Static
from .patterns import Pat
from .scope import Names

Held = Value | Static
R = TypeVar("R", bound=Callable[..., Any])

EXPRESSIONS: dict[type, Callable[..., Held]] = {}
TYPED: dict[type, Callable[..., Held]] = {}  # expressions whose rules are told the type wanted
CALLED: dict[Any, Callable[..., Held]] = {}
SUBSCRIPTED: dict[str, Callable[..., Held]] = {}  # by the names of the types of NumPy's objects
STATEMENTS: dict[type, Callable[..., bool | None]] = {}


def expression(*kinds: type[ast.expr]) -> Callable[[R], R]:
    """Registers the rule `(f, node) → value or compile-time object` for kinds of expressions."""
    return _register(EXPRESSIONS, kinds)


def typed_expression(*kinds: type[ast.expr]) -> Callable[[R], R]:
    """As `expression`; the rule is called with the type wanted, or None, too."""
    return _register(TYPED, kinds)


def statement(*kinds: type[ast.stmt]) -> Callable[[R], R]:
    """Registers the rule `(f, node)` for kinds of statements. It returns False where control does
    not come out at the statement's end."""
    return _register(STATEMENTS, kinds)


def _register(table: dict[Any, Any], kinds: Sequence[Any]) -> Callable[[R], R]:
    def register(rule: R) -> R:
        for kind in kinds:
            assert kind not in table, kind
            table[kind] = rule
        return rule

    return register


def service(rule: R) -> R:
    """Makes a function that takes the lowering first the service of its name."""
    assert rule.__name__ in vars(Services), rule.__name__
    setattr(Services, rule.__name__, rule)
    return rule


def called(*kinds: type) -> Callable[[R], R]:
    """Registers the rule `(f, object, arguments, keywords, span)` for calls of compile-time objects
    of a Python type, or of this very type where it is called itself."""
    return _register(CALLED, kinds)


def subscripted(*kinds: str) -> Callable[[R], R]:
    """Registers the rule `(f, node)` for subscripts of compile-time objects of NumPy's, by the name
    of their type."""
    return _register(SUBSCRIPTED, kinds)


class Services:
    """What rules ask of each other. The lowering is the one subclass."""

    def block(self, body: Sequence[ast.stmt]) -> bool:
        """Lower statements in order; whether the end is reached."""
        raise NotImplementedError

    def from_static(self, held: Static, span: Span) -> Value:
        """A compile-time object where a value is needed."""
        raise NotImplementedError

    def compare(self, op: ast.cmpop, left: Held, right: Held, node: ast.expr) -> Value:
        """Any comparison but `is`; `node` is where it stands."""
        raise NotImplementedError

    def percent(self, text: str, given: Held, span: Span) -> Held:
        """`text % given`"""
        raise NotImplementedError

    def call_function(
        self,
        fn: Any,
        args: list[Any],
        span: Span,
        keywords: dict[str, Held] | None = None,
        owner: Any = None,
        first: Pat | None = None,
    ) -> Held:
        """Call a Python function whose source is compiled; mismatches are errors of the call."""
        raise NotImplementedError

    def call_oracle(
        self, oracle: Any, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held:
        """Call the library's overload for a Python object."""
        raise NotImplementedError

    def call_object(
        self, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
    ) -> Held:
        """Call a compile-time object."""
        raise NotImplementedError

    def taken_along(self, held: Held, span: Span) -> Held:
        """An argument as it is passed: a nested function with what it captures."""
        raise NotImplementedError

    def bind_shared(self, name: str, held: Any) -> bool:
        """Put something into a variable that functions share; False where it is none."""
        raise NotImplementedError

    def read_shared(self, name: str, shared: Any, span: Span) -> Value:
        """What a variable that functions share holds."""
        raise NotImplementedError

    def unbound_name(self, name: str) -> tuple[str, str]:
        """The exception and its text where a variable has no value."""
        raise NotImplementedError

    def finish_instance(self, new: NewObject) -> Value:
        """At an end of the `__init__` of a user's class: what it returns."""
        raise NotImplementedError

    def builtin_of_instance(
        self, oracle: Any, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held | None:
        """A builtin on an instance of a user's class; None where that is none of these."""
        raise NotImplementedError

    def generated_method(self, value: Value, name: str, args: list[Any], span: Span) -> Held | None:
        """Call a method that `dataclass` made for a class; None where it made none of that name."""
        raise NotImplementedError

    def generated_member(self, value: Value, name: str, span: Span) -> Value | None:
        """In library code: what the methods of a dataclass are made of."""
        raise NotImplementedError

    def make_dataclass(
        self, t: ty.Object, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Value | None:
        """An instance by the `__init__` that `dataclass` made; None where there is another."""
        raise NotImplementedError

    def instance_series(self, v: Value, span: Span) -> Any:
        """What a loop over an instance of a user's class goes through."""
        raise NotImplementedError

    def end_generator(self, s: ast.Return) -> bool:
        """`return` in a generator function."""
        raise NotImplementedError

    def branches(
        self,
        cond: Value,
        names: Names,
        then: Callable[[], Value],
        else_: Callable[[], Value],
        span: Span,
        apart: bool = False,
    ) -> Value:
        """An `if` with a result, inside an expression. `names` may be bound by walruses in it. With
        `apart` an error in one branch does not keep the other from being looked at."""
        raise NotImplementedError
