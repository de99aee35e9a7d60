"""All rules: each file puts its own into the tables of `services.py`.

Most programs have no `match`, no f-string and no class, and reading a file takes as long as
compiling some lines. So what is not met in nearly every program is read when it is first asked for,
by the name of the syntax node, of the Python object's type or of the service.
"""

# ruff: noqa: F401

from . import (
    assign,
    attributes,
    calls,
    class_init,
    class_operators,
    closures,
    comparisons,
    comprehensions,
    displays,
    expressions,
    function_values,
    functions,
    generators,
    iteration,
    literals,
    loops,
    merge,
    messages,
    nominal_values,
    operations,
    services,
    statements,
    subscripts,
    tables,
    unpacked,
    unsupported,
)

# File → what stands in it.
LATER: dict[str, tuple[str, ...]] = {
    "caching": (
        *("CacheMethod", "Cached", "_lru_cache_wrapper"),
        *("cache_attribute", "decorated"),
    ),
    "cases": ("IsA", "Distinct", "Positional", "Unmatched", "_Known"),
    "class_cached": ("read_cached",),
    "class_generated": (
        *("generated_init", "generated_member", "generated_method", "make_dataclass", "replaced"),
    ),
    "class_iteration": ("instance_series",),
    "compared": ("Comparison", "cmp_to_key"),
    "contexts": ("With",),
    "deep_copies": ("deep_copy",),
    "device": ("call_device", "device_index", "print_numbers"),
    "exit_stacks": (
        *("ExitStack", "enter_context", "callback", "push"),
        *("closing", "nullcontext", "suppress"),
    ),
    "file_calls": ("open", "StringIO", "BytesIO", "Path"),
    "formats": ("Template",),
    "fstrings": ("JoinedStr",),
    "getters": (
        *("Getter", "itemgetter", "attrgetter", "methodcaller", "reduce", "getitem"),
        *("concat", "is_not", "neg", "pos", "invert", "not_", "truth"),
    ),
    "grids": ("CClass", "MGridClass", "OGridClass", "RClass"),
    "handlers": ("Try",),
    "identity": ("same_object",),
    "imports": ("Import", "ImportFrom"),
    "kept": (
        "builtin_of_generator",
        "first_or",
        "check_endings",
        "finish_generator",
        "frame_series",
        "keep_generator",
        "kept_generator",
        "tell_yields",
    ),
    "kept_closing": (
        "close_behind",
        "closing_after",
        "keep_in_local",
        "of_generator",
    ),
    "kept_expressions": ("generator_of",),
    "percent": ("percent",),
    "questions": ("hasattr", "callable", "issubclass", "getattr", "setattr"),
    "carried": ("carried_instance", "carried_text", "raise_carried"),
    "raising": ("Raise",),
    "raised": (
        *("equal_exceptions", "exception_as", "exception_class_name", "exception_test"),
        *("exception_value", "make_exception", "same_exception", "throw"),
    ),
    "raised_attributes": ("exception_attribute", "exception_method", "set_exception"),
    "records": ("of_dataclass",),
    "templates": ("percent_of", "format_of", "format", "format_map"),
    "tuples": (
        *("as_any_length", "as_known_length", "comparable_tuples", "joined_tuples"),
        *("of_any_length", "tuple_of_groups", "tuple_of_own"),
    ),
    "yields": ("Yield", "YieldFrom", "end_generator"),
}

for _file, _names in LATER.items():
    services.later(_file, _names)


def read_all() -> None:
    """Read what would be read later, too."""
    for file in LATER:
        services.read(file)
