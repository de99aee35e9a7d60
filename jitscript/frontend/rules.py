"""All rules: each of these files puts its own into the tables of `services.py`."""

# ruff: noqa: F401

from . import (
    assign,
    attributes,
    calls,
    cases,
    class_generated,
    class_init,
    class_iteration,
    class_operators,
    closures,
    comparisons,
    comprehensions,
    contexts,
    displays,
    expressions,
    fstrings,
    functions,
    generators,
    handlers,
    imports,
    iteration,
    literals,
    loops,
    merge,
    messages,
    operations,
    statements,
    subscripts,
    unsupported,
)
