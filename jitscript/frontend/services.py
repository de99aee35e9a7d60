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
import importlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .classes import NewObject
from .dataclass_services import DataclassServices
from .display_services import DisplayServices
from .emitter import Static
from .patterns import Pat
from .scope import Names
from .text_services import TextServices
from .tuple_services import TupleServices

Held = Value | Static
R = TypeVar("R", bound=Callable[..., Any])

_later: dict[str, str] = {}  # what is registered when a file is read → that file


class Table(dict[Any, Any]):
    """Rules by kind, or None. The file of a missing one is read first, if rules.py knows one."""

    def __missing__(self, kind: Any) -> Callable[..., Any] | None:
        file = _later.get(kind if isinstance(kind, str) else kind.__name__)
        if file is not None:
            read(file)
        return self.get(kind)


EXPRESSIONS, CONDITIONS, STATEMENTS, CALLED, EXCEPTIONS = (Table() for _ in range(5))
TYPED = Table()  # expressions whose rules are told the type wanted
SUBSCRIPTED = Table()  # by the names of the types of NumPy's objects


def later(file: str, names: Sequence[str]) -> None:
    """That the rules for kinds of these names, and the services, stand in a file of the front end
    that is read when one of them is first asked for."""
    for name in names:
        _later[name] = file
        if hasattr(Services, name):
            setattr(Services, name, _read_first(name))


def _read_first(name: str) -> Callable[..., Any]:
    def service(f: Any, *args: Any, **keywords: Any) -> Any:
        read(_later[name])
        return getattr(f, name)(*args, **keywords)

    return service


def read(file: str) -> None:
    importlib.import_module(f"{__package__}.{file}")


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
    assert hasattr(Services, rule.__name__), rule.__name__
    setattr(Services, rule.__name__, rule)
    return rule


def called(*kinds: Any) -> Callable[[R], R]:
    """Registers the rule `(f, object, arguments, keywords, span)` for calls of compile-time objects
    of a Python type, of this very type where it is called itself, or of a builtin function."""
    return _register(CALLED, kinds)


def about(rule: R) -> R:
    """Registers what is asked of exceptions that are values, by the function's name."""
    return _register(EXCEPTIONS, [rule.__name__])(rule)


def subscripted(*kinds: str) -> Callable[[R], R]:
    """Registers the rule `(f, node)` for subscripts of compile-time objects of NumPy's, by the name
    of their type."""
    return _register(SUBSCRIPTED, kinds)


class Services(TupleServices, DataclassServices, DisplayServices, TextServices):
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

    def decorated(self, s: ast.FunctionDef, closure: Static) -> Static:
        """A nested function that has decorators."""
        raise NotImplementedError

    def cache_attribute(self, obj: Any, name: str, span: Span) -> Held:
        """An attribute of a function that remembers what it gave."""
        raise NotImplementedError

    def function_value(self, held: Static, span: Span, to: ty.Type | None = None) -> Value:
        """A compile-time function as a value, of type `to` or of the one that it says itself."""
        raise NotImplementedError

    def adapted(self, value: Value, to: ty.Type, span: Span) -> Value:
        """A function value as one of another type."""
        raise NotImplementedError

    def unpacked(self, held: Held, count: int | None, source: ast.expr) -> Value:
        """What is unpacked, as something with a length: of a generator so many elements as show
        whether there are `count`, or all."""
        raise NotImplementedError

    def can_be_called(self, t: ty.Type) -> bool:
        """Whether values of a type are functions, or None."""
        raise NotImplementedError

    def same_function(self, a: Value, b: Value, span: Span, equal: bool = False) -> Value:
        """Whether two function values of one type are one function."""
        raise NotImplementedError

    def is_table(self, obj: Any) -> bool:
        """Whether an object is a dict or list of functions only."""
        raise NotImplementedError

    def table_entry(self, table: Any, node: ast.Subscript) -> Held | None:
        """`table[key]`; None where that is left to the dict or list itself."""
        raise NotImplementedError

    def whole_table(self, table: Any, span: Span) -> Value:
        """A dict or list of functions, made anew."""
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

    def nominal_attribute(self, base: Value, name: str, span: Span) -> Held:
        """An attribute of a named tuple, or of a member of an enumeration."""
        raise NotImplementedError

    def nominal_member(self, cls: Any, name: str, span: Span) -> Held | None:
        """What a named tuple's class or an enumeration has under a name; None for what any class
        would answer."""
        raise NotImplementedError

    def call_nominal(
        self, value: Value, name: str, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held:
        """Call a method of a named tuple, or of a member of an enumeration."""
        raise NotImplementedError

    def make_nominal(
        self, cls: Any, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held:
        """A new named tuple; the member of an enumeration with a value."""
        raise NotImplementedError

    def truth_of_member(self, member: Value, span: Span) -> Value:
        """Whether a member of an enumeration is true."""
        raise NotImplementedError

    def unary_of_member(self, name: str, member: Value, span: Span) -> Value:
        """`~` of a flag, which is a flag; or the operand as the int that it is."""
        raise NotImplementedError

    def read_through(self, held: Held, span: Span, ordered: bool = True) -> Held:
        """What only reads a container reads: of an enumeration the tuple of its members, of a
        captured list, dict or set a value; anything else as it is. `ordered`: the order counts."""
        raise NotImplementedError

    def table_value(self, table: Any, span: Span) -> Value:
        """A captured container or instance as a value that goes anywhere."""
        raise NotImplementedError

    def apply_operator(self, name: str, a: Value, b: Value, span: Span) -> Value:
        """A binary operator, or a comparison, of two values."""
        raise NotImplementedError

    def attribute_of(self, base: Value, name: str, span: Span) -> Held:
        """An attribute of a value."""
        raise NotImplementedError

    def truth_of_value(self, v: Value, span: Span) -> Value:
        """Whether a value is true."""
        raise NotImplementedError

    def contained_in(self, item: Held, container: Held, span: Span) -> Value | None:
        """`item in container` of an enumeration or a flag; None for any other container."""
        raise NotImplementedError

    def enum_named(self, cls: Any, held: Held, span: Span) -> Held:
        """`Color["RED"]`."""
        raise NotImplementedError

    def without_enum(self, v: Value, kind: type, span: Span) -> Value:
        """A member of an enumeration that is of `kind` (int or str) besides as that; any other
        value as it is."""
        raise NotImplementedError

    def constant_object(self, obj: Any, span: Span) -> Held:
        """A Python object that is a constant."""
        raise NotImplementedError

    def plain_member(self, member: Value, span: Span) -> Value:
        """A member of an IntEnum or a StrEnum as the int or str that it is."""
        raise NotImplementedError

    def nominal_builtin(
        self, oracle: Any, value: Value, args: list[Any], span: Span
    ) -> Held | None:
        """A builtin on a named tuple or a member that has no method of its own for it; None where
        it is what it is for the tuple."""
        raise NotImplementedError

    def nominal_operator(self, name: str, a: Value, b: Value, span: Span) -> Value | None:
        """An operator or a comparison of operands without a method for it, one of which is a named
        tuple or a member; None where there is none."""
        raise NotImplementedError

    def deep_copy(
        self, obj: Any, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held | None:
        """`copy.deepcopy` of containers in containers; None where it is not."""
        raise NotImplementedError

    def instance_series(self, v: Value, span: Span) -> Any:
        """What a loop over an instance of a user's class goes through."""
        raise NotImplementedError

    def end_generator(self, s: ast.Return) -> bool:
        """`return` in a generator function."""
        raise NotImplementedError

    def generator_of(self, node: ast.expr) -> Held:
        """A generator expression, or a call of `zip` or the like, that is an object."""
        raise NotImplementedError

    def kept_generator(self, call: Any, span: Span) -> Value:
        """The object for a call of a generator function."""
        raise NotImplementedError

    def of_generator(self, base: Value, name: str, span: Span, args: Any = None) -> Held:
        """An attribute of a generator that is kept; with `args`, the call of that method."""
        raise NotImplementedError

    def keep_in_local(self, s: ast.stmt, held: Held) -> Held:
        raise NotImplementedError

    def close_behind(self, rest: Sequence[ast.stmt]) -> bool:
        raise NotImplementedError

    def closing_after(
        self, signature: Any, slots: list[Any], call: Callable[[], Held], span: Span
    ) -> Held:
        """What a call gives; generators among its arguments are ended behind it."""
        raise NotImplementedError

    def tell_yields(self, function: Any) -> bool:
        """Whether what a generator that goes through itself yields was not known in this round."""
        raise NotImplementedError

    def check_endings(self, call: Any) -> None:
        """That such a call may be left in the middle, with nothing to be done then."""
        raise NotImplementedError

    def frame_series(self, v: Value, span: Span) -> Any:
        """What a loop over such an object goes through."""
        raise NotImplementedError

    def first_or(self, found: Value | None, default: Sequence[Held], span: Span) -> Value:
        raise NotImplementedError

    def builtin_of_generator(
        self, obj: Any, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held | None:
        """`iter` and `next` of a generator; None where it is none of these."""
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

    def call_device(
        self, which: Any, args: list[Any], keywords: dict[str, Held], span: Span
    ) -> Held:
        """Call what kernels alone may."""
        raise NotImplementedError

    def device_index(self, which: Any, span: Span) -> Value:
        """The number of a thread or block, or how many there are."""
        raise NotImplementedError

    def print_numbers(self, args: list[Any], keywords: dict[str, Held], span: Span) -> Held:
        """`print` in a kernel."""
        raise NotImplementedError

    def exception_as(self, value: Value, to: ty.Type, span: Span) -> Value:
        """An exception as one of a class that its own derives from, or is known to be of."""
        raise NotImplementedError

    def same_object(self, left: Any, right: Any, node: ast.expr) -> Any:
        """The condition `left is right`; each side is what it holds, and where it stands."""
        raise NotImplementedError

    def keep_generator(self) -> None:
        """Before the body of a generator function that is kept is lowered."""
        raise NotImplementedError

    def finish_generator(self, function: Any) -> Any:
        """After it: the function that goes on."""
        raise NotImplementedError
