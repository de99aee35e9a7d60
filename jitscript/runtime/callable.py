"""`ScriptFunction`: the callable type whose vectorcall slot points at generated code.

The type is made by `PyType_FromSpecWithBases` through ctypes, over an ordinary Python class that
provides everything but the slot: `__dict__`, weak references, garbage collection, properties,
and `__call__`, which CPython uses while the slot is null. (`__call__` must not be assigned on the
native type itself: CPython 3.12 and later would then drop its vectorcall.)

    f = ScriptFunction()     slot null: f(…) runs Base.__call__, which asks the provider for code
    install(f, address)      from now on f(…) jumps straight to generated code

A function that is compiled for the types it meets has its variants in a chain: the arguments are
tried by the first one's code, and when they are not of its types handed on to the next.
"""

from __future__ import annotations

import ctypes
import sys
from types import FunctionType, MethodType

from .abi import CALLABLE_WATCH, CHAIN_END
from .locks import LOCK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .native import Image

if (object.__basicsize__, list.__basicsize__) != (16, 40):
    raise ImportError("jitscript needs a CPython with the GIL: others lay objects out differently")


_interpreter = ctypes.PYFUNCTYPE(ctypes.c_void_p)(("PyInterpreterState_Get", ctypes.pythonapi))
_number = ctypes.PYFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)(
    ("PyInterpreterState_GetID", ctypes.pythonapi)
)
if _number(_interpreter()):
    raise ImportError(
        "jitscript cannot be used in a sub-interpreter: what compiled code calls, and looks for"
        " signals in, belongs to the main interpreter"
    )

CONTIGUOUS, STRIDED = "contiguous", "strided"


class Provider:
    """Where a function's code and texts come from: the compiler, the cache or an archive."""

    refusals: tuple[type[BaseException], ...] = ()  # what says that there can be no code, and why

    def entry(self, kind: str) -> tuple[Image, int]:
        """The image and the address of the vectorcall entry of the `kind` variant."""
        raise LookupError(f"no {kind} code")

    def text(self, stage: str) -> str:
        """The function at a stage: "ir", "llvm" or "asm"."""
        raise LookupError(f"no {stage} text")

    def named(self, types: Any) -> Any:
        """The function for these types of its parameters, which the arguments choose otherwise."""
        raise TypeError("every parameter of this function has a type")

    def by_class(self, bound: tuple[Any, ...]) -> Any:
        """The function for arguments of classes that derive from what the annotations name."""
        return None

    def watch(self) -> Any:
        """What the code took for constants, to be looked at by each call; None: nothing."""
        return None

    def is_stale(self, function: Any) -> bool:
        """Whether these are others now. The function has no code any more then."""
        return False

    def reduce(self, function: Any) -> Any:
        """How a function is pickled: by its name."""
        return function.__qualname__


def _of_python(name: str) -> Any:
    """An attribute of the Python function that a function was made from."""
    return property(lambda self: getattr(self.python, name))


def _copied(function: Any) -> FunctionType:
    made = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    made.__kwdefaults__, made.__doc__ = function.__kwdefaults__, function.__doc__
    made.__annotations__, made.__module__ = function.__annotations__, function.__module__
    if "__jitscript_fast__" in function.__dict__:
        made.__dict__["__jitscript_fast__"] = True
    return made


class _Base:
    """What `ScriptFunction` and `Variant` share: how a method binds."""

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)  # type: ignore[arg-type]


class _Annotations:
    """`__annotations__` of a function from a file; another has its own in its `__dict__`."""

    def __get__(self, function: Any, owner: Any = None) -> Any:
        if function is None or "signature" not in function.__dict__:
            return {}
        from .calls import python_annotations

        found = python_annotations(function.signature)
        vars(function)["__annotations__"] = found
        return found


class _ScriptFunctionBase(_Base):
    """A compiled function. Call it as the Python function it was made from."""

    __name__: str
    __qualname__: str
    signature: dict[str, Any]
    _provider: Provider
    _variants: dict[str, Any]
    _watch: Any  # what its code took for constants
    _left: Any  # code that was for others: a call may still be in it
    _plan: Any  # how the slow path binds and converts arguments, made on first use
    _first: Any  # gives what a call calls instead, where types are to be chosen first

    @property
    def __call__(self) -> Any:
        """What a call without machine code calls: the function itself, which has some then. As a
        property this leaves no frame of its own in the tracebacks of first calls."""
        try:
            if self._first is not None and not entry_address(self):
                return self._first(self)
            self.prepare()
            return self
        except self._provider.refusals as error:
            from .raising import thrower

            return thrower(error)

    def __getitem__(self, types: Any) -> Any:
        """The function for these types of the parameters that say none: f[int, Array1[f64]]."""
        return self._provider.named(types)

    def prepare(self) -> None:
        """Make sure that the function has machine code; many threads may come here at once."""
        with LOCK:
            if not entry_address(self):
                variant = self.variant(CONTIGUOUS)
                variant.image.hold(self)
                give_defaults(self, self.signature.get("params", ()))
                self._watch = self._provider.watch()
                look_at(self, self._watch)
                install(self, entry_address(variant))

    def unprepare(self) -> None:
        """Take the code away, and all variants; calls that are under way keep them."""
        with LOCK:
            install(self, 0)
            for variant in self._variants.values():
                if "link" in variant.__dict__:
                    look_at(variant.link, None)
            self._left = (self._left, self._variants)
            self._variants, self._plan, self._watch = {}, None, None
            follow_none(self)
            look_at(self, None)

    def variant(self, kind: str) -> Any:
        """The callable that accepts exact types only, compiled for arrays of one layout."""
        with LOCK:
            found = self._variants.get(kind)
            if found is None:
                image, address = self._provider.entry(kind)
                found = Variant()
                found.__name__, found.image, found.function = self.__name__, image, self
                image.hold(found)
                install(found, address)
                self._variants[kind] = found
                if kind == STRIDED and CONTIGUOUS in self._variants:
                    self._hand_on(found)
            return found

    def _hand_on(self, variant: Any) -> None:
        """Have calls that do not fit try this variant next, if they are not handed on already."""
        if entry_address(self) != entry_address(self._variants[CONTIGUOUS]) or following(self):
            return
        variant.link = link = Link()
        link.__name__, link.image, link.function = self.__name__, variant.image, self
        follow(link, None)
        look_at(link, self._watch)
        give_defaults(link, self.signature.get("params", ()))
        install(link, entry_address(variant))
        follow(self, link)

    @property
    def ir(self) -> str:
        """The typed IR after the passes."""
        return self._provider.text("ir")

    @property
    def llvm(self) -> str:
        """The LLVM IR after optimisation."""
        return self._provider.text("llvm")

    @property
    def asm(self) -> str:
        """The machine code as assembly."""
        return self._provider.text("asm")

    @property
    def python(self) -> Callable[..., Any]:
        """The undecorated function."""
        wrapped = self.__dict__.get("__wrapped__")
        if wrapped is None:
            raise AttributeError(f"{self.__name__} was loaded from a file: no Python function")
        return wrapped

    py_func = python  # as Numba calls it

    # What inspect, documentation and test tools read of a function; one from a file has none.
    __code__ = _of_python("__code__")
    __globals__ = _of_python("__globals__")
    __builtins__ = _of_python("__builtins__")
    __closure__ = _of_python("__closure__")
    __defaults__ = _of_python("__defaults__")
    __kwdefaults__ = _of_python("__kwdefaults__")

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """To `isinstance`, and so to `inspect`, what it was made from: a Python function. Only a
        pickler that asks how to write it is told more: it would take a Python function apart."""
        plain = "__wrapped__" in self.__dict__
        asks = sys._getframe(1).f_code.co_name if plain else ""
        return FunctionType if plain and asks != "reducer_override" else ScriptFunction

    @property
    def _portable(self) -> Any:
        """The Python function under a name of its own, where picklers by name find it."""
        found = self.__dict__.get("_portable")
        if found is None:
            found = self.__dict__["_portable"] = _copied(self.python)
            found.__module__ = self.__module__
            found.__qualname__ = f"{self.__qualname__}._portable"
        return found

    @property
    def __signature__(self) -> Any:
        """For `inspect`: of a function from a file; else `__wrapped__` says it."""
        if "__wrapped__" in self.__dict__:
            raise AttributeError("__signature__")
        from .calls import python_signature

        return python_signature(self.signature)

    def __repr__(self) -> str:
        return f"<script function {self.__qualname__}>"

    def __reduce__(self) -> Any:
        return self._provider.reduce(self)

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        return self


class _VariantBase(_Base):
    """One compiled variant of a function, used by the slow path after it converted arguments."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise SystemError("a variant without code was called")


class _Member(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("type", ctypes.c_int),
        ("offset", ctypes.c_ssize_t),
        ("flags", ctypes.c_int),
        ("doc", ctypes.c_char_p),
    )


class _Slot(ctypes.Structure):
    _fields_ = (("slot", ctypes.c_int), ("value", ctypes.c_void_p))


class _Spec(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("basicsize", ctypes.c_int),
        ("itemsize", ctypes.c_int),
        ("flags", ctypes.c_uint),
        ("slots", ctypes.c_void_p),
    )


_T_PYSSIZET, _READONLY, _PY_TP_MEMBERS, _PY_TP_ITERNEXT = 19, 1, 72, 63
_HAVE_VECTORCALL, _METHOD_DESCRIPTOR, _DEFAULT = 1 << 11, 1 << 17, 1 << 18
BASE_TYPE = 1 << 10  # which may have subclasses


def native_type(name: str, base: type, words: int = 4) -> Any:
    """A final subclass of `base` with more words in its instances: the vectorcall slot, the next in
    a chain, the tuple of defaults, what is watched, and what else its code wants."""
    flags = _HAVE_VECTORCALL | _METHOD_DESCRIPTOR
    return with_words(name, base, words, flags, {"__vectorcalloffset__": base.__basicsize__})


def with_words(
    name: str, base: type, words: int, flags: int, seen: dict[str, int], following: int = 0
) -> Any:
    """A subclass of `base` with more words in its instances, of which Python sees some, by name and
    offset. `following`: the address of what gives the next of an iterator."""
    shown = [_Member(n.encode(), _T_PYSSIZET, offset, _READONLY) for n, offset in seen.items()]
    members = (_Member * (len(shown) + 1))(*shown)
    slots = (_Slot * 3)(_Slot(_PY_TP_MEMBERS, ctypes.addressof(members)))
    if following:
        slots[1] = _Slot(_PY_TP_ITERNEXT, following)
    full_name = f"{base.__module__}.{name}".encode()
    size = base.__basicsize__ + words * _WORD
    spec = _Spec(full_name, size, 0, _DEFAULT | flags, ctypes.addressof(slots))
    make = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.py_object)(
        ("PyType_FromSpecWithBases", ctypes.pythonapi)
    )
    made = make(ctypes.addressof(spec), (base,))
    made.__doc__ = base.__doc__
    _keep.append((members, full_name))  # CPython before 3.12 keeps pointers into both
    return made


_WORD = ctypes.sizeof(ctypes.c_void_p)
_keep: list[Any] = []
# Set by the compiler: the methods of a class of held containers (`held.py`).
held_methods: Callable[[Any], dict[str, Any]] | None = None
ScriptFunction: Any = native_type("ScriptFunction", _ScriptFunctionBase)
Variant: Any = native_type("Variant", _VariantBase)
Link: Any = native_type("Link", _VariantBase)
ScriptFunction.__annotations__ = _Annotations()  # on the base it would be one of the class's own
SLOT = _VariantBase.__basicsize__
assert _ScriptFunctionBase.__basicsize__ == SLOT
pointer_at = ctypes.c_void_p.from_address


def entry_address(function: Any) -> int:
    """The address in the vectorcall slot, 0 when it is null."""
    return pointer_at(id(function) + SLOT).value or 0


def install(function: Any, address: int) -> None:
    """Point the vectorcall slot at generated code (0 takes the code away)."""
    pointer_at(id(function) + SLOT).value = address or None


def keep_word(function: Any, number: int, value: int) -> None:
    """Set a word of an instance of a native type that has more than three."""
    pointer_at(id(function) + SLOT + number * _WORD).value = value or None


def keep_at(instance: Any, offset: int, value: int) -> None:
    """Set a word of an instance of a native type."""
    pointer_at(id(instance) + offset).value = value or None


def follow(function: Any, link: Any) -> None:
    """Have `function` hand on calls that do not fit to `link`; to None at the end of a chain. Who
    calls this keeps `link` alive."""
    pointer_at(id(function) + SLOT + _WORD).value = id(link) if link is not None else CHAIN_END


def following(function: Any) -> int:
    """The address of what a function hands calls on to; 0 where it is in no chain."""
    return pointer_at(id(function) + SLOT + _WORD).value or 0


def follow_none(function: Any) -> None:
    """Have `function` be in no chain."""
    pointer_at(id(function) + SLOT + _WORD).value = None


def look_at(function: Any, watch: Any) -> None:
    """Have each call of `function` look whether what its code took for constants is so. Who calls
    this keeps `watch` alive."""
    pointer_at(id(function) + SLOT + CALLABLE_WATCH).value = watch.address if watch else None


def give_defaults(function: Any, params: Any) -> None:
    """Let generated code find the objects that stand for arguments left out, by the parameters'
    order; it looks only for those that there are."""
    if any("default" in p for p in params):
        function._defaults = found = tuple(p.get("default") for p in params)
        pointer_at(id(function) + SLOT + 2 * _WORD).value = id(found)


def make(signature: dict[str, Any], provider: Provider, wrapped: Any = None) -> Any:
    """A function without machine code yet; the provider is asked for it on the first call."""
    function = ScriptFunction()
    function.__name__ = signature["name"]
    function.__qualname__ = signature.get("qualname") or signature["name"]
    function.__module__ = signature.get("module")
    function.__doc__ = signature.get("doc")
    if wrapped is not None:
        function.__wrapped__ = wrapped
    function.signature = signature
    function._provider = provider
    function._variants = {}
    function._plan = function._first = function._watch = function._left = None
    return function
