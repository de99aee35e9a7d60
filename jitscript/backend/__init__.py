"""Core ops → machine code.

    layout.py   how a value of an IR type looks to LLVM: leaves, memory, calls
    target.py   what differs between targets: libm, allocation, the slow path of poll
    writer.py   the text of one LLVM module: globals, error sites, counted references
    code.py     the instructions of one function under construction
    lower/      one emitter for each core op
    cpu/        the host's processors: entries from Python and C, optimisation, object files

Conventions of generated code (offsets in `runtime/abi.py`):

Functions. `define internal {i32, T} @"f.name"(ptr %ctx, arguments…)`. The status is 0, or 1 with
the error recorded in the context. Tuples, complex numbers, unions and arrays pass as LLVM
aggregates (`Layout.reg`), whose memory layout is that of the C struct.

Errors. Whoever raises stores the site, a constant JSON text that says what and where, and the raw
message arguments in the context; every call that passes the error on adds its own place. Neither
costs anything until an error happens.

References. Blocks start with {count, drop function}; counts are not atomic. `retain` and
`release` are explicit in the IR and linear, so that the references to give back on an error are
known where it happens (`lower/function.py`).

The outside. libm, malloc, free and what LLVM itself calls (memcpy, memmove, memset) are external
symbols. All else is reached through the table `js_host`, which the loader fills. In a C program
nobody does: code that may run in one tests for that where it needs Python (`needs.py`).
"""
