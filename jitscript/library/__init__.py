"""The builtins, containers, `math` and NumPy functions, written in the language itself.

    registry     `@builtin(oracle)`: which function or class stands for which Python object
    intrinsics   `op.…`: the IR's ops as functions; `Buffer[T]`; `@inline`

A function's annotations are its type rule, its body is the lowering, its docstring the
documentation, and the Python object it is registered for the oracle that tests compare it with.
The front end parses library source on first use. This package imports nothing of the compiler.
"""
