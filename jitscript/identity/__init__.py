"""Which function is compiled, and what its compiled code depends on.

    texts.py    the lines of a function, read once for the key and for the compiler
    values.py   what values are, written into a hash: by value, or not at all
    containers.py  what the containers of a module hold that change
    sentinels.py   objects of which only the identity tells
    search.py   where else a function's lines may be, when those that were found are not its own
    looks.py    what the front end looked at, noted while it looked
    retrace.py  looking there again, without the front end
    hidden.py   names that only type checkers import
    keys.py     keys of the cache: a function, its options, the compiler, the processor

Nothing here guesses what a function depends on. The front end reads names, attributes and
annotations through one door, `Looks`, which notes the way to each object and what was found there.
The ways are kept in the cache under the function's own code and text. A later process goes the same
ways, without the compiler: where it finds the same it has the key of the same machine code.
A look that ends at something which cannot be told by its value (an open file, an object with a life
of its own) makes the function one that is compiled in each process.
"""
